// One key of the keyboard on the screen: a large letter.
import QtQuick
import QtQuick.Templates as T
import Kiosk.Style

T.AbstractButton {
    id: key

    required property Theme theme
    required property string name
    property Reading lit: null

    // Arabic letters are wide, and hang under their line.
    readonly property bool hanging: /[\u0600-\u06ff]/.test(text)

    Accessible.name: name

    contentItem: Item {
        Label {
            anchors.centerIn: parent
            anchors.verticalCenterOffset: key.hanging ? -Math.round(size * 0.2) : 0
            theme: key.theme
            text: key.text
            size: Math.round(Math.min(key.theme.heading, key.width * (key.hanging ? 0.52 : 0.6), key.height * 0.55))
            strong: true
            wrapMode: Text.NoWrap
            color: key.theme.accent
            lit: key.lit?.text === key.text ? key.lit : null
        }
    }
    background: Rectangle {
        radius: key.theme.radius * 0.7
        color: key.lit ? key.theme.lit : key.down ? key.theme.pressed : key.theme.surface
        border.width: key.lit || key.visualFocus || key.down ? key.theme.stroke * 3 : key.theme.stroke
        border.color: key.lit || key.visualFocus || key.down ? key.theme.accent : key.theme.line
    }
}
