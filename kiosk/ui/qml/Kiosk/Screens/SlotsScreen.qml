// When one would like to come: the free half-hours, by day.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Kiosk.Controls
import Kiosk.Style

Item {
    id: screen

    required property Theme theme
    required property var slots
    required property Reading reading
    readonly property int columns: 3

    signal chose(string moment)
    signal turned(int by)
    signal nextDayAsked

    ColumnLayout {
        id: column
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        spacing: screen.theme.gap

        Heading {
            Layout.fillWidth: true
            theme: screen.theme
            title: screen.slots.title
            hear: screen.slots.titleHear
            reading: screen.reading
        }
        TextLine {
            Layout.fillWidth: true
            visible: line.text !== ""
            theme: screen.theme
            line: screen.slots.notice
            reading: screen.reading
        }
        Repeater {
            model: screen.slots.days

            ColumnLayout {
                id: day
                required property var modelData
                Layout.fillWidth: true
                Layout.topMargin: screen.theme.gap
                spacing: screen.theme.gap

                TextLine {
                    Layout.fillWidth: true
                    theme: screen.theme
                    line: day.modelData.line
                    reading: screen.reading
                }
                GridLayout {
                    Layout.fillWidth: true
                    columns: screen.columns
                    columnSpacing: screen.theme.gap
                    rowSpacing: screen.theme.gap

                    Repeater {
                        model: day.modelData.slots

                        Card {
                            id: card
                            required property var modelData
                            Layout.preferredWidth: Math.floor((screen.width - (screen.columns - 1) * screen.theme.gap) / screen.columns)
                            Layout.fillHeight: true
                            Layout.minimumHeight: screen.theme.tile
                            Layout.preferredHeight: Math.max(screen.theme.tile, Math.min(screen.theme.shortSide * 0.17, screen.height * 0.13))
                            theme: screen.theme
                            name: modelData.name
                            hear: modelData.hear
                            lit: screen.reading.of(modelData.key)
                            onChosen: screen.chose(modelData.id)
                            onHeard: screen.reading.asked(modelData.key)

                            Label {
                                anchors.centerIn: parent
                                theme: screen.theme
                                text: card.modelData.time
                                size: screen.theme.heading
                                strong: true
                                color: screen.theme.accent
                                wrapMode: Text.NoWrap
                                lit: card.lit
                            }
                        }
                    }
                }
            }
        }
    }
    TurnBar {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        theme: screen.theme
        reading: screen.reading
        previous: screen.slots.previous
        other: screen.slots.other
        otherPicture: screen.theme.icons["calendar"]
        next: screen.slots.next
        onTurned: by => screen.turned(by)
        onSwitched: screen.nextDayAsked()
    }
}
