// The days to come and their hours, as many as there is room for; today stands out by its weight.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Kiosk.Style

ColumnLayout {
    id: table

    required property Theme theme
    required property string title
    required property string hear
    required property var week
    required property Reading reading

    property int days: week.length
    property real span: width // the width it has or, while it is hidden, would have
    readonly property real indent: theme.body * 1.15 + theme.gap * 0.7
    readonly property real dayWidth: theme.body * 7
    readonly property real hoursWidth: Math.max(1, span - dayWidth - 2 * indent - theme.gap)
    readonly property int lines: Math.max(1, ...week.map(day => Math.ceil(measure.advanceWidth(day.hours) * 1.1 / hoursWidth)))
    // The last line of a text takes the height its letters have by nature.
    readonly property real line: Math.max(Math.ceil(theme.body * theme.lineHeight), Math.ceil(measure.height)) + spacing
    readonly property real head: Math.max(line, theme.touch + spacing)
    readonly property real rowHeight: (lines - 1) * Math.ceil(theme.body * theme.lineHeight) + line

    spacing: theme.gap * 0.2

    FontMetrics {
        id: measure
        font.pixelSize: table.theme.body
        font.weight: Font.Bold
    }

    Fact {
        Layout.fillWidth: true
        theme: table.theme
        reading: table.reading
        key: "week"
        hear: table.hear
        picture: table.theme.icons["calendar"]
        words: table.title
    }
    Repeater {
        model: table.week.slice(0, Math.max(0, table.days))
        RowLayout {
            id: day
            required property var modelData
            required property int index
            Layout.fillWidth: true
            Layout.leftMargin: table.indent
            Layout.rightMargin: table.indent
            spacing: table.theme.gap

            Label {
                Layout.preferredWidth: table.dayWidth
                theme: table.theme
                text: day.modelData.day
                strong: day.modelData.today
                lit: table.reading.of("week:" + day.index)
            }
            Label {
                Layout.fillWidth: true
                theme: table.theme
                text: day.modelData.hours
                lit: table.reading.of("week:" + day.index)
                strong: day.modelData.today
                color: day.modelData.today ? table.theme.ink : table.theme.soft
            }
        }
    }
}
