// One question, few large tiles.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Kiosk.Controls
import Kiosk.Style

ColumnLayout {
    id: screen

    required property Theme theme
    required property string title
    required property string welcome
    required property string chosen
    required property string titleHear
    required property var tiles
    required property Reading reading

    readonly property int columns: {
        const count = tiles.length;
        if (theme.portrait)
            return count > 4 ? 2 : 1;
        return count > 6 ? 4 : count > 4 || count === 3 ? 3 : 2;
    }

    property int made: 0 // new tiles may be as many as the old ones: this tells the bindings below to look again
    readonly property bool hinted: {
        for (let n = 0; n < answers.count && made; n++) {
            const tile = answers.itemAt(n) as Tile;
            if (tile && tile.wanted > tile.height)
                return false;
        }
        return true;
    }

    readonly property int labelSize: {
        for (let n = 0; n < answers.count && made; n++) {
            const tile = answers.itemAt(n) as Tile;
            if (tile && tile.crowding > 0)
                return Math.round(theme.label * 0.82);
        }
        return theme.label;
    }
    // All pictograms of a screen have one size: the largest that leaves room for the longest words.
    readonly property real coin: {
        let most = theme.shortSide;
        for (let n = 0; n < answers.count && made; n++) {
            const tile = answers.itemAt(n) as Tile;
            if (tile)
                most = Math.min(most, tile.coinMost);
        }
        return most;
    }

    signal chose(string id)
    signal heard(string key)

    spacing: theme.gap * 1.5

    Heading {
        Layout.fillWidth: true
        theme: screen.theme
        title: screen.title
        hear: screen.titleHear
        before: screen.welcome
        chosen: screen.chosen
        reading: screen.reading
    }

    GridLayout {
        Layout.fillWidth: true
        Layout.fillHeight: true
        columns: screen.columns
        columnSpacing: screen.theme.gap
        rowSpacing: screen.theme.gap
        uniformCellWidths: true
        uniformCellHeights: true

        Repeater {
            id: answers
            onItemAdded: screen.made += 1
            model: screen.tiles

            Tile {
                required property var modelData
                Layout.fillWidth: true
                Layout.fillHeight: true
                Layout.minimumHeight: screen.theme.tile
                Layout.maximumHeight: screen.theme.shortSide * (screen.columns === 1 ? 0.3 : 0.36)
                theme: screen.theme
                label: modelData.label
                hint: modelData.hint
                hinted: screen.hinted
                coinSize: screen.coin
                labelSize: screen.labelSize
                picture: modelData.picture
                hear: modelData.hear
                lit: screen.reading.of(modelData.key)
                onChosen: screen.chose(modelData.id)
                onHeard: screen.heard(modelData.key)
            }
        }
    }
    Item {
        Layout.fillHeight: true
        Layout.maximumHeight: screen.theme.portrait ? screen.theme.panelHeight : 0
    }
}
