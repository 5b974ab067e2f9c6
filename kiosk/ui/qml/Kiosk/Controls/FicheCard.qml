// The fiche of a path: what this is, and what to bring.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Kiosk.Style

Rectangle {
    id: fiche

    required property Theme theme
    required property var fiche
    required property string speakingKey
    readonly property bool side: width > height * 1.6 && width > theme.body * 30
    implicitHeight: grid.implicitHeight + 2 * theme.gap * 1.1

    color: theme.coin
    radius: theme.radius
    border.width: theme.high ? theme.stroke : 0
    border.color: theme.line

    GridLayout {
        id: grid
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.margins: fiche.theme.gap * 1.1
        columns: fiche.theme.portrait && !fiche.side ? 1 : 2
        columnSpacing: fiche.theme.gap * 2
        rowSpacing: fiche.theme.gap * 0.6

        ColumnLayout {
            Layout.fillWidth: true
            Layout.preferredWidth: 3
            Layout.alignment: Qt.AlignTop
            spacing: fiche.theme.gap * 0.25

            Label {
                Layout.fillWidth: true
                theme: fiche.theme
                text: fiche.fiche.title
                size: fiche.theme.label
                strong: true
                color: fiche.theme.accent
                lit: fiche.speakingKey === "fiche"
            }
            Repeater {
                model: fiche.fiche.what
                Label {
                    required property string modelData
                    required property int index
                    Layout.fillWidth: true
                    theme: fiche.theme
                    text: modelData
                    lit: fiche.speakingKey === "what:" + index
                }
            }
        }
        ColumnLayout {
            Layout.fillWidth: true
            Layout.preferredWidth: 2
            Layout.alignment: Qt.AlignTop
            visible: fiche.fiche.bring.length > 0
            spacing: fiche.theme.gap * 0.25

            Fact {
                Layout.fillWidth: true
                theme: fiche.theme
                picture: fiche.theme.icons["bag"]
                text: fiche.fiche.bringTitle
                strong: true
                lit: fiche.speakingKey === "bring"
            }
            Repeater {
                model: fiche.fiche.bring
                Fact {
                    required property string modelData
                    required property int index
                    Layout.fillWidth: true
                    theme: fiche.theme
                    picture: fiche.theme.icons["check"]
                    text: modelData
                    lit: fiche.speakingKey === "bring:" + index
                }
            }
        }
    }
}
