// A text of many lines, cut into columns and pages that fit: never a scroll, nothing cut. The
// page is that of the line being said, else the one that was turned to.
pragma ComponentBehavior: Bound
import QtQuick
import Kiosk.Style

Rectangle {
    id: pages

    required property Theme theme
    required property var lines
    required property Reading reading
    property int turned: 0

    readonly property real pad: theme.gap * 1.4
    readonly property int columns: theme.portrait ? 1 : 2
    readonly property real columnWidth: (width - 2 * pad - (columns - 1) * theme.gap * 2) / columns
    readonly property real columnHeight: height - 2 * pad
    property int made: 0 // new lines may be as many as the old ones: this tells the binding below to look again

    // The column of each line, counted over all pages. A head and what is under it stay together where a column can
    // hold them.
    readonly property var slots: {
        const found = [];
        let column = 0, used = 0;
        for (let n = 0; n < lines.length && made; n++) {
            const apart = used > 0 ? sample.above(lines[n]) : 0;
            const group = lines[n].part === "head" ? heightTo(n) : heightOf(n);
            const together = group <= columnHeight ? group : heightOf(n) + heightOf(n + 1);
            if (used > 0 && used + apart + together > columnHeight) {
                column += 1;
                used = heightOf(n);
            } else
                used += apart + heightOf(n);
            found.push(column);
        }
        return found;
    }
    readonly property int count: slots.length > 0 ? Math.floor(slots[slots.length - 1] / columns) + 1 : 1
    readonly property int page: {
        const said = lines.findIndex(line => line.key === reading.key);
        return said >= 0 && said < slots.length ? Math.floor(slots[said] / columns) : Math.min(turned, count - 1);
    }

    function heightOf(n: int): real {
        const line = measures.itemAt(n) as TextLine;
        return line ? line.implicitHeight : 0;
    }

    // From a head to the last line under it.
    function heightTo(head: int): real {
        let total = heightOf(head);
        for (let n = head + 1; n < lines.length && ["under", "item"].includes(lines[n].part); n++)
            total += heightOf(n);
        return total;
    }

    color: theme.coin
    radius: theme.radius
    border.width: theme.high ? theme.stroke : 0
    border.color: theme.line

    TextLines {
        id: sample
        visible: false
        theme: pages.theme
        lines: []
        reading: null
    }
    Repeater {
        id: measures
        onItemAdded: pages.made += 1
        model: pages.lines

        TextLine {
            required property var modelData
            visible: false
            width: pages.columnWidth
            theme: pages.theme
            line: modelData
        }
    }
    Row {
        anchors.fill: parent
        anchors.margins: pages.pad
        spacing: pages.theme.gap * 2

        Repeater {
            model: pages.columns

            TextLines {
                required property int index
                width: pages.columnWidth
                theme: pages.theme
                lines: pages.lines.filter((line, n) => pages.slots[n] === pages.page * pages.columns + index)
                reading: pages.reading
            }
        }
    }
}
