// The fiche of a path, whole: what this is and what happens there as a text; what to bring, the price and the time as
// lists below it, or beside it where the screen is wide.
import QtQuick
import Kiosk.Style

Rectangle {
    id: card

    required property Theme theme
    required property var fiche
    required property Reading reading
    readonly property real pad: Math.round(theme.gap * 0.8)
    readonly property int size: Math.round(theme.body * (theme.textSize === "normal" ? 0.9 : 1))
    readonly property real inner: width - 2 * pad
    readonly property bool below: theme.portrait
    readonly property real half: Math.round((inner - theme.gap * 2) / 2)
    readonly property bool listed: fiche.bring.length + fiche.facts.length > 0

    implicitHeight: pad + (below ? lists.y - title.y + lists.height : Math.max(told.y + told.height, lists.height + lists.y) - title.y) + pad
    color: theme.coin
    radius: theme.radius
    border.width: theme.high ? theme.stroke : 0
    border.color: theme.line

    TextLine {
        id: title
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.margins: card.pad
        height: implicitHeight
        theme: card.theme
        line: card.fiche.title
        reading: card.reading
    }
    TextLines {
        id: told
        anchors.left: parent.left
        anchors.leftMargin: card.pad
        anchors.top: title.bottom
        anchors.topMargin: card.theme.apart
        width: card.below || !card.listed ? card.inner : card.half
        theme: card.theme
        size: card.size
        lines: [...card.fiche.what, ...card.fiche.there]
        reading: card.reading
    }
    Row {
        id: lists
        readonly property bool both: card.fiche.bring.length > 0 && card.fiche.facts.length > 0
        readonly property real columnWidth: both ? Math.round((width - spacing) / 2) : width
        anchors.right: parent.right
        anchors.rightMargin: card.pad
        y: card.below ? told.y + told.height + (card.listed ? card.theme.gap * 0.4 : 0) : told.y
        width: card.below ? card.inner : card.half
        spacing: card.theme.gap * 1.5

        TextLines {
            width: lists.columnWidth
            visible: card.fiche.bring.length > 0
            theme: card.theme
            size: card.size
            lines: card.fiche.bring
            reading: card.reading
        }
        TextLines {
            width: lists.columnWidth
            visible: card.fiche.facts.length > 0
            theme: card.theme
            size: card.size
            lines: card.fiche.facts
            reading: card.reading
        }
    }
}
