// A button with its words beside its pictogram.
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Kiosk.Style

T.AbstractButton {
    id: button

    required property Theme theme
    required property string picture
    property Reading lit: null
    property bool main: false
    property bool directed: false // its pictogram points along the line, and turns with the writing
    readonly property color front: main ? theme.accentInk : theme.accent

    // The longest word stays whole.
    readonly property real wordRoom: width - theme.gap * 2.7 - (picture !== "" ? theme.label : 0)
    readonly property real longest: Math.max(1, ...text.split(/[\s-]+/).map(word => measure.advanceWidth(word)))
    readonly property int wordSize: Math.floor(measure.font.pixelSize * Math.min(1, Math.max(0.5, wordRoom / longest * 0.98)))

    FontMetrics {
        id: measure
        font.pixelSize: Math.round(button.theme.body * (button.theme.grown ? 0.85 : 1))
        font.weight: Font.Bold
    }

    implicitHeight: Math.max(theme.target, row.implicitHeight + theme.gap)
    Accessible.name: text

    contentItem: Item {
        RowLayout {
            id: row
            anchors.centerIn: parent
            width: Math.min(implicitWidth, button.width - button.theme.gap * 2)
            spacing: button.theme.gap * 0.7

            Pictogram {
                Layout.preferredWidth: button.theme.label
                Layout.preferredHeight: button.theme.label
                visible: button.picture !== ""
                theme: button.theme
                picture: button.picture
                color: button.front
                mirrored: button.directed && button.theme.rtl
            }
            Label {
                Layout.fillWidth: true
                theme: button.theme
                text: button.text
                lit: button.lit?.text === button.text ? button.lit : null
                size: button.wordSize
                strong: true
                color: button.front
            }
        }
    }
    background: Rectangle {
        radius: button.theme.radius
        color: button.main ? button.theme.accent : button.down ? button.theme.pressed : button.theme.surface
        border.width: button.visualFocus || button.down ? button.theme.stroke * 3 : button.theme.stroke
        border.color: button.main ? button.theme.accent : button.theme.line
    }
}
