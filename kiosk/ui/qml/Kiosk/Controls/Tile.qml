// One possible answer: a pictogram, what the visitor would say, and a speaker.
import QtQuick

Card {
    id: tile

    required property string label
    required property string hint
    required property string picture
    property bool hinted: true
    property real coinSize: coinMost
    property int labelSize: theme.label
    readonly property bool wide: width > height * 2.6
    readonly property real textWidth: width - (wide ? coinSize + 3 * pad + speakerSize + theme.gap : 2 * pad)
    readonly property real coinMost: Math.max(speakerSize - pad, wide ? Math.min(height * 0.66, width * 0.2) : Math.min(height - words.height - 3 * pad, width * 0.34))
    // The height it takes to show everything, hint included.
    readonly property real wanted: title.implicitHeight + more.implicitHeight + 2 * pad + (wide ? 0 : speakerSize)

    // The height of the label alone at its full size: what decides, for the whole screen, if letters must give way.
    readonly property real crowding: full.implicitHeight + 2 * pad + (wide ? 0 : speakerSize) - height

    name: label
    corner: !wide

    Label {
        id: full
        visible: false
        width: tile.textWidth
        theme: tile.theme
        text: tile.label
        size: tile.theme.label
        strong: true
    }

    Pictogram {
        x: tile.theme.rtl ? tile.width - width - tile.pad - (tile.wide ? tile.speakerSize + tile.theme.gap : 0) : tile.pad
        y: tile.wide ? (tile.height - height) / 2 : tile.pad
        width: tile.coinSize
        height: tile.coinSize
        theme: tile.theme
        picture: tile.picture
        coin: true
    }

    Column {
        id: words
        x: tile.theme.rtl || !tile.wide ? tile.pad : tile.coinSize + 2 * tile.pad
        y: tile.wide ? (tile.height - height) / 2 : tile.height - height - tile.pad
        width: tile.textWidth

        Label {
            id: title
            width: tile.textWidth
            theme: tile.theme
            text: tile.label
            lit: tile.lit
            size: tile.labelSize
            strong: true
        }
        Label {
            id: more
            width: tile.textWidth
            visible: tile.hinted && text !== ""
            theme: tile.theme
            text: tile.hint
            lit: tile.lit
            color: tile.theme.soft
        }
    }
}
