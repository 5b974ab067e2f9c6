// One result: its name, why it is here, if it is open, how far it is.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts

Card {
    id: card

    required property var facts
    required property var told // facts in their order
    readonly property real contentHeight: column.implicitHeight + 2 * pad

    name: facts.name
    corner: !theme.portrait

    ColumnLayout {
        id: column
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.margins: card.pad
        spacing: card.theme.gap * 0.45

        Label {
            Layout.fillWidth: true
            Layout.rightMargin: card.corner ? card.speakerSize : 0
            theme: card.theme
            text: card.facts.name
            lit: card.lit
            size: card.theme.label
            strong: true
            maximumLineCount: card.theme.grown ? 5 : 3
            elide: Text.ElideRight
        }
        Label {
            Layout.fillWidth: true
            theme: card.theme
            visible: !card.theme.grown
            text: card.facts.why
            lit: card.lit
            color: card.theme.soft
        }
        // Side by side where both are short and the card is wide.
        Flow {
            id: pair
            Layout.fillWidth: true
            spacing: card.theme.gap * 0.45

            // Beside two others there is no room for more than the first two in the largest letters.
            Repeater {
                model: card.theme.grown && !card.theme.portrait ? card.told.slice(0, 2) : card.told

                Fact {
                    required property var modelData
                    width: Math.min(implicitWidth + card.theme.gap, pair.width)
                    theme: card.theme
                    lit: card.lit
                    picture: card.theme.icons[modelData.picture] ?? ""
                    words: modelData.text
                    strong: modelData.part === "strong"
                }
            }
        }
    }
}
