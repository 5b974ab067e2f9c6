// How fresh the information on a place is, and where it comes from.
import QtQuick
import QtQuick.Layouts
import Kiosk.Style

ColumnLayout {
    id: foot

    required property Theme theme
    required property var place
    required property string speakingKey

    spacing: 0

    Label {
        Layout.fillWidth: true
        visible: text !== ""
        theme: foot.theme
        text: foot.place.old
        strong: true
        lit: foot.speakingKey === "old"
    }
    Label {
        Layout.fillWidth: true
        visible: text !== ""
        theme: foot.theme
        text: foot.place.updated
        color: foot.theme.soft
        size: Math.round(foot.theme.body * (foot.theme.grown ? 0.75 : 0.9))
        lit: foot.speakingKey === "updated"
    }
}
