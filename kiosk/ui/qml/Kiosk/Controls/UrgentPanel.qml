// The number to call at once: huge digits, who answers, what for; and the same number as a code for one's own phone.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Kiosk.Style

GridLayout {
    id: panel

    required property Theme theme
    required property var urgent
    required property Reading reading
    required property bool across // the code stands beside the words
    readonly property bool hasQr: urgent.qr !== undefined && urgent.qr !== null

    // The digits are as large as their line allows.
    readonly property real wanted: theme.huge * (across && !theme.grown ? 2.4 : 1.7)
    readonly property int digits: Math.floor(Math.min(wanted, words.width / measure.advanceWidth(urgent.number) * measure.font.pixelSize * 0.97))

    signal chosen
    signal heard

    columns: across ? 2 : 1
    columnSpacing: theme.gap
    rowSpacing: theme.gap

    FontMetrics {
        id: measure
        font.pixelSize: Math.round(panel.theme.huge)
        font.weight: Font.Bold
    }
    Card {
        id: card
        Layout.fillWidth: true
        Layout.fillHeight: true
        Layout.preferredWidth: 3
        Layout.minimumHeight: words.implicitHeight + 2 * pad
        theme: panel.theme
        name: panel.urgent.call + " " + panel.urgent.number + ", " + panel.urgent.name
        hear: panel.urgent.hear
        corner: true
        marked: true
        lit: panel.reading.of(panel.urgent.key)
        onChosen: panel.chosen()
        onHeard: panel.heard()

        ColumnLayout {
            id: words
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            anchors.margins: card.pad
            spacing: panel.theme.gap * 0.2

            Label {
                Layout.fillWidth: true
                Layout.rightMargin: card.speakerSize
                theme: panel.theme
                text: panel.urgent.call
                lit: card.lit
                strong: true
            }
            Label {
                Layout.fillWidth: true
                Layout.topMargin: -size * 0.25 // the height that letters have by nature, and digits leave empty
                Layout.bottomMargin: -size * 0.2
                theme: panel.theme
                text: panel.urgent.number
                lit: card.lit
                size: panel.digits
                strong: true
                color: panel.theme.accent
            }
            Label {
                Layout.fillWidth: true
                theme: panel.theme
                text: panel.urgent.name
                lit: card.lit
                size: panel.theme.label
                strong: true
            }
            Label {
                Layout.fillWidth: true
                theme: panel.theme
                text: panel.urgent.what
                lit: card.lit
            }
        }
    }
    Loader {
        Layout.fillWidth: true
        Layout.fillHeight: true
        Layout.preferredWidth: 2
        Layout.minimumHeight: Layout.preferredHeight
        Layout.preferredHeight: panel.theme.shortSide * (panel.across ? 0.34 : 0.2)
        active: panel.hasQr
        visible: active
        sourceComponent: QrPanel {
            theme: panel.theme
            qr: panel.urgent.qr
            reading: panel.reading
            key: "urgent-qr"
        }
    }
}
