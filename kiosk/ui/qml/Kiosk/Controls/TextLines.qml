// Lines one under the other; a head stands a little apart from what is above it.
pragma ComponentBehavior: Bound
import QtQuick
import Kiosk.Style

Column {
    id: column

    required property Theme theme
    required property var lines
    required property Reading reading
    property int size: theme.body

    // The space above a line that is not the first of its column.
    function above(line: var): real {
        return line.part === "head" ? Math.max(theme.gap * 0.35, theme.apart) : line.hear !== "" ? theme.apart : 0;
    }

    Repeater {
        model: column.lines

        Item {
            id: place
            required property var modelData
            required property int index
            readonly property real apart: index > 0 ? column.above(modelData) : 0
            width: column.width
            height: line.height + apart

            TextLine {
                id: line
                y: place.apart
                width: parent.width
                height: implicitHeight
                theme: column.theme
                size: column.size
                line: place.modelData
                reading: column.reading
            }
        }
    }
}
