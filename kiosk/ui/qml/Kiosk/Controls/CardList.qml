// Three places: one under the other, or side by side. All have the height of the fullest.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Kiosk.Style

GridLayout {
    id: list

    required property Theme theme
    required property var cards
    required property Reading reading
    property int made: 0 // new cards may be as many as the old ones: this tells the binding below to look again
    readonly property real cardHeight: {
        let most = 0;
        for (let n = 0; n < places.count && made; n++) {
            const card = places.itemAt(n) as PlaceCard;
            if (card)
                most = Math.max(most, card.contentHeight);
        }
        return most;
    }
    readonly property real wanted: cards.length === 0 ? 0 : theme.portrait ? cards.length * (cardHeight + theme.gap) : cardHeight + theme.gap

    signal chose(string id)
    signal heard(string key)

    columnSpacing: theme.gap
    rowSpacing: theme.gap
    uniformCellHeights: !theme.portrait
    uniformCellWidths: true

    Repeater {
        id: places
        onItemAdded: list.made += 1
        model: list.cards

        PlaceCard {
            required property var modelData
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.minimumHeight: list.cardHeight
            Layout.maximumHeight: Math.max(list.cardHeight * 1.35, list.theme.tile)
            Layout.alignment: Qt.AlignTop
            theme: list.theme
            facts: modelData.facts
            told: modelData.told
            hear: modelData.hear
            lit: list.reading.of(modelData.key)
            onChosen: list.chose(modelData.facts.id)
            onHeard: list.heard(modelData.key)
        }
    }
    Item {
        Layout.fillHeight: true
        visible: list.theme.portrait
    }
}
