// The number, as large as the screen lets it be, what to do with it, and its paper.
import QtQuick
import QtQuick.Layouts
import Kiosk.Controls
import Kiosk.Style

Item {
    id: screen

    required property Theme theme
    required property var done
    required property Reading reading

    signal slipAsked

    Heading {
        id: heading
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        theme: screen.theme
        title: screen.done.title
        hear: screen.done.titleHear
        reading: screen.reading
    }
    GridLayout {
        id: head
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: heading.bottom
        anchors.topMargin: visible ? screen.theme.gap : 0
        height: visible ? implicitHeight : 0
        visible: screen.done.number !== ""
        columns: screen.theme.portrait ? 1 : 2
        columnSpacing: screen.theme.gap
        rowSpacing: screen.theme.gap

        Rectangle {
            Layout.fillWidth: true
            Layout.preferredHeight: words.implicitHeight + screen.theme.gap
            Layout.preferredWidth: 2
            radius: screen.theme.radius
            color: screen.theme.surface
            border.width: screen.theme.stroke * 3
            border.color: screen.theme.accent

            Hearable {
                anchors.fill: parent
                anchors.margins: screen.theme.gap * 0.5
                theme: screen.theme
                reading: screen.reading
                key: "number"
                hear: screen.done.numberHear
                speakerTop: (height - theme.speakerSize) / 2

                Label {
                    id: words
                    anchors.centerIn: parent
                    theme: screen.theme
                    text: screen.done.number
                    size: Math.round(screen.theme.shortSide * (screen.theme.portrait ? 0.15 : 0.11))
                    strong: true
                    color: screen.theme.accent
                    wrapMode: Text.NoWrap
                    lit: screen.reading.of("number")
                }
            }
        }
        WideButton {
            Layout.fillWidth: true
            Layout.fillHeight: !screen.theme.portrait
            Layout.preferredWidth: 1
            visible: text !== ""
            theme: screen.theme
            lit: screen.reading.of("turn")
            text: screen.done.paper
            picture: screen.theme.icons["print"]
            onClicked: screen.slipAsked()
        }
    }
    PagedLines {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: head.bottom
        anchors.bottom: parent.bottom
        anchors.topMargin: screen.theme.gap
        theme: screen.theme
        lines: screen.done.lines
        previous: screen.done.previous
        next: screen.done.next
        reading: screen.reading
    }
}
