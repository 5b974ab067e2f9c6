// Start again, back, listen, talk to someone, language: same place, same order, every screen.
import QtQuick
import QtQuick.Layouts
import Kiosk.Style

GridLayout {
    id: bar

    required property Theme theme
    required property var frame
    required property bool speaking

    // The five labels have one size: the largest at which their longest word fits.
    readonly property real room: (width - 4 * columnSpacing) / 5 - theme.gap * 0.6
    readonly property int labelSize: {
        const words = [frame.startAgain, frame.back, frame.listen, frame.stop, frame.talk, frame.languages].join(" ").split(/[\s-]+/);
        const widest = Math.max(...words.map(word => measure.advanceWidth(word)));
        return Math.floor(measure.font.pixelSize * Math.min(1, room / widest));
    }

    signal startedAgain
    signal wentBack
    signal listened
    signal talked
    signal languagesAsked

    columns: 5
    columnSpacing: theme.gap
    rowSpacing: theme.gap
    uniformCellWidths: true
    uniformCellHeights: true

    FontMetrics {
        id: measure
        font.pixelSize: Math.round(bar.theme.body * 0.92)
        font.weight: Font.Bold
    }

    BarButton {
        Layout.fillWidth: true
        Layout.fillHeight: true
        theme: bar.theme
        size: bar.labelSize
        picture: bar.theme.icons["start-again"]
        text: bar.frame.startAgain
        enabled: bar.frame.canStart
        onClicked: bar.startedAgain()
    }
    BarButton {
        Layout.fillWidth: true
        Layout.fillHeight: true
        theme: bar.theme
        size: bar.labelSize
        picture: bar.theme.icons["back"]
        flipped: bar.theme.rtl
        text: bar.frame.back
        enabled: bar.frame.canBack
        onClicked: bar.wentBack()
    }
    BarButton {
        Layout.fillWidth: true
        Layout.fillHeight: true
        theme: bar.theme
        size: bar.labelSize
        picture: bar.speaking ? bar.theme.icons["stop"] : bar.theme.icons["listen"]
        flipped: bar.theme.rtl
        text: bar.speaking ? bar.frame.stop : bar.frame.listen
        enabled: bar.frame.canListen
        onClicked: bar.listened()
    }
    BarButton {
        Layout.fillWidth: true
        Layout.fillHeight: true
        theme: bar.theme
        size: bar.labelSize
        picture: bar.theme.icons["talk"]
        flipped: bar.theme.rtl
        text: bar.frame.talk
        main: true
        onClicked: bar.talked()
    }
    BarButton {
        Layout.fillWidth: true
        Layout.fillHeight: true
        theme: bar.theme
        size: bar.labelSize
        picture: bar.theme.icons["languages"]
        text: bar.frame.languages
        current: bar.frame.screen === "languages"
        onClicked: bar.languagesAsked()
    }
}
