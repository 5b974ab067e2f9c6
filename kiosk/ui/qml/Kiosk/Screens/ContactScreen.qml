// To go on without a name, which stands out, or to leave a first name or a phone number.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Kiosk.Controls
import Kiosk.Style

ColumnLayout {
    id: screen

    required property Theme theme
    required property var contact
    required property Reading reading

    property int made: 0 // new tiles may be as many as the old ones: this tells the bindings below to look again
    readonly property bool hinted: {
        for (let n = 0; n < tiles.count && made; n++) {
            const tile = tiles.itemAt(n) as Tile;
            if (tile && tile.wanted > tile.height)
                return false;
        }
        return true;
    }
    readonly property int labelSize: {
        for (let n = 0; n < tiles.count && made; n++) {
            const tile = tiles.itemAt(n) as Tile;
            if (tile && tile.crowding > 0)
                return Math.round(theme.label * 0.82);
        }
        return theme.label;
    }
    readonly property real coin: {
        let most = theme.shortSide;
        for (let n = 0; n < tiles.count && made; n++) {
            const tile = tiles.itemAt(n) as Tile;
            if (tile)
                most = Math.min(most, tile.coinMost);
        }
        return most;
    }

    signal chose(string id)

    spacing: theme.gap * 1.5

    Heading {
        Layout.fillWidth: true
        theme: screen.theme
        title: screen.contact.title
        hear: screen.contact.titleHear
        chosen: screen.contact.chosen
        reading: screen.reading
    }
    GridLayout {
        Layout.fillWidth: true
        Layout.fillHeight: true
        columns: screen.theme.portrait ? 1 : 2
        columnSpacing: screen.theme.gap
        rowSpacing: screen.theme.gap
        uniformCellHeights: true

        Repeater {
            id: tiles
            onItemAdded: screen.made += 1
            model: screen.contact.choices

            Tile {
                required property var modelData
                Layout.fillWidth: true
                Layout.fillHeight: true
                Layout.preferredWidth: 1
                Layout.minimumHeight: screen.theme.tile
                Layout.maximumHeight: screen.theme.shortSide * 0.28
                Layout.columnSpan: modelData.main && !screen.theme.portrait ? 2 : 1
                theme: screen.theme
                label: modelData.label
                hint: modelData.hint
                hinted: screen.hinted
                coinSize: screen.coin
                labelSize: screen.labelSize
                picture: screen.theme.icons[modelData.picture] ?? ""
                hear: modelData.hear
                marked: modelData.main
                lit: screen.reading.of(modelData.key)
                onChosen: screen.chose(modelData.id)
                onHeard: screen.reading.asked(modelData.key)
            }
        }
    }
    Item {
        Layout.fillHeight: true
        Layout.maximumHeight: screen.theme.portrait ? screen.theme.panelHeight : 0
    }
}
