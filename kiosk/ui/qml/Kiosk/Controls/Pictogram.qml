// One pictogram, drawn in one colour from its path data; with `coin` it stands on a soft disc.
import QtQuick
import QtQuick.Shapes
import Kiosk.Style

Item {
    id: pictogram

    required property Theme theme
    required property string picture
    property color color: theme.accent
    property bool coin: false
    property bool mirrored: false
    readonly property real grid: 24
    readonly property real drawn: width * (coin ? 0.62 : 1)

    Rectangle {
        anchors.fill: parent
        visible: pictogram.coin
        radius: width * 0.32
        color: pictogram.theme.coin
        border.width: pictogram.theme.high ? pictogram.theme.stroke : 0
        border.color: pictogram.theme.line
    }

    Shape {
        x: (pictogram.width + (pictogram.mirrored ? 1 : -1) * pictogram.drawn) / 2
        y: (pictogram.height - pictogram.drawn) / 2
        visible: pictogram.drawn > 0
        transform: Scale {
            xScale: pictogram.drawn / pictogram.grid * (pictogram.mirrored ? -1 : 1)
            yScale: pictogram.drawn / pictogram.grid
        }
        width: pictogram.grid
        height: pictogram.grid

        ShapePath {
            strokeColor: pictogram.color
            strokeWidth: 2
            fillColor: "transparent"
            capStyle: ShapePath.RoundCap
            joinStyle: ShapePath.RoundJoin
            PathSvg {
                path: pictogram.picture
            }
        }
    }
}
