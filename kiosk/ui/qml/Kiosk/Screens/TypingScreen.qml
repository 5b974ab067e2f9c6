// What is being typed, in large letters, and the keys for it.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Kiosk.Controls
import Kiosk.Style

ColumnLayout {
    id: screen

    required property Theme theme
    required property var typing
    required property Reading reading

    readonly property real buttonHeight: theme.portrait && !theme.grown ? theme.tile : theme.target

    signal typed(string sign)
    signal erased
    signal keysTurned
    signal ended

    spacing: theme.gap * (theme.portrait ? 1.5 : 1)

    Heading {
        Layout.fillWidth: true
        theme: screen.theme
        title: screen.typing.title
        hear: screen.typing.titleHear
        reading: screen.reading
    }
    Rectangle {
        Layout.fillWidth: true
        Layout.preferredHeight: Math.max(screen.theme.touch, words.lineHeight) + screen.theme.gap
        radius: screen.theme.radius
        color: screen.theme.surface
        border.width: screen.theme.stroke * 2
        border.color: screen.theme.accent

        Hearable {
            id: field
            anchors.fill: parent
            anchors.margins: screen.theme.gap * 0.5
            anchors.leftMargin: screen.theme.gap
            anchors.rightMargin: screen.theme.gap
            theme: screen.theme
            reading: screen.reading
            key: "text"
            hear: screen.typing.textHear
            speakerTop: (height - theme.speakerSize) / 2

            Label {
                id: words
                readonly property real room: field.width - field.speakerRoom
                anchors.left: parent.left
                anchors.verticalCenter: parent.verticalCenter
                width: room
                theme: screen.theme
                text: screen.typing.text
                size: Math.floor(measure.font.pixelSize * Math.min(1, room / Math.max(1, measure.advanceWidth(text) * 1.04)))
                strong: !screen.typing.empty
                color: screen.typing.empty ? screen.theme.soft : screen.theme.ink
                wrapMode: Text.NoWrap
                lit: screen.reading.of("text")
            }
            FontMetrics {
                id: measure
                font.pixelSize: screen.theme.heading
                font.weight: Font.Bold
            }
        }
    }
    Keyboard {
        Layout.fillWidth: true
        Layout.fillHeight: true
        Layout.minimumHeight: implicitHeight
        theme: screen.theme
        rows: screen.typing.rows
        square: screen.typing.phone
        reading: screen.reading
        onTyped: sign => screen.typed(sign)
    }
    GridLayout {
        Layout.fillWidth: true
        Layout.fillHeight: false
        Layout.preferredHeight: implicitHeight
        columns: screen.theme.portrait ? 2 : 4
        columnSpacing: screen.theme.gap
        rowSpacing: screen.theme.gap
        uniformCellWidths: true

        WideButton {
            Layout.fillWidth: true
            Layout.fillHeight: true
            visible: text !== ""
            theme: screen.theme
            Layout.minimumHeight: screen.buttonHeight
            text: screen.typing.space
            picture: ""
            lit: screen.reading.of("key: ")
            onClicked: screen.typed(" ")
        }
        WideButton {
            Layout.fillWidth: true
            Layout.fillHeight: true
            theme: screen.theme
            Layout.minimumHeight: screen.buttonHeight
            text: screen.typing.erase
            picture: screen.theme.icons["erase"]
            directed: true
            lit: screen.reading.of("erase")
            onClicked: screen.erased()
        }
        WideButton {
            Layout.fillWidth: true
            Layout.fillHeight: true
            visible: text !== ""
            theme: screen.theme
            Layout.minimumHeight: screen.buttonHeight
            text: screen.typing.more
            picture: screen.theme.icons["forward"]
            directed: true
            lit: screen.reading.of("more")
            onClicked: screen.keysTurned()
        }
        Item {
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.minimumHeight: screen.buttonHeight
            Layout.columnSpan: screen.typing.phone && !screen.theme.portrait ? 2 : 1
            implicitHeight: Math.max(done.implicitHeight, missing.implicitHeight)

            WideButton {
                id: done
                anchors.fill: parent
                visible: screen.typing.complete
                theme: screen.theme
                main: true
                text: screen.typing.done
                picture: screen.theme.icons["check"]
                lit: screen.reading.of("done")
                onClicked: screen.ended()
            }
            Label {
                id: missing
                anchors.left: parent.left
                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                visible: text !== ""
                theme: screen.theme
                text: screen.typing.missing
                size: Math.round(screen.theme.body * (screen.theme.grown ? 0.85 : 1))
                lit: screen.reading.of("missing")
            }
        }
    }
}
