// "Parler à quelqu'un": the human being who is here, and the numbers that always answer. Where letters are too large for
// all, the desk, the hours and the languages give way first, the last of them first, then numbers wait for a next page;
// each line that gave way has its turn on a next page, or when it is said.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Kiosk.Controls
import Kiosk.Style

GridLayout {
    id: screen

    required property Theme theme
    required property var help
    required property Reading reading
    readonly property bool hasQr: help.qr !== undefined && help.qr !== null
    readonly property int pages: Math.ceil(help.urgent.length / atOnce)
    property int turned: 0
    // The page of the number that is being said, else the one that was turned to.
    readonly property int page: {
        const said = help.urgent.findIndex(number => number.key === reading.key);
        return said < 0 ? turned % pages : Math.floor(said / atOnce);
    }

    readonly property real columnWidth: theme.portrait ? width : (width - columnSpacing) / 2
    readonly property real qrBest: theme.shortSide * (theme.lowered > 0 ? 0.24 : theme.portrait ? 0.28 : theme.textSize === "normal" ? 0.27 : 0.19)
    readonly property real qrLeast: Math.max((qr.item as QrPanel)?.least ?? 0, Math.min(qrBest, theme.shortSide * 0.19))

    // The lines about the helper that always stay.
    readonly property real staying: heading.implicitHeight + name.implicitHeight + (book.visible ? book.implicitHeight + about.spacing : 0) + (phone.words !== "" ? phone.implicitHeight + about.spacing : 0) + (hasQr ? qrLeast + theme.gap * 0.5 + about.spacing : 0) + about.spacing * 2
    readonly property alias kept: space.kept

    signal appointmentAsked

    readonly property alias atOnce: space.atOnce

    // The next visitor begins with the first numbers again.
    onVisibleChanged: turned = 0

    columns: theme.portrait ? 1 : 2
    columnSpacing: theme.margin * 1.5
    rowSpacing: Math.max(theme.gap * (theme.grown ? 0.8 : 2), theme.apart)

    HelpRoom {
        id: space
        theme: screen.theme
        help: screen.help
        reading: screen.reading
        page: screen.page
        columnWidth: screen.columnWidth
        whole: screen.height
        staying: screen.staying
        between: screen.rowSpacing
        lineSpacing: about.spacing
        numberSpacing: numbers.rowSpacing
        titleHeight: urgent.implicitHeight
        turningHeight: more.implicitHeight
    }
    ColumnLayout {
        id: about
        Layout.fillWidth: true
        Layout.fillHeight: true
        Layout.preferredWidth: 1
        spacing: Math.max(screen.theme.gap * (screen.theme.grown ? 0.5 : 1), screen.theme.apart)

        Heading {
            id: heading
            Layout.fillWidth: true
            theme: screen.theme
            title: screen.help.title
            hear: screen.help.titleHear
            reading: screen.reading
        }
        Hearable {
            id: name
            Layout.fillWidth: true
            implicitHeight: Math.max(named.implicitHeight, speaks ? theme.touch : 0)
            theme: screen.theme
            reading: screen.reading
            key: screen.help.name.key
            hear: screen.help.name.hear

            Label {
                id: named
                width: name.width - name.speakerRoom
                theme: screen.theme
                text: screen.help.name.text
                size: screen.theme.label
                strong: true
                lit: screen.reading.of("name")
            }
        }
        Fact {
            Layout.fillWidth: true
            theme: screen.theme
            visible: screen.kept.includes("desk")
            picture: screen.theme.icons["pin"]
            words: screen.help.desk.text
            reading: screen.reading
            key: "desk"
            hear: screen.help.desk.hear
        }
        Fact {
            Layout.fillWidth: true
            theme: screen.theme
            visible: screen.kept.includes("opening")
            picture: screen.help.state === "open" ? screen.theme.icons["door"] : screen.theme.icons["clock"]
            words: screen.help.opening.text
            strong: true
            reading: screen.reading
            key: "opening"
            hear: screen.help.opening.hear
        }
        Fact {
            id: phone
            Layout.fillWidth: true
            theme: screen.theme
            picture: screen.theme.icons["phone"]
            words: screen.help.phone.text
            strong: true
            reading: screen.reading
            key: "phone"
            hear: screen.help.phone.hear
        }
        Fact {
            Layout.fillWidth: true
            theme: screen.theme
            visible: screen.kept.includes("languages")
            picture: screen.theme.icons["languages"]
            words: screen.help.languages.text
            reading: screen.reading
            key: "languages"
            hear: screen.help.languages.hear
        }
        WideButton {
            id: book
            Layout.fillWidth: true
            Layout.preferredHeight: implicitHeight
            visible: text !== ""
            theme: screen.theme
            main: true
            text: screen.help.appointment
            picture: screen.theme.icons["calendar"]
            lit: screen.reading.of("appointment")
            onClicked: screen.appointmentAsked()
        }
        Loader {
            id: qr
            Layout.fillWidth: true
            Layout.topMargin: screen.theme.gap * 0.5
            Layout.preferredHeight: Math.max(screen.qrLeast, Math.min(screen.qrBest, screen.qrLeast + space.spare))
            active: screen.hasQr
            visible: active
            sourceComponent: QrPanel {
                theme: screen.theme
                qr: screen.help.qr
                best: screen.qrBest
                reading: screen.reading
                key: "qr"
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

        Hearable {
            id: urgent
            Layout.fillWidth: true
            Layout.topMargin: screen.theme.portrait ? 0 : screen.theme.gap
            implicitHeight: Math.max(grave.implicitHeight, speaks ? theme.touch : 0)
            theme: screen.theme
            reading: screen.reading
            key: "urgent"
            hear: screen.help.urgentHear

            Label {
                id: grave
                width: urgent.width - urgent.speakerRoom
                theme: screen.theme
                text: screen.help.urgentTitle
                size: screen.theme.label
                strong: true
                lit: screen.reading.of("urgent")
            }
        }
        GridLayout {
            id: numbers
            Layout.fillWidth: true
            columns: 2
            columnSpacing: screen.theme.gap
            rowSpacing: Math.max(Math.round(screen.theme.gap * 0.7), screen.theme.apart)
            uniformCellWidths: true
            uniformCellHeights: true

            Repeater {
                model: screen.help.urgent.slice(screen.page * screen.atOnce, (screen.page + 1) * screen.atOnce)
                NumberCard {
                    required property var modelData
                    Layout.fillWidth: true
                    Layout.fillHeight: true
                    Layout.minimumHeight: space.cardHeight
                    theme: screen.theme
                    number: modelData.number
                    name: modelData.name
                    reading: screen.reading
                    key: modelData.key
                    hear: modelData.hear
                }
            }
        }
        WideButton {
            id: more
            Layout.fillWidth: true
            visible: screen.pages > 1
            theme: screen.theme
            text: screen.help.more
            lit: screen.reading.of("turn")
            picture: screen.theme.icons["forward"]
            directed: true
            onClicked: screen.turned += 1
        }
        Item {
            Layout.fillHeight: true
        }
    }
}
