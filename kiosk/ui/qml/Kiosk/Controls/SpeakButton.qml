// The small speaker of a tile or a card.
import QtQuick
import QtQuick.Templates as T
import Kiosk.Style

T.AbstractButton {
    id: button

    required property Theme theme
    required property string picture

    Accessible.name: text

    contentItem: Item {
        Pictogram {
            anchors.centerIn: parent
            width: Math.min(button.width, button.height) * 0.56
            height: width
            theme: button.theme
            picture: button.picture
            mirrored: button.theme.rtl
        }
    }
    background: Rectangle {
        color: button.down ? button.theme.pressed : "transparent"
        radius: button.theme.radius
        border.width: button.visualFocus ? button.theme.stroke * 2 : 0
        border.color: button.theme.accent
    }
}
