// How the voice speaks: every screen by itself or not, how fast, how loud; and a sentence to hear it.
import QtQuick
import QtQuick.Layouts
import Kiosk.Controls
import Kiosk.Style

ColumnLayout {
    id: screen

    required property Theme theme
    required property var speech
    required property Reading reading

    signal aloudChosen(bool on)
    signal speedTurned(int by)
    signal volumeTurned(int by)

    spacing: theme.gap * 1.5

    Heading {
        Layout.fillWidth: true
        theme: screen.theme
        title: screen.speech.title
        hear: screen.speech.titleHear
        reading: screen.reading
    }
    Card {
        id: aloud
        Layout.fillWidth: true
        Layout.preferredHeight: Math.max(screen.theme.tile, words.implicitHeight + 2 * pad)
        theme: screen.theme
        name: screen.speech.aloudLabel + ". " + screen.speech.aloudState
        hear: screen.speech.aloudHear
        marked: screen.speech.aloud
        lit: screen.reading.of("aloud")
        onChosen: screen.aloudChosen(!screen.speech.aloud)
        onHeard: screen.reading.asked("aloud")

        RowLayout {
            anchors.fill: parent
            anchors.margins: aloud.pad
            spacing: screen.theme.gap

            Pictogram {
                Layout.preferredWidth: screen.theme.label * 1.5
                Layout.preferredHeight: screen.theme.label * 1.5
                theme: screen.theme
                picture: screen.speech.aloud ? screen.theme.icons["check"] : screen.theme.icons["listen"]
                mirrored: screen.theme.rtl && !screen.speech.aloud
            }
            ColumnLayout {
                id: words
                Layout.fillWidth: true
                spacing: screen.theme.gap * 0.2

                Label {
                    Layout.fillWidth: true
                    theme: screen.theme
                    text: screen.speech.aloudLabel
                    size: screen.theme.label
                    strong: true
                    lit: aloud.lit
                }
                Label {
                    Layout.fillWidth: true
                    theme: screen.theme
                    text: screen.speech.aloudState
                    color: screen.theme.soft
                    lit: aloud.lit
                }
            }
        }
    }
    GridLayout {
        Layout.fillWidth: true
        columns: screen.theme.portrait ? 1 : 2
        columnSpacing: screen.theme.margin
        rowSpacing: screen.theme.gap * 2
        uniformCellWidths: true

        Scale {
            Layout.fillWidth: true
            theme: screen.theme
            value: screen.speech.speed
            reading: screen.reading
            lessPicture: screen.theme.icons["slower"]
            morePicture: screen.theme.icons["faster"]
            onTurned: by => screen.speedTurned(by)
        }
        Scale {
            Layout.fillWidth: true
            theme: screen.theme
            value: screen.speech.volume
            reading: screen.reading
            lessPicture: screen.theme.icons["softer"]
            morePicture: screen.theme.icons["listen"]
            onTurned: by => screen.volumeTurned(by)
        }
    }
    Fact {
        Layout.fillWidth: true
        theme: screen.theme
        reading: screen.reading
        key: "sample"
        hear: screen.speech.sampleHear
        picture: screen.theme.icons["voice"]
        words: screen.speech.sample
    }
    Item {
        Layout.fillHeight: true
    }
}
