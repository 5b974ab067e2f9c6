// A white sheet that one presses, with its own speaker: at the end of the line, or in the corner of a tall sheet.
import QtQuick
import QtQuick.Templates as T
import Kiosk.Style

Item {
    id: card

    required property Theme theme
    required property string name
    required property string hear
    property Reading lit: null
    property bool corner: false
    property bool marked: false // stands out from the cards beside it
    default property alias content: inside.data
    readonly property real speakerSize: theme.speaks ? theme.target : 0
    readonly property real pad: theme.gap

    signal chosen
    signal heard

    Rectangle {
        anchors.fill: parent
        color: card.lit ? card.theme.lit : press.down ? card.theme.pressed : card.marked ? card.theme.coin : card.theme.surface
        radius: card.theme.radius
        border.width: card.lit || card.marked || press.visualFocus ? card.theme.stroke * 3 : card.theme.stroke
        border.color: card.lit || card.marked || press.visualFocus ? card.theme.accent : card.theme.line
    }

    T.AbstractButton {
        id: press
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.rightMargin: card.corner ? 0 : card.speakerSize + card.theme.gap
        anchors.top: parent.top
        anchors.bottom: parent.bottom
        text: card.name
        Accessible.name: card.name
        onClicked: card.chosen()
        contentItem: Item {
            id: inside
        }
        // The corner belongs to the speaker, with a gap around it.
        containmentMask: QtObject {
            function contains(point: point): bool {
                if (point.x < 0 || point.y < 0 || point.x > press.width || point.y > press.height)
                    return false;
                const reach = card.speakerSize + card.theme.gap;
                const inward = card.theme.rtl ? point.x : press.width - point.x;
                return !card.corner || inward > reach || point.y > reach;
            }
        }
    }

    SpeakButton {
        visible: card.theme.speaks
        anchors.right: parent.right
        anchors.top: parent.top
        width: card.speakerSize
        height: card.corner ? card.speakerSize : parent.height
        theme: card.theme
        picture: card.theme.icons["listen"]
        text: card.hear
        onClicked: card.heard()
    }
}
