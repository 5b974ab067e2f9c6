// A number that always answers, and what it is for.
import QtQuick
import QtQuick.Layouts
import Kiosk.Style

Rectangle {
    id: card

    required property Theme theme
    required property string number
    required property string name
    required property bool lit

    implicitHeight: row.implicitHeight + theme.gap * 0.6
    color: lit ? theme.lit : theme.coin
    radius: theme.radius
    border.width: lit ? theme.stroke * 3 : theme.high ? theme.stroke : 0
    border.color: lit ? theme.accent : theme.line

    RowLayout {
        id: row
        anchors.fill: parent
        anchors.margins: card.theme.gap * 0.3
        anchors.leftMargin: card.theme.gap
        anchors.rightMargin: card.theme.gap
        spacing: card.theme.gap

        Label {
            theme: card.theme
            text: card.number
            size: Math.round(card.theme.body * (card.theme.grown ? 1.1 : 1.35))
            strong: true
            color: card.theme.accent
            wrapMode: Text.NoWrap
        }
        Label {
            Layout.fillWidth: true
            theme: card.theme
            text: card.name
            size: Math.round(card.theme.body * (card.theme.grown ? 0.72 : card.theme.portrait ? 0.92 : 0.77))
        }
    }
}
