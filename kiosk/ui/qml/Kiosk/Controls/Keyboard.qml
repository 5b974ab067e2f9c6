// Rows of keys, left to right in every language. On a screen too narrow for a row of them, rows are made anew: no key is
// smaller than a target.
pragma ComponentBehavior: Bound
import QtQuick
import Kiosk.Style

Item {
    id: board

    required property Theme theme
    required property var rows
    required property Reading reading
    property bool square: false // its columns stand one under the other

    readonly property real least: Math.ceil(12.8 * theme.pxPerMm) // WCAG 2.2 2.5.8 in mm, as in Theme
    readonly property int room: Math.max(1, Math.floor((width + theme.gap) / (least + theme.gap)))
    readonly property int widest: Math.max(1, ...rows.map(row => row.length))
    readonly property var laid: {
        if (widest <= room)
            return rows;
        const keys = rows.reduce((all, row) => all.concat(row), []);
        const lines = Math.ceil(keys.length / room);
        const each = Math.ceil(keys.length / lines);
        return Array.from({
            length: lines
        }, (_, n) => keys.slice(n * each, (n + 1) * each));
    }
    readonly property int across: Math.max(1, ...laid.map(row => row.length))
    readonly property real keyWidth: Math.floor(Math.min((width - (across - 1) * theme.gap) / across, theme.shortSide * 0.2))
    readonly property real keyHeight: Math.floor(Math.max(theme.target, Math.min((height - (laid.length - 1) * theme.gap) / Math.max(1, laid.length), keyWidth * 1.5, theme.shortSide * 0.13)))

    signal typed(string sign)

    implicitHeight: laid.length * (theme.target + theme.gap) - theme.gap
    LayoutMirroring.enabled: false
    LayoutMirroring.childrenInherit: true

    Column {
        width: parent.width
        anchors.bottom: parent.bottom
        spacing: board.theme.gap

        Repeater {
            model: board.laid

            Row {
                id: row
                required property var modelData
                x: Math.round((board.width - (board.square ? board.across * (board.keyWidth + spacing) - spacing : width)) / 2)
                spacing: board.theme.gap

                Repeater {
                    model: row.modelData

                    Key {
                        required property var modelData
                        width: board.keyWidth
                        height: board.keyHeight
                        theme: board.theme
                        text: modelData.label
                        name: modelData.name
                        lit: board.reading.of(modelData.key)
                        onClicked: board.typed(modelData.sign)
                    }
                }
            }
        }
    }
}
