// Facts one under the other, as many as `room` holds: those of rank 0 always, then the lowest ranks first. Those of
// a rank above 4 leave what is reserved for something else.
pragma ComponentBehavior: Bound
import QtQuick
import Kiosk.Style

Column {
    id: facts

    required property Theme theme
    required property var lines
    required property Reading reading
    required property real room
    property real reserved: 0
    property int made: 0 // new lines may be as many as the old ones: this tells the binding below to look again

    readonly property var shown: {
        const order = lines.map((line, n) => n).sort((a, b) => lines[a].rank - lines[b].rank || a - b);
        const kept = new Set();
        let used = -spacing;
        for (const n of order) {
            const line = made ? measures.itemAt(n) as TextLine : null;
            const more = spacing + (line ? line.implicitHeight : 0);
            if (lines[n].rank > 0 && used + more > room - (lines[n].rank > 4 ? reserved : 0))
                continue;
            used += more;
            kept.add(n);
        }
        return lines.filter((line, n) => kept.has(n));
    }
    readonly property bool whole: shown.length === lines.length

    function shows(key: string): bool {
        return shown.some(line => line.key === key);
    }

    spacing: Math.max(theme.gap * (theme.grown ? 0.3 : 0.8), theme.apart)

    Repeater {
        id: measures
        onItemAdded: facts.made += 1
        model: facts.lines

        TextLine {
            required property var modelData
            visible: false
            width: facts.width
            theme: facts.theme
            line: modelData
        }
    }
    Repeater {
        model: facts.shown

        TextLine {
            required property var modelData
            width: facts.width
            height: implicitHeight
            theme: facts.theme
            line: modelData
            reading: facts.reading
        }
    }
}
