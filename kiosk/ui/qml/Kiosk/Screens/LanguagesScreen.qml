// Each language by the name it gives itself, in its own script and direction. No flags.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Kiosk.Controls
import Kiosk.Style

ColumnLayout {
    id: screen

    required property Theme theme
    required property string title
    required property string titleHear
    required property var languages
    required property Reading reading

    readonly property int columns: languages.length > 6 ? (theme.portrait ? 2 : 4) : theme.portrait ? 1 : 2
    // All names have one size: the largest at which the longest stays on one line beside its mark and its speaker.
    readonly property real room: (width - (columns - 1) * theme.gap) / columns - theme.target - theme.gap - 3 * theme.gap * 1.4
    readonly property int nameSize: {
        const widest = Math.max(...languages.map(language => measure.advanceWidth(language.name))) * 1.04 + theme.heading;
        return Math.floor(theme.heading * Math.min(1, room / widest));
    }

    signal chose(string code)
    signal heard(string key)

    spacing: theme.gap * 1.5

    FontMetrics {
        id: measure
        font.pixelSize: screen.theme.heading
        font.weight: Font.Bold
    }
    Heading {
        Layout.fillWidth: true
        theme: screen.theme
        title: screen.title
        hear: screen.titleHear
        reading: screen.reading
    }

    GridLayout {
        Layout.fillWidth: true
        Layout.fillHeight: true
        columns: screen.columns
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
                marked: modelData.current
                lit: screen.reading.of(modelData.key)
                onChosen: screen.chose(modelData.code)
                onHeard: screen.heard(modelData.key)

                RowLayout {
                    anchors.fill: parent
                    anchors.margins: screen.theme.gap * 1.4
                    spacing: screen.theme.gap

                    Pictogram {
                        Layout.preferredWidth: screen.nameSize
                        Layout.preferredHeight: screen.nameSize
                        visible: card.modelData.current
                        theme: card.theme
                        picture: screen.theme.icons["check"]
                    }
                    Label {
                        Layout.fillWidth: true
                        theme: card.theme
                        text: card.modelData.name
                        size: screen.nameSize
                        lit: card.lit
                        strong: true
                        // A name that runs the other way than the screen begins at the other side.
                        horizontalAlignment: card.modelData.rtl === card.theme.rtl ? Text.AlignLeft : Text.AlignRight
                    }
                }
            }
        }
    }
    Item {
        Layout.fillHeight: true
    }
}
