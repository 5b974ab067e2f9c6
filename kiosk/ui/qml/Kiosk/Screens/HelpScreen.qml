// "Parler à quelqu'un": the human being who is here, and the numbers that always answer.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Kiosk.Controls
import Kiosk.Style

GridLayout {
    id: screen

    required property Theme theme
    required property var help
    required property string speakingKey
    readonly property bool hasQr: help.qr !== undefined && help.qr !== null
    readonly property int pages: Math.ceil(help.urgent.length / help.atOnce)
    property int turned: 0
    // The page of the number that is being said, else the one that was turned to.
    readonly property int page: {
        const said = help.urgent.findIndex(number => number.key === speakingKey);
        return said < 0 ? turned % pages : Math.floor(said / help.atOnce);
    }

    // The next visitor begins with the first numbers again.
    onVisibleChanged: turned = 0

    columns: theme.portrait ? 1 : 2
    columnSpacing: theme.margin * 1.5
    rowSpacing: theme.gap * (theme.grown ? 0.8 : 2)

    ColumnLayout {
        Layout.fillWidth: true
        Layout.fillHeight: true
        Layout.preferredWidth: 1
        spacing: screen.theme.gap * (screen.theme.grown ? 0.5 : 1)

        Heading {
            Layout.fillWidth: true
            theme: screen.theme
            title: screen.help.title
            lit: screen.speakingKey === "title"
        }
        Label {
            Layout.fillWidth: true
            theme: screen.theme
            text: screen.help.facts.name
            size: screen.theme.label
            strong: true
            lit: screen.speakingKey === "name"
        }
        Fact {
            Layout.fillWidth: true
            theme: screen.theme
            picture: screen.theme.icons["pin"]
            text: screen.help.desk.text
            lit: screen.speakingKey === "desk"
        }
        Fact {
            Layout.fillWidth: true
            theme: screen.theme
            picture: screen.help.facts.state === "open" ? screen.theme.icons["door"] : screen.theme.icons["clock"]
            text: screen.help.facts.opening
            strong: true
            lit: screen.speakingKey === "opening"
        }
        Fact {
            Layout.fillWidth: true
            theme: screen.theme
            picture: screen.theme.icons["phone"]
            text: screen.help.facts.phone
            strong: true
            lit: screen.speakingKey === "phone"
        }
        Fact {
            Layout.fillWidth: true
            theme: screen.theme
            visible: text !== "" && (screen.theme.portrait || !screen.theme.grown)
            picture: screen.theme.icons["languages"]
            text: screen.help.languages
            lit: screen.speakingKey === "languages"
        }
        Loader {
            Layout.fillWidth: true
            Layout.topMargin: screen.theme.gap * 0.5
            Layout.preferredHeight: screen.theme.shortSide * (screen.theme.lowered > 0 ? 0.24 : screen.theme.portrait ? 0.28 : screen.theme.textSize === "normal" ? 0.27 : 0.19)
            active: screen.hasQr
            visible: active
            sourceComponent: QrPanel {
                theme: screen.theme
                qr: screen.help.qr
                lit: screen.speakingKey === "qr"
            }
        }
        Item {
            Layout.fillHeight: true
        }
    }

    ColumnLayout {
        Layout.fillWidth: true
        Layout.fillHeight: true
        Layout.preferredWidth: 1
        Layout.alignment: Qt.AlignTop
        spacing: screen.theme.gap

        Label {
            Layout.fillWidth: true
            Layout.topMargin: screen.theme.portrait ? 0 : screen.theme.gap
            theme: screen.theme
            text: screen.help.urgentTitle
            size: screen.theme.label
            strong: true
            lit: screen.speakingKey === "urgent"
        }
        GridLayout {
            Layout.fillWidth: true
            columns: 2
            columnSpacing: screen.theme.gap
            rowSpacing: Math.round(screen.theme.gap * 0.7)
            uniformCellWidths: true
            uniformCellHeights: true

            Repeater {
                model: screen.help.urgent.slice(screen.page * screen.help.atOnce, (screen.page + 1) * screen.help.atOnce)
                NumberCard {
                    required property var modelData
                    Layout.fillWidth: true
                    Layout.fillHeight: true
                    theme: screen.theme
                    number: modelData.number
                    name: modelData.name
                    lit: screen.speakingKey === modelData.key
                }
            }
        }
        WideButton {
            Layout.fillWidth: true
            visible: screen.pages > 1
            theme: screen.theme
            text: screen.help.more
            picture: screen.theme.icons["forward"]
            directed: true
            onClicked: screen.turned += 1
        }
        Item {
            Layout.fillHeight: true
        }
    }
}
