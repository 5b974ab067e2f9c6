// The title of the fiche and as many of its first sentences as there is room for; beside them what happens there,
// where the screen is wide enough for both.
pragma ComponentBehavior: Bound
import QtQuick
import Kiosk.Style

Rectangle {
    id: card

    required property Theme theme
    required property var fiche
    required property Reading reading
    required property real room
    readonly property real pad: theme.gap
    readonly property bool wide: width > theme.body * 44 && fiche.there.length > 0
    readonly property bool both: wide && told.y + Math.max(told.height, beside.height) + pad <= room && count === fiche.what.length
    readonly property real half: Math.round((width - 2 * pad - theme.gap * 2) / 2)
    readonly property real textWidth: wide ? half : width - 2 * pad
    property int made: 0 // new lines may be as many as the old ones: this tells the binding below to look again
    readonly property int count: {
        let used = title.implicitHeight + theme.apart + 2 * pad, fitting = 0;
        for (let n = 0; n < measures.count && made; n++) {
            const line = measures.itemAt(n) as TextLine;
            used += line ? line.implicitHeight : room;
            if (used > room)
                break;
            fitting = n + 1;
        }
        return fitting;
    }
    readonly property var shown: fiche.what.slice(0, count)
    readonly property bool fits: count > 0

    function shows(key: string): bool {
        return fits && [fiche.title, ...shown, ...(both ? fiche.there : [])].some(line => line.key === key);
    }

    implicitHeight: told.y + Math.max(told.height, both ? beside.height : 0) + pad
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
        width: card.textWidth
        theme: card.theme
        lines: card.shown
        reading: card.reading
    }
    TextLines {
        id: beside
        anchors.right: parent.right
        anchors.rightMargin: card.pad
        anchors.top: told.top
        width: card.half
        visible: card.both
        theme: card.theme
        lines: card.fiche.there
        reading: card.reading
    }
    Repeater {
        id: measures
        onItemAdded: card.made += 1
        model: card.fiche.what

        TextLine {
            required property var modelData
            visible: false
            width: card.textWidth
            theme: card.theme
            line: modelData
        }
    }
}
