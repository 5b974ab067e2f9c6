// Every size, colour and duration of the screens. Sizes are millimetres on the glass, turned into pixels with
// the site's diagonal; letters also grow with the picture, so that a large panel is never left half empty.
// Sources: EN 301 549 v3.2.1 (5.1.4), WCAG 2.2 (1.4.3, 1.4.11, 2.5.8), VVSG 2.0 (7.1).
import QtQuick

QtObject {
    id: theme

    required property real panelWidth
    required property real panelHeight
    required property real diagonalInches
    property var icons: ({})
    property string textSize: "normal"
    property string contrast: "normal"
    property string reach: "normal"
    property bool motion: true
    property bool speaks: true
    property real viewingMm: 600
    property bool rtl: false

    readonly property bool portrait: panelHeight > panelWidth
    readonly property real shortSide: Math.min(panelWidth, panelHeight)
    readonly property real pxPerMm: Math.hypot(panelWidth, panelHeight) / (diagonalInches * 25.4)

    // Height of a capital letter: millimetres seen from 600 mm, and share of the short side of the picture.
    readonly property var capMm: ({ normal: 5.2, large: 7.3, larger: 8.0, largest: 8.8 })
    readonly property var capShare: ({ normal: 0.019, large: 0.023, larger: 0.027, largest: 0.031 })
    readonly property real capRatio: 0.725 // capital height of Andika to its pixel size
    readonly property real capMost: 0.034 // of the short side: past it a screen of tiles no longer fits
    readonly property real cap: Math.min(Math.max(capMm[textSize] * viewingMm / 600 * pxPerMm, capShare[textSize] * shortSide), capMost * shortSide)

    readonly property int body: Math.round(cap / capRatio)
    readonly property int label: Math.round(body * (grown ? 1.08 : 1.18))
    readonly property int heading: Math.round(body * (grown ? 1.2 : 1.65))
    readonly property int huge: Math.round(body * (grown ? 1.6 : 2.4))
    readonly property real lineHeight: rtl ? 1.62 : 1.34
    readonly property bool grown: textSize === "larger" || textSize === "largest"

    // Whole pixels, so that codes and lines stay sharp.
    readonly property real gap: Math.round(Math.max(3 * pxPerMm, 0.016 * shortSide))
    readonly property real margin: Math.round(Math.max(5 * pxPerMm, 0.033 * shortSide))
    // How far down everything one touches is moved for someone who sits (EN 301 549, 8.3.2), as far as letters leave room.
    readonly property real lowered: reach === "low" && portrait ? panelHeight * (textSize === "normal" ? 0.22 : textSize === "large" ? 0.12 : 0) : 0
    // A line that can be heard has the least height of a target, and its distance; its speaker stands at its end.
    readonly property real touch: speaks ? Math.ceil(12.8 * pxPerMm) : 0
    readonly property real apart: speaks ? Math.ceil(2.6 * pxPerMm) : 0
    readonly property real speakerSize: body
    readonly property real speakerRoom: speaks ? speakerSize + gap * 0.8 : 0
    readonly property real target: Math.round(Math.max(13 * pxPerMm, 0.068 * shortSide))
    readonly property real tile: Math.round(Math.max(20.5 * pxPerMm, 0.1 * shortSide))
    readonly property real radius: Math.max(3 * pxPerMm, 0.018 * shortSide)
    readonly property real stroke: Math.max(1.5, 0.0022 * shortSide)
    readonly property int moment: motion ? 160 : 0

    readonly property bool high: contrast === "high"
    readonly property color ground: high ? "#000000" : "#fbf6ec"
    readonly property color surface: high ? "#000000" : "#ffffff"
    readonly property color ink: high ? "#ffffff" : "#1a2429"
    readonly property color soft: high ? "#ffffff" : "#27343a"
    readonly property color accent: high ? "#ffffff" : "#00383f"
    readonly property color accentInk: high ? "#000000" : "#ffffff"
    readonly property color pressed: high ? "#000000" : "#e3efec"
    readonly property color coin: high ? "#000000" : "#dcece8"
    readonly property color line: high ? "#ffffff" : "#6f7f80"
    readonly property color hairline: high ? "#ffffff" : "#e2d9c8"
    readonly property color lit: high ? "#000000" : "#ffeaae"
    readonly property color word: high ? "#000000" : "#ffffff"
    readonly property color veil: high ? "#e6000000" : "#b31a2429"
}
