// What has been chosen so far, then the question or the title of the screen.
import QtQuick
import QtQuick.Layouts
import Kiosk.Style

Hearable {
    id: heading

    required property string title
    property string chosen: ""
    property string before: ""
    property string note: ""
    readonly property Reading lit: reading?.of(key) ?? null

    key: "title"
    implicitHeight: column.implicitHeight
    speakerTop: line.y + Math.max(0, (Math.ceil(theme.heading * theme.lineHeight) - theme.speakerSize) / 2)

    ColumnLayout {
        id: column
        width: heading.width
        spacing: heading.theme.gap * 0.4

        Label {
            Layout.fillWidth: true
            visible: heading.before !== "" && !heading.theme.grown
            theme: heading.theme
            text: heading.before
            color: heading.theme.soft
            lit: heading.lit
        }
        Label {
            Layout.fillWidth: true
            visible: heading.chosen !== "" && !heading.theme.grown
            theme: heading.theme
            text: heading.chosen
            color: heading.theme.soft
            lit: heading.lit
        }
        RowLayout {
            id: line
            Layout.fillWidth: true
            Layout.rightMargin: heading.speakerRoom
            spacing: heading.theme.gap

            Label {
                Layout.fillWidth: true
                theme: heading.theme
                text: heading.title
                size: heading.theme.heading
                strong: true
                color: heading.theme.accent
                lit: heading.lit
            }
            Label {
                Layout.alignment: Qt.AlignBottom
                visible: text !== "" && !heading.theme.grown
                theme: heading.theme
                text: heading.note
                color: heading.theme.soft
                lit: heading.lit
                wrapMode: Text.NoWrap
            }
        }
    }
}
