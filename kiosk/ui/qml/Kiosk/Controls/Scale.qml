// A value that goes down and up by steps: what it is, how far it is, and a large button for each way.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Kiosk.Style

ColumnLayout {
    id: scale

    required property Theme theme
    required property var value
    required property Reading reading
    required property string lessPicture
    required property string morePicture

    signal turned(int by)

    spacing: theme.gap * 0.6

    Fact {
        Layout.fillWidth: true
        theme: scale.theme
        reading: scale.reading
        key: scale.value.key
        hear: scale.value.hear
        picture: scale.morePicture
        words: scale.value.label
        strong: true
    }
    Row {
        id: steps
        Layout.fillWidth: true
        readonly property real stepWidth: Math.floor((width - (scale.value.steps - 1) * spacing) / scale.value.steps)
        spacing: Math.round(scale.theme.gap * 0.4)
        Layout.preferredHeight: Math.round(scale.theme.body * 0.7)

        Repeater {
            model: scale.value.steps

            Rectangle {
                required property int index
                width: steps.stepWidth
                height: steps.height
                radius: scale.theme.radius / 3
                color: index <= scale.value.step ? scale.theme.accent : "transparent"
                border.width: scale.theme.stroke
                border.color: index <= scale.value.step ? scale.theme.accent : scale.theme.line
            }
        }
    }
    RowLayout {
        Layout.fillWidth: true
        spacing: scale.theme.gap
        uniformCellSizes: true

        WideButton {
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.minimumHeight: scale.theme.tile
            Layout.maximumHeight: Math.max(implicitHeight, scale.theme.tile * 1.3)
            theme: scale.theme
            text: scale.value.less
            picture: scale.lessPicture
            lit: scale.reading.of(scale.value.key)
            onClicked: scale.turned(-1)
        }
        WideButton {
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.minimumHeight: scale.theme.tile
            Layout.maximumHeight: Math.max(implicitHeight, scale.theme.tile * 1.3)
            theme: scale.theme
            text: scale.value.more
            picture: scale.morePicture
            lit: scale.reading.of(scale.value.key)
            onClicked: scale.turned(1)
        }
    }
}
