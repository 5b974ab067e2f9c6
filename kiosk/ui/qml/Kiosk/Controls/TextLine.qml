// One line of a text, with its pictogram when it has one: a title, a head, a sentence, a fact.
// Its height is known as soon as its width is, seen or not.
import QtQuick
import Kiosk.Style

Hearable {
    id: row

    required property var line
    readonly property Reading lit: reading?.of(line.key) ?? null
    property int size: theme.body

    readonly property real coin: size * 1.15
    readonly property real indent: line.picture !== "" || line.part === "under" ? coin + theme.gap * 0.7 : 0

    key: line.key
    hear: line.hear
    implicitWidth: indent + words.implicitWidth + speakerRoom
    implicitHeight: Math.max(words.implicitHeight, speaks ? theme.touch : 0)
    speakerTop: Math.max(0, (Math.min(implicitHeight, words.lineHeight) - theme.speakerSize) / 2)

    Pictogram {
        anchors.left: parent.left
        anchors.top: parent.top
        anchors.topMargin: row.size * ((row.theme.lineHeight - 1.15) / 2 + 0.1)
        width: row.coin
        height: row.coin
        visible: row.line.picture !== ""
        theme: row.theme
        picture: row.theme.icons[row.line.picture] ?? ""
    }
    Label {
        id: words
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.leftMargin: row.indent
        anchors.rightMargin: row.speakerRoom
        theme: row.theme
        text: row.line.text
        size: row.line.part === "title" ? row.theme.label : row.line.part === "note" ? Math.round(row.theme.body * (row.theme.grown ? 0.75 : 0.9)) : row.size
        strong: ["title", "head", "strong"].includes(row.line.part)
        color: row.line.part === "title" ? row.theme.accent : row.line.part === "note" ? row.theme.soft : row.theme.ink
        lit: row.lit
    }
}
