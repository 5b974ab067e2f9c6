// A number that always answers, and what it is for.
import QtQuick
import Kiosk.Style

Rectangle {
    id: card

    required property Theme theme
    required property string number
    required property string name
    required property bool lit

    // The same before it is seen: a screen measures it to know how many have room.
    implicitHeight: Math.max(number.implicitHeight, name.implicitHeight) + theme.gap * 0.6
    color: lit ? theme.lit : theme.coin
    radius: theme.radius
    border.width: lit ? theme.stroke * 3 : theme.high ? theme.stroke : 0
    border.color: lit ? theme.accent : theme.line

    Label {
        id: number
        anchors.left: parent.left
        anchors.leftMargin: card.theme.gap
        anchors.verticalCenter: parent.verticalCenter
        width: Math.ceil(implicitWidth) // the name begins on a whole pixel
        theme: card.theme
        text: card.number
        size: Math.round(card.theme.body * (card.theme.grown ? 1.1 : 1.35))
        strong: true
        color: card.theme.accent
        wrapMode: Text.NoWrap
    }
    Label {
        id: name
        anchors.left: number.right
        anchors.leftMargin: card.theme.gap
        anchors.right: parent.right
        anchors.rightMargin: card.theme.gap
        anchors.verticalCenter: parent.verticalCenter
        theme: card.theme
        text: card.name
        size: Math.round(card.theme.body * (card.theme.grown ? 0.72 : card.theme.portrait ? 0.92 : 0.77))
    }
}
