// Measures, unseen, what of the help screen has room: how many numbers at once, and which of the lines that may give way.
pragma ComponentBehavior: Bound
import QtQuick
import Kiosk.Style

Item {
    id: room

    required property Theme theme
    required property var help
    required property Reading reading
    required property int page
    required property real columnWidth
    // Heights: of the screen, of the lines that always stay, between the two parts, and of what surrounds the numbers.
    required property real whole
    required property real staying
    required property real between
    required property real lineSpacing
    required property real numberSpacing
    required property real titleHeight
    required property real turningHeight

    property int made: 0 // new lines and numbers may be as many as the old ones: this tells the bindings below to look again
    readonly property real cardHeight: {
        let most = 0;
        for (let n = 0; n < help.urgent.length && made; n++)
            most = Math.max(most, cards.itemAt(n)?.implicitHeight ?? 0);
        return most;
    }
    function heightOf(rows: int): real {
        const turning = rows * 2 < help.urgent.length ? turningHeight + theme.gap : 0;
        return titleHeight + rows * (cardHeight + numberSpacing) - numberSpacing + turning + theme.gap * (theme.portrait ? 2 : 3);
    }
    readonly property int atOnce: {
        const left = whole - (theme.portrait ? staying + between : 0);
        let rows = Math.ceil(Math.min(help.atOnce, help.urgent.length) / 2);
        while (rows > 1 && heightOf(rows) > left)
            rows -= 1;
        return rows * 2;
    }

    // The lines that give way: the one being said comes first; each page begins with another.
    readonly property var lines: [["desk", help.desk.text, false], ["opening", help.opening.text, true], ["languages", help.languages.text, false]].map(([key, text, strong]) => ({
                key: key,
                text: text,
                strong: strong
            }))
    readonly property var lineHeights: lines.map((line, n) => made ? Math.max(measures.itemAt(n)?.implicitHeight ?? 0, theme.touch) + lineSpacing : 0)
    readonly property real remaining: whole - staying - (theme.portrait ? heightOf(atOnce / 2) + between : 0)
    readonly property var kept: {
        const turn = n => lines[n].key === reading.key ? -1 : (n - page % lines.length + lines.length) % lines.length;
        const found = [];
        let used = 0;
        for (const n of lines.map((line, n) => n).sort((a, b) => turn(a) - turn(b))) {
            const more = lineHeights[n];
            if (lines[n].text === "" || used + more > remaining)
                continue;
            used += more;
            found.push(lines[n].key);
        }
        return found;
    }
    readonly property real spare: remaining - lines.reduce((sum, line, n) => sum + (kept.includes(line.key) ? lineHeights[n] : 0), 0)

    visible: false

    Repeater {
        id: measures
        onItemAdded: room.made += 1
        model: room.lines

        Label {
            required property var modelData
            width: Math.floor(room.columnWidth - room.theme.body * 1.15 - room.theme.gap * 0.7 - room.theme.speakerRoom) - 2 // a layout rounds
            theme: room.theme
            text: modelData.text
            strong: modelData.strong
        }
    }
    Repeater {
        id: cards
        onItemAdded: room.made += 1
        model: room.help.urgent

        NumberCard {
            required property var modelData
            width: Math.floor((room.columnWidth - room.theme.gap) / 2) - 1 // a layout rounds
            theme: room.theme
            number: modelData.number
            name: modelData.name
            hear: modelData.hear
        }
    }
}
