// Words on the screen. `lit` shows that they are being said now.
import QtQuick
import Kiosk.Style

Text {
    id: label

    required property Theme theme
    property bool lit: false
    property bool strong: false
    property int size: theme.body

    color: theme.ink
    font.pixelSize: size
    font.weight: strong ? Font.Bold : Font.Normal
    lineHeightMode: Text.FixedHeight
    lineHeight: Math.ceil(size * theme.lineHeight)
    wrapMode: Text.WordWrap
    textFormat: Text.PlainText
    horizontalAlignment: Text.AlignLeft
    Accessible.role: Accessible.StaticText
    Accessible.name: text

    Rectangle {
        anchors.fill: parent
        anchors.margins: -label.theme.gap * 0.35
        z: -1
        visible: label.lit
        color: label.theme.lit
        border.width: label.theme.high ? label.theme.stroke * 3 : 0
        border.color: label.theme.ink
        radius: label.theme.radius / 2
    }
}
