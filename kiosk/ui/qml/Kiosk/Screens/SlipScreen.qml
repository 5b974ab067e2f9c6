// The paper of a place or of an appointment before it is printed, what stands on it, and how far the printer is.
import QtQuick
import QtQuick.Layouts
import Kiosk.Controls
import Kiosk.Style

GridLayout {
    id: screen

    required property Theme theme
    required property var slip
    required property var preview
    required property Reading reading

    signal answersShown(bool on)
    signal printAsked

    columns: theme.portrait ? 1 : 2
    columnSpacing: theme.margin
    rowSpacing: theme.gap

    SlipSheet {
        Layout.fillWidth: true
        Layout.fillHeight: true
        Layout.preferredWidth: screen.theme.grown ? 2 : 3
        Layout.row: screen.theme.portrait ? 1 : 0
        Layout.column: 0
        Layout.rowSpan: screen.theme.portrait ? 1 : 2
        theme: screen.theme
        preview: screen.preview
        name: screen.slip.title ?? ""
        reading: screen.reading
        key: "slip"
        hear: screen.slip.paperHear ?? ""
    }
    Heading {
        Layout.fillWidth: true
        Layout.preferredWidth: 2
        Layout.alignment: Qt.AlignTop
        Layout.row: 0
        Layout.column: screen.theme.portrait ? 0 : 1
        theme: screen.theme
        title: screen.slip.title ?? ""
        hear: screen.slip.titleHear ?? ""
        reading: screen.reading
    }
    ColumnLayout {
        Layout.fillWidth: true
        Layout.preferredWidth: 2
        Layout.alignment: Qt.AlignBottom
        Layout.row: screen.theme.portrait ? 2 : 1
        Layout.column: screen.theme.portrait ? 0 : 1
        spacing: Math.max(screen.theme.gap * (screen.theme.grown ? 0.6 : 1), screen.theme.apart)

        Card {
            id: answers
            Layout.fillWidth: true
            Layout.preferredHeight: Math.max(screen.theme.target, words.implicitHeight + 2 * pad)
            visible: (screen.slip.answersLabel ?? "") !== ""
            theme: screen.theme
            name: (screen.slip.answersLabel ?? "") + ". " + (screen.slip.answersState ?? "")
            hear: screen.slip.answersHear ?? ""
            marked: screen.slip.on ?? false
            lit: screen.reading.of("answers")
            onChosen: screen.answersShown(!screen.slip.on)
            onHeard: screen.reading.asked("answers")

            RowLayout {
                anchors.fill: parent
                anchors.margins: answers.pad
                spacing: screen.theme.gap

                Pictogram {
                    Layout.preferredWidth: screen.theme.label * 1.3
                    Layout.preferredHeight: screen.theme.label * 1.3
                    theme: screen.theme
                    picture: screen.slip.on ? screen.theme.icons["check"] : ""
                }
                ColumnLayout {
                    id: words
                    Layout.fillWidth: true
                    spacing: screen.theme.gap * 0.2

                    Label {
                        Layout.fillWidth: true
                        theme: screen.theme
                        text: screen.slip.answersLabel ?? ""
                        strong: true
                        lit: answers.lit
                    }
                    Label {
                        Layout.fillWidth: true
                        theme: screen.theme
                        text: screen.slip.answersState ?? ""
                        color: screen.theme.soft
                        lit: answers.lit
                    }
                }
            }
        }
        Fact {
            Layout.fillWidth: true
            theme: screen.theme
            reading: screen.reading
            key: "status"
            hear: screen.slip.status?.hear ?? ""
            picture: screen.theme.icons[screen.slip.status?.picture] ?? ""
            words: screen.slip.status?.text ?? ""
            strong: true
        }
        WideButton {
            Layout.fillWidth: true
            Layout.preferredHeight: Math.max(screen.theme.grown ? screen.theme.target : screen.theme.tile, implicitHeight)
            theme: screen.theme
            main: true
            enabled: screen.slip.can ?? false
            opacity: enabled ? 1 : 0.35
            text: screen.slip.print ?? ""
            picture: screen.theme.icons["print"]
            lit: screen.reading.of("print")
            onClicked: screen.printAsked()
        }
    }
}
