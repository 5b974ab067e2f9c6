// What will be sent, and the button that sends it.
import QtQuick
import Kiosk.Controls
import Kiosk.Style

Item {
    id: screen

    required property Theme theme
    required property var confirm
    required property Reading reading

    signal sent

    Heading {
        id: heading
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        theme: screen.theme
        title: screen.confirm.title
        hear: screen.confirm.titleHear
        reading: screen.reading
    }
    PagedLines {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: heading.bottom
        anchors.bottom: send.top
        anchors.topMargin: screen.theme.gap
        anchors.bottomMargin: screen.theme.gap
        theme: screen.theme
        lines: screen.confirm.lines
        previous: screen.confirm.previous
        next: screen.confirm.next
        reading: screen.reading
    }
    WideButton {
        id: send
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        height: Math.max(implicitHeight, screen.theme.tile)
        visible: screen.confirm.send !== ""
        theme: screen.theme
        main: true
        text: screen.confirm.send
        picture: screen.theme.icons["forward"]
        directed: true
        lit: screen.reading.of("send")
        onClicked: screen.sent()
    }
    Label {
        anchors.centerIn: send
        visible: !send.visible
        theme: screen.theme
        text: screen.confirm.waiting
        lit: screen.reading.of("send")
    }
}
