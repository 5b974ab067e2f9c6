// Lines on a sheet that is no higher than they are; on pages, with the buttons that turn them, where they have no room.
import QtQuick
import Kiosk.Style

Item {
    id: paged

    required property Theme theme
    required property var lines
    required property string previous
    required property string next
    required property Reading reading

    // A column that holds half of the lines, and the one that may be cut by the half, leaves no more than its own height.
    readonly property real wanted: {
        const heights = lines.map((line, n) => pages.made ? pages.heightOf(n) : 0);
        const total = heights.reduce((sum, height) => sum + height + theme.apart, 0);
        return Math.ceil((theme.portrait ? total : total / 2 + Math.max(0, ...heights)) + pages.pad * 2);
    }
    readonly property bool whole: wanted <= height

    onLinesChanged: pages.turned = 0
    onVisibleChanged: pages.turned = 0

    Pages {
        id: pages
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        height: paged.whole ? paged.wanted : paged.height - bar.room - paged.theme.gap
        theme: paged.theme
        lines: paged.lines
        reading: paged.reading
    }
    TurnBar {
        id: bar
        readonly property real room: heightOf([paged.previous, paged.next], 2)
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        height: used ? room : 0
        theme: paged.theme
        reading: paged.reading
        previous: pages.page > 0 ? paged.previous : ""
        next: pages.page + 1 < pages.count ? paged.next : ""
        onTurned: by => pages.turned += by
    }
}
