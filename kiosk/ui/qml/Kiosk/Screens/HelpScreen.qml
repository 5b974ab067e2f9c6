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
    required property string speakingKey
    readonly property bool hasQr: help.qr !== undefined && help.qr !== null
    readonly property int pages: Math.ceil(help.urgent.length / atOnce)
    property int turned: 0
    // The page of the number that is being said, else the one that was turned to.
    readonly property int page: {
        const said = help.urgent.findIndex(number => number.key === speakingKey);
        return said < 0 ? turned % pages : Math.floor(said / atOnce);
    }

    readonly property real columnWidth: theme.portrait ? width : (width - columnSpacing) / 2
    readonly property real qrBest: theme.shortSide * (theme.lowered > 0 ? 0.24 : theme.portrait ? 0.28 : theme.textSize === "normal" ? 0.27 : 0.19)
    readonly property real qrLeast: Math.max((qr.item as QrPanel)?.least ?? 0, Math.min(qrBest, theme.shortSide * 0.19))

    // Heights: of the lines about the helper that always stay, and of `rows` rows of numbers.
    readonly property real staying: heading.implicitHeight + name.implicitHeight + (phone.text !== "" ? phone.implicitHeight + about.spacing : 0) + (hasQr ? qrLeast + theme.gap * 0.5 + about.spacing : 0) + about.spacing * 2
    property int made: 0 // new lines and numbers may be as many as the old ones: this tells the bindings below to look again
    readonly property real cardHeight: {
        let most = 0;
        for (let n = 0; n < help.urgent.length && made; n++)
            most = Math.max(most, cards.itemAt(n)?.implicitHeight ?? 0);
        return most;
    }
    function heightOf(rows: int): real {
        const turning = rows * 2 < help.urgent.length ? more.implicitHeight + theme.gap : 0;
        return urgent.implicitHeight + rows * (cardHeight + numbers.rowSpacing) - numbers.rowSpacing + turning + theme.gap * (theme.portrait ? 2 : 3);
    }
    readonly property int atOnce: {
        const room = height - (theme.portrait ? staying + rowSpacing : 0);
        let rows = Math.ceil(Math.min(help.atOnce, help.urgent.length) / 2);
        while (rows > 1 && heightOf(rows) > room)
            rows -= 1;
        return rows * 2;
    }

    // The lines that give way: the one being said comes first; each page begins with another.
    readonly property var lines: [
        {
            key: "desk",
            text: help.desk.text,
            strong: false
        },
        {
            key: "opening",
            text: help.facts.opening,
            strong: true
        },
        {
            key: "languages",
            text: help.languages,
            strong: false
        }
    ]
    readonly property var lineHeights: lines.map((line, n) => made ? (measures.itemAt(n)?.implicitHeight ?? 0) + about.spacing : 0)
    readonly property real room: height - staying - (theme.portrait ? heightOf(atOnce / 2) + rowSpacing : 0)
    readonly property var kept: {
        const turn = n => lines[n].key === speakingKey ? -1 : (n - page % lines.length + lines.length) % lines.length;
        const found = [];
        let used = 0;
        for (const n of lines.map((line, n) => n).sort((a, b) => turn(a) - turn(b))) {
            const more = lineHeights[n];
            if (lines[n].text === "" || used + more > room)
                continue;
            used += more;
            found.push(lines[n].key);
        }
        return found;
    }
    readonly property real spare: room - lines.reduce((sum, line, n) => sum + (kept.includes(line.key) ? lineHeights[n] : 0), 0)

    // The next visitor begins with the first numbers again.
    onVisibleChanged: turned = 0

    columns: theme.portrait ? 1 : 2
    columnSpacing: theme.margin * 1.5
    rowSpacing: theme.gap * (theme.grown ? 0.8 : 2)

    Item {
        visible: false

        Repeater {
            id: measures
            onItemAdded: screen.made += 1
            model: screen.lines

            Label {
                required property var modelData
                width: Math.floor(screen.columnWidth - screen.theme.body * 1.15 - screen.theme.gap * 0.7) - 2 // a layout rounds
                theme: screen.theme
                text: modelData.text
                strong: modelData.strong
            }
        }
        Repeater {
            id: cards
            onItemAdded: screen.made += 1
            model: screen.help.urgent

            NumberCard {
                required property var modelData
                width: Math.floor((screen.columnWidth - screen.theme.gap) / 2) - 1 // a layout rounds
                theme: screen.theme
                number: modelData.number
                name: modelData.name
                lit: false
            }
        }
    }
    ColumnLayout {
        id: about
        Layout.fillWidth: true
        Layout.fillHeight: true
        Layout.preferredWidth: 1
        spacing: screen.theme.gap * (screen.theme.grown ? 0.5 : 1)

        Heading {
            id: heading
            Layout.fillWidth: true
            theme: screen.theme
            title: screen.help.title
            lit: screen.speakingKey === "title"
        }
        Label {
            id: name
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
            visible: screen.kept.includes("desk")
            picture: screen.theme.icons["pin"]
            text: screen.help.desk.text
            lit: screen.speakingKey === "desk"
        }
        Fact {
            Layout.fillWidth: true
            theme: screen.theme
            visible: screen.kept.includes("opening")
            picture: screen.help.facts.state === "open" ? screen.theme.icons["door"] : screen.theme.icons["clock"]
            text: screen.help.facts.opening
            strong: true
            lit: screen.speakingKey === "opening"
        }
        Fact {
            id: phone
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
            visible: screen.kept.includes("languages")
            picture: screen.theme.icons["languages"]
            text: screen.help.languages
            lit: screen.speakingKey === "languages"
        }
        Loader {
            id: qr
            Layout.fillWidth: true
            Layout.topMargin: screen.theme.gap * 0.5
            Layout.preferredHeight: Math.max(screen.qrLeast, Math.min(screen.qrBest, screen.qrLeast + screen.spare))
            active: screen.hasQr
            visible: active
            sourceComponent: QrPanel {
                theme: screen.theme
                qr: screen.help.qr
                best: screen.qrBest
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
            id: urgent
            Layout.fillWidth: true
            Layout.topMargin: screen.theme.portrait ? 0 : screen.theme.gap
            theme: screen.theme
            text: screen.help.urgentTitle
            size: screen.theme.label
            strong: true
            lit: screen.speakingKey === "urgent"
        }
        GridLayout {
            id: numbers
            Layout.fillWidth: true
            columns: 2
            columnSpacing: screen.theme.gap
            rowSpacing: Math.round(screen.theme.gap * 0.7)
            uniformCellWidths: true
            uniformCellHeights: true

            Repeater {
                model: screen.help.urgent.slice(screen.page * screen.atOnce, (screen.page + 1) * screen.atOnce)
                NumberCard {
                    required property var modelData
                    Layout.fillWidth: true
                    Layout.fillHeight: true
                    Layout.minimumHeight: screen.cardHeight
                    theme: screen.theme
                    number: modelData.number
                    name: modelData.name
                    lit: screen.speakingKey === modelData.key
                }
            }
        }
        WideButton {
            id: more
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
