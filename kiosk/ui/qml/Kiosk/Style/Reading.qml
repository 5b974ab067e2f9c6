// What is being heard now: the thing `key`, of whose `text` the word from `start` to `end` is being said.
import QtQuick

QtObject {
    id: reading

    required property string key
    required property string text
    required property int start
    required property int end
    required property var ruler

    // Somebody wants to hear the thing `key`.
    signal asked(string key)

    // This reading for the thing that is being heard, null for all others.
    function of(thing: string): Reading {
        return thing !== "" && thing === key ? reading : null;
    }

    // Where the word stands in `label`; an empty rectangle where it does not.
    function wordIn(label: Text): rect {
        if (label.text !== text || end <= start)
            return Qt.rect(0, 0, 0, 0);
        return ruler.box(text, label.font, label.width, label.lineHeight, label.effectiveHorizontalAlignment, label.wrapMode !== Text.NoWrap, start, end);
    }
}
