// One of the six controls that stand at the same place on every screen.
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Kiosk.Style

T.AbstractButton {
    id: button

    required property Theme theme
    required property string picture
    required property int size
    property bool main: false
    property bool flipped: false
    property Reading lit: null
    property bool current: false // its screen is shown
    readonly property color front: main ? theme.accentInk : theme.accent

    opacity: enabled ? 1 : 0.35
    implicitHeight: content.implicitHeight + theme.gap * 1.4
    Accessible.name: text

    contentItem: ColumnLayout {
        id: content
        spacing: button.theme.gap * 0.2

        Item {
            Layout.fillHeight: true
        }
        Pictogram {
            Layout.alignment: Qt.AlignHCenter
            Layout.preferredWidth: button.theme.body * (button.theme.grown ? 1.3 : 1.7)
            Layout.preferredHeight: button.theme.body * (button.theme.grown ? 1.3 : 1.7)
            theme: button.theme
            picture: button.picture
            color: button.front
            mirrored: button.flipped
        }
        Label {
            Layout.fillWidth: true
            theme: button.theme
            text: button.text
            lit: button.lit?.text === button.text ? button.lit : null
            size: button.size
            strong: true
            color: button.front
            horizontalAlignment: Text.AlignHCenter
        }
        Item {
            Layout.fillHeight: true
        }
    }
    background: Rectangle {
        radius: button.theme.radius
        color: button.main ? button.theme.accent : button.down ? button.theme.pressed : button.current ? button.theme.coin : button.theme.surface
        border.width: button.visualFocus || button.down || button.current ? button.theme.stroke * 3 : button.theme.stroke
        border.color: (button.main || button.current) && !button.visualFocus ? button.theme.accent : button.theme.line
    }
}
