// The seven days to come and their hours; today stands out by its weight and its mark.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Kiosk.Style

ColumnLayout {
    id: table

    required property Theme theme
    required property string title
    required property var week
    required property string speakingKey

    spacing: theme.gap * 0.2

    Fact {
        Layout.fillWidth: true
        theme: table.theme
        picture: table.theme.icons["calendar"]
        text: table.title
    }
    Repeater {
        model: table.week
        RowLayout {
            id: day
            required property var modelData
            required property int index
            Layout.fillWidth: true
            Layout.leftMargin: table.theme.body * 1.15 + table.theme.gap * 0.7
            Layout.rightMargin: Layout.leftMargin
            spacing: table.theme.gap

            Label {
                Layout.preferredWidth: table.theme.body * 7
                theme: table.theme
                text: day.modelData.day
                strong: day.modelData.today
                lit: table.speakingKey === "day:" + day.index
            }
            Label {
                Layout.fillWidth: true
                theme: table.theme
                text: day.modelData.hours
                strong: day.modelData.today
                color: day.modelData.today ? table.theme.ink : table.theme.soft
            }
        }
    }
}
