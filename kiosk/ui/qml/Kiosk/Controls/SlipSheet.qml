// The picture of the paper, in as many columns as make its letters largest. A touch anywhere on it reads it.
pragma ComponentBehavior: Bound
import QtQuick
import Kiosk.Style

Hearable {
    id: sheet

    required property var preview
    required property string name
    readonly property Reading lit: reading?.of(key) ?? null
    readonly property var ways: preview.ways ?? []

    readonly property real apart: theme.gap * 0.8
    readonly property real border: theme.gap * 0.6
    readonly property real roomHigh: height - 2 * border - 4 * theme.stroke
    readonly property real roomWide: width - speakerRoom - theme.gap

    function scaleOf(way: var): real {
        const wide = way.reduce((sum, piece) => sum + piece.width, 0), high = Math.max(...way.map(piece => piece.height));
        return Math.min((roomWide - (way.length - 1) * apart - 2 * border * way.length) / wide, roomHigh / high);
    }
    readonly property var best: {
        let found = [], most = 0;
        for (const way of ways) {
            const now = scaleOf(way);
            if (now > most * 1.02) {
                most = now;
                found = way;
            }
        }
        return found;
    }
    readonly property real zoom: best.length > 0 ? Math.min(1, scaleOf(best)) : 1

    background: Rectangle {
        radius: sheet.theme.radius
        color: sheet.down ? sheet.theme.pressed : sheet.theme.coin
        border.width: sheet.lit || sheet.visualFocus ? sheet.theme.stroke * 3 : sheet.theme.high ? sheet.theme.stroke : 0
        border.color: sheet.lit || sheet.visualFocus ? sheet.theme.accent : sheet.theme.line

        Pictogram {
            anchors.right: parent.right
            anchors.top: parent.top
            anchors.margins: sheet.theme.gap * 0.5
            width: sheet.theme.speakerSize
            height: sheet.theme.speakerSize
            visible: sheet.speaks
            theme: sheet.theme
            picture: sheet.theme.icons["listen"] ?? ""
            mirrored: sheet.theme.rtl
        }
    }

    Row {
        x: sheet.theme.rtl ? sheet.speakerRoom + Math.round((sheet.roomWide - width) / 2) + sheet.theme.gap / 2 : Math.round((sheet.roomWide - width) / 2) + sheet.theme.gap / 2
        anchors.verticalCenter: parent.verticalCenter
        Accessible.role: Accessible.Graphic
        Accessible.name: sheet.name
        spacing: sheet.apart

        Repeater {
            model: sheet.best

            Rectangle {
                id: piece
                required property var modelData
                width: picture.width + 2 * sheet.border
                height: picture.height + 2 * border.width
                color: "#ffffff"
                border.width: sheet.theme.stroke
                border.color: sheet.theme.line

                Image {
                    id: picture
                    anchors.centerIn: parent
                    width: Math.floor(piece.modelData.width * sheet.zoom)
                    height: Math.floor(piece.modelData.height * sheet.zoom)
                    source: piece.modelData.url
                    sourceSize.width: width
                    cache: false
                    smooth: true
                }
            }
        }
    }
}
