// Where this terminal stands, whether it is a demonstration, from when all this is, and which question this is.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Kiosk.Style

Item {
    id: line

    required property Theme theme
    required property var frame
    required property var dated // a line, or nothing; shown while asking
    required property bool asking
    required property Reading reading

    readonly property Reading lit: reading.of("frame")
    // The largest letters leave the tiles of a picture that lies down just enough room under two lines of these.
    readonly property real small: !theme.grown ? 0.9 : theme.portrait ? 0.8 : 0.72

    height: Math.round(theme.margin * 0.6 + content.implicitHeight)

    RowLayout {
        id: content
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        spacing: line.theme.gap

        GridLayout {
            Layout.fillWidth: true
            columns: line.theme.portrait ? 1 : 3
            columnSpacing: line.theme.gap * 2
            rowSpacing: 0
            Label {
                Layout.fillWidth: line.theme.portrait
                visible: !line.theme.grown
                theme: line.theme
                text: line.frame.site
                lit: line.lit?.text === text ? line.lit : null
                strong: true
                color: line.theme.soft
                size: Math.round(line.theme.body * 0.9)
            }
            Label {
                Layout.fillWidth: true
                Layout.maximumWidth: line.theme.portrait ? Infinity : Math.ceil(implicitWidth)
                visible: text !== ""
                theme: line.theme
                text: line.frame.demonstration
                lit: line.lit?.text === text ? line.lit : null
                color: line.theme.soft
                size: Math.round(line.theme.body * line.small)
            }
            Loader {
                id: age
                readonly property var dated: line.dated
                Layout.fillWidth: true
                Layout.preferredWidth: item ? (item as TextLine).implicitWidth : 0
                Layout.preferredHeight: item ? (item as TextLine).implicitHeight : 0
                active: line.asking && (line.dated?.text ?? "") !== ""
                visible: active
                sourceComponent: TextLine {
                    theme: line.theme
                    line: age.dated
                    size: Math.round(line.theme.body * (line.theme.grown ? line.small : 1))
                    reading: line.reading
                }
            }
        }
        ColumnLayout {
            visible: line.frame.step > 0
            spacing: line.theme.gap * 0.3
            Label {
                Layout.alignment: Qt.AlignRight
                theme: line.theme
                text: line.frame.stepText
                lit: line.lit?.text === text ? line.lit : null
                color: line.theme.soft
                size: Math.round(line.theme.body * 0.9)
                wrapMode: Text.NoWrap
            }
            Row {
                Layout.alignment: Qt.AlignRight
                spacing: line.theme.gap * 0.5
                Repeater {
                    model: 3
                    Rectangle {
                        required property int index
                        width: line.theme.body * 1.6
                        height: line.theme.stroke * 4
                        radius: height / 2
                        color: index < line.frame.step ? line.theme.accent : "transparent"
                        border.width: line.theme.stroke
                        border.color: index < line.frame.step ? line.theme.accent : line.theme.line
                    }
                }
            }
        }
    }
}
