// One fact with its pictogram: when, where, how far, which number.
import QtQuick
import QtQuick.Layouts
import Kiosk.Style

RowLayout {
    id: fact

    required property Theme theme
    required property string picture
    required property string text
    property bool strong: false
    property bool lit: false

    visible: text !== ""
    spacing: theme.gap * 0.7

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
        text: fact.text
        strong: fact.strong
        lit: fact.lit
    }
}
