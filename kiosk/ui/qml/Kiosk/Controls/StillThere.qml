// "Êtes-vous encore là ?": a touch anywhere answers yes.
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Kiosk.Style

T.AbstractButton {
    id: warning

    required property Theme theme
    required property string title
    required property string stay
    required property Reading reading

    signal stayed

    Accessible.name: stay
    onClicked: stayed()

    background: Rectangle {
        color: warning.theme.veil
    }
    contentItem: Item {
        Rectangle {
            anchors.centerIn: parent
            width: Math.min(parent.width - 2 * warning.theme.margin, warning.theme.body * 26)
            height: column.implicitHeight + 2 * warning.theme.margin
            radius: warning.theme.radius * 1.5
            color: warning.theme.ground
            border.width: warning.theme.high ? warning.theme.stroke * 2 : 0
            border.color: warning.theme.line

            ColumnLayout {
                id: column
                anchors.left: parent.left
                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                anchors.margins: warning.theme.margin
                spacing: warning.theme.gap * 1.4

                Pictogram {
                    Layout.preferredWidth: warning.theme.huge * 1.4
                    Layout.preferredHeight: warning.theme.huge * 1.4
                    theme: warning.theme
                    picture: warning.theme.icons["waiting"]
                    coin: true
                }
                Label {
                    Layout.fillWidth: true
                    theme: warning.theme
                    text: warning.title
                    size: warning.theme.heading
                    strong: true
                    color: warning.theme.accent
                    lit: warning.reading.of("warning-title")
                }
                Label {
                    Layout.fillWidth: true
                    theme: warning.theme
                    text: warning.text
                    lit: warning.reading.of("warning-text")
                }
                WideButton {
                    Layout.fillWidth: true
                    Layout.preferredHeight: Math.max(implicitHeight, warning.theme.tile)
                    theme: warning.theme
                    text: warning.stay
                    lit: warning.reading.of("warning-stay")
                    picture: warning.theme.icons["check"]
                    main: true
                    onClicked: warning.stayed()
                }
            }
        }
    }
}
