// What has been chosen so far, then the question or the title of the screen.
import QtQuick
import QtQuick.Layouts
import Kiosk.Style

ColumnLayout {
    id: heading

    required property Theme theme
    required property string title
    property var chosen: []
    property string before: ""
    property string note: ""
    property bool lit: false
    property bool beforeLit: false

    spacing: theme.gap * 0.4

    Label {
        Layout.fillWidth: true
        visible: heading.before !== "" && !heading.theme.grown
        theme: heading.theme
        text: heading.before
        color: heading.theme.soft
        lit: heading.beforeLit
    }
    Label {
        Layout.fillWidth: true
        visible: heading.chosen.length > 0 && !heading.theme.grown
        theme: heading.theme
        text: heading.chosen.join(heading.theme.rtl ? "  ‹  " : "  ›  ")
        color: heading.theme.soft
    }
    RowLayout {
        Layout.fillWidth: true
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
            wrapMode: Text.NoWrap
        }
    }
}
