// Words that can be heard: a touch anywhere on them reads them, and the small speaker at their end says so.
import QtQuick
import QtQuick.Templates as T
import Kiosk.Style

T.AbstractButton {
    id: button

    required property Theme theme
    property Reading reading: null
    property string key: ""
    property string hear: "" // what its speaker is called; empty: nothing to hear here
    readonly property bool speaks: theme.speaks && hear !== ""
    readonly property real speakerRoom: speaks ? theme.speakerRoom : 0
    property real speakerTop: 0
    default property alias content: inside.data

    enabled: speaks
    text: hear
    onClicked: reading?.asked(key)
    Accessible.name: hear
    Accessible.ignored: !speaks

    contentItem: Item {
        id: inside
    }
    background: Rectangle {
        anchors.fill: parent
        anchors.margins: -button.theme.gap * 0.2
        color: button.down ? button.theme.pressed : "transparent"
        radius: button.theme.radius / 2
        border.width: button.visualFocus ? button.theme.stroke * 2 : 0
        border.color: button.theme.accent

        Pictogram {
            anchors.right: parent.right
            anchors.rightMargin: button.theme.gap * 0.2
            y: button.theme.gap * 0.2 + button.speakerTop
            width: button.theme.speakerSize
            height: button.theme.speakerSize
            visible: button.speaks
            theme: button.theme
            picture: button.theme.icons["listen"] ?? ""
            mirrored: button.theme.rtl
        }
    }
}
