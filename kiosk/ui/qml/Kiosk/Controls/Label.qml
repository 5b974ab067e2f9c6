// Words on the screen. `lit` shows that they are being said now, and which of them.
import QtQuick
import Kiosk.Style

Text {
    id: label

    required property Theme theme
    property Reading lit: null
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

    readonly property rect word: lit !== null ? lit.wordIn(label) : Qt.rect(0, 0, 0, 0)

    Rectangle {
        anchors.fill: parent
        anchors.margins: -label.theme.gap * 0.35
        z: -1
        visible: label.lit !== null
        color: label.theme.lit
        border.width: label.theme.high ? label.theme.stroke * 3 : 0
        border.color: label.theme.ink
        radius: label.theme.radius / 2
    }
    Rectangle {
        x: label.word.x - label.theme.stroke * 2.5
        y: label.word.y
        width: label.word.width + label.theme.stroke * 5
        height: label.word.height
        z: -1
        visible: label.word.width > 0
        color: label.theme.word
        border.width: label.theme.stroke * 2
        border.color: label.theme.accent
        radius: label.theme.radius / 3
    }
}
