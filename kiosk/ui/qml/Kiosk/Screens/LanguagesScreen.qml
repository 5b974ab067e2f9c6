// Each language by the name it gives itself. No flags.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Kiosk.Controls
import Kiosk.Style

ColumnLayout {
    id: screen

    required property Theme theme
    required property string title
    required property var languages
    required property string speakingKey

    signal chose(string code)
    signal heard(string key)

    spacing: theme.gap * 1.5

    Heading {
        Layout.fillWidth: true
        theme: screen.theme
        title: screen.title
        lit: screen.speakingKey === "title"
    }

    GridLayout {
        Layout.fillWidth: true
        Layout.fillHeight: true
        columns: screen.languages.length > 6 ? (screen.theme.portrait ? 2 : 4) : screen.theme.portrait ? 1 : 2
        columnSpacing: screen.theme.gap
        rowSpacing: screen.theme.gap
        uniformCellWidths: true
        uniformCellHeights: true

        Repeater {
            model: screen.languages

            Card {
                id: card
                required property var modelData
                Layout.fillWidth: true
                Layout.fillHeight: true
                Layout.minimumHeight: screen.theme.tile
                Layout.maximumHeight: screen.theme.shortSide * 0.22
                theme: screen.theme
                name: modelData.name
                hear: modelData.hear
                lit: screen.speakingKey === modelData.key
                onChosen: screen.chose(modelData.code)
                onHeard: screen.heard(modelData.key)

                RowLayout {
                    anchors.fill: parent
                    anchors.margins: card.pad * 1.4
                    spacing: card.pad

                    Label {
                        Layout.fillWidth: true
                        theme: card.theme
                        text: card.modelData.name
                        size: card.theme.heading
                        strong: true
                    }
                    Pictogram {
                        Layout.preferredWidth: card.theme.heading
                        Layout.preferredHeight: card.theme.heading
                        visible: card.modelData.current
                        theme: card.theme
                        picture: screen.theme.icons["check"]
                    }
                }
            }
        }
    }
    Item {
        Layout.fillHeight: true
    }
}
