// The kiosk cannot work: say so calmly, and give a number.
import QtQuick
import QtQuick.Layouts
import Kiosk.Controls
import Kiosk.Style

ColumnLayout {
    id: screen

    required property Theme theme
    required property string title
    required property string titleHear
    required property string text
    required property string call
    required property string phone
    required property Reading reading

    spacing: theme.gap * 2

    Item {
        Layout.fillHeight: true
    }
    Heading {
        Layout.fillWidth: true
        theme: screen.theme
        title: screen.title
        hear: screen.titleHear
        reading: screen.reading
    }
    Label {
        Layout.fillWidth: true
        theme: screen.theme
        text: screen.text
        size: screen.theme.label
        lit: screen.reading.of("title:0")
    }
    Label {
        Layout.fillWidth: true
        visible: screen.phone !== ""
        theme: screen.theme
        text: screen.call
        size: screen.theme.label
        lit: screen.reading.of("title:1")
    }
    Label {
        Layout.fillWidth: true
        visible: screen.phone !== ""
        theme: screen.theme
        text: screen.phone
        size: screen.theme.huge
        strong: true
        color: screen.theme.accent
        lit: screen.reading.of("title:2")
    }
    Item {
        Layout.fillHeight: true
    }
}
