// One result: its name, why it is here, if it is open, how far it is.
import QtQuick
import QtQuick.Layouts

Card {
    id: card

    required property var facts
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

            Fact {
                width: Math.min(implicitWidth + card.theme.gap, pair.width)
                theme: card.theme
                lit: card.lit
                picture: card.facts.state === "open" ? card.theme.icons["door"] : card.facts.state === "closed" ? card.theme.icons["clock"] : card.theme.icons["phone"]
                words: card.facts.opening
                strong: card.facts.state === "open"
            }
            Fact {
                width: Math.min(implicitWidth + card.theme.gap, pair.width)
                theme: card.theme
                lit: card.lit
                picture: card.theme.icons["pin"]
                words: card.facts.where
            }
            Fact {
                width: Math.min(implicitWidth + card.theme.gap, pair.width)
                visible: words !== "" && card.facts.distance === ""
                theme: card.theme
                lit: card.lit
                picture: card.theme.icons["phone"]
                words: card.facts.phone
                strong: true
            }
        }
    }
}
