// One fact with its pictogram: when, where, how far, which number.
import QtQuick
import QtQuick.Layouts
import Kiosk.Style

Hearable {
    id: fact

    required property string picture
    required property string words
    property bool strong: false
    property Reading lit: reading?.of(key) ?? null

    visible: words !== ""
    implicitHeight: Math.max(row.implicitHeight, speaks ? theme.touch : 0)
    implicitWidth: row.implicitWidth + speakerRoom
    speakerTop: Math.max(0, (Math.min(implicitHeight, Math.ceil(theme.body * theme.lineHeight)) - theme.speakerSize) / 2)

    RowLayout {
        id: row
        width: fact.width - fact.speakerRoom
        spacing: fact.theme.gap * 0.7

        Pictogram {
            Layout.preferredWidth: fact.theme.body * 1.15
            Layout.preferredHeight: fact.theme.body * 1.15
            Layout.alignment: Qt.AlignTop
            Layout.topMargin: fact.theme.body * ((fact.theme.lineHeight - 1.15) / 2 + 0.1)
            theme: fact.theme
            picture: fact.picture
        }
        Label {
            Layout.fillWidth: true
            theme: fact.theme
            text: fact.words
            strong: fact.strong
            lit: fact.lit
        }
    }
}
