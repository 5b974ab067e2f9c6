// A number that always answers, and what it is for.
import QtQuick
import Kiosk.Style

Hearable {
    id: card

    required property string number
    required property string name
    readonly property Reading lit: reading?.of(key) ?? null

    // The same before it is seen: a screen measures it to know how many have room.
    implicitHeight: Math.max(number.implicitHeight, name.implicitHeight, speaks ? theme.touch : 0) + theme.gap * 0.6
    background: Rectangle {
        color: card.lit ? card.theme.lit : card.down ? card.theme.pressed : card.theme.coin
        radius: card.theme.radius
        border.width: card.lit || card.visualFocus ? card.theme.stroke * 3 : card.theme.high ? card.theme.stroke : 0
        border.color: card.lit || card.visualFocus ? card.theme.accent : card.theme.line

        Pictogram {
            anchors.right: parent.right
            anchors.rightMargin: card.theme.gap * 0.6
            anchors.verticalCenter: parent.verticalCenter
            width: card.theme.speakerSize
            height: card.theme.speakerSize
            visible: card.speaks
            theme: card.theme
            picture: card.theme.icons["listen"] ?? ""
            mirrored: card.theme.rtl
        }
    }

    Label {
        id: number
        lit: card.lit
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
        lit: card.lit
        anchors.left: number.right
        anchors.leftMargin: card.theme.gap
        anchors.right: parent.right
        anchors.rightMargin: card.theme.gap * 0.6 + card.speakerRoom
        anchors.verticalCenter: parent.verticalCenter
        theme: card.theme
        text: card.name
        size: Math.round(card.theme.body * (card.theme.grown ? 0.72 : card.theme.portrait ? 0.92 : 0.77))
    }
}
