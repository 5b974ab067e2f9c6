// The buttons under a text or a list that takes more than one page: before, the other view, after; and what else is to
// stand on their line, when there is `more`.
import QtQuick
import QtQuick.Layouts
import Kiosk.Style

RowLayout {
    id: bar

    required property Theme theme
    required property Reading reading
    property string previous: ""
    property string other: ""
    property string otherPicture: ""
    property string next: ""
    property bool more: false
    readonly property bool used: previous !== "" || other !== "" || next !== "" || more

    // The height with so many buttons that say these words, whatever is on the bar now.
    function heightOf(words: var, cells: int): real {
        const room = (width - spacing * (cells - 1)) / cells - theme.gap * 3 - theme.label;
        const lines = Math.max(...words.map(word => Math.ceil(measure.advanceWidth(word) * 1.08 / room)));
        return Math.max(theme.target, (lines - 1) * Math.ceil(measure.font.pixelSize * theme.lineHeight) + measure.height + theme.gap);
    }

    signal turned(int by)
    signal switched

    height: used ? Math.max(theme.target, implicitHeight) : 0
    visible: used
    spacing: theme.gap
    uniformCellSizes: true

    FontMetrics {
        id: measure
        font.pixelSize: Math.round(bar.theme.body * (bar.theme.grown ? 0.85 : 1))
        font.weight: Font.Bold
    }
    WideButton {
        Layout.fillWidth: true
        Layout.fillHeight: true
        visible: text !== ""
        theme: bar.theme
        lit: bar.reading.of("turn")
        text: bar.previous
        picture: bar.theme.icons["back"]
        directed: true
        onClicked: bar.turned(-1)
    }
    WideButton {
        Layout.fillWidth: true
        Layout.fillHeight: true
        visible: text !== ""
        theme: bar.theme
        lit: bar.reading.of("turn")
        text: bar.other
        picture: bar.otherPicture
        onClicked: bar.switched()
    }
    WideButton {
        Layout.fillWidth: true
        Layout.fillHeight: true
        visible: text !== ""
        theme: bar.theme
        lit: bar.reading.of("turn")
        text: bar.next
        picture: bar.theme.icons["forward"]
        directed: true
        onClicked: bar.turned(1)
    }
}
