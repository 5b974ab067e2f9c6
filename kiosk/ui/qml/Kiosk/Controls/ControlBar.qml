// Start again, back, listen, talk to someone, language, voice: same place, same order, every screen.
import QtQuick
import QtQuick.Layouts
import Kiosk.Style

GridLayout {
    id: bar

    required property Theme theme
    required property var frame
    required property bool speaking
    required property Reading reading

    // The six labels have one size: the largest at which their longest word fits.
    readonly property real room: (width - 5 * columnSpacing) / 6 - theme.gap * 0.6
    readonly property int labelSize: {
        const words = [frame.startAgain, frame.back, frame.listen, frame.stop, frame.talk, frame.languages, frame.speech].join(" ").split(/[\s-]+/);
        const widest = Math.max(...words.map(word => measure.advanceWidth(word)));
        return Math.floor(measure.font.pixelSize * Math.min(1, room / widest));
    }

    signal startedAgain
    signal wentBack
    signal listened
    signal talked
    signal languagesAsked
    signal speechAsked

    columns: 6
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
        lit: bar.reading.of("frame")
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
        lit: bar.reading.of("frame")
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
        lit: bar.reading.of("frame")
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
        lit: bar.reading.of("frame")
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
        lit: bar.reading.of("frame")
        picture: bar.theme.icons["languages"]
        text: bar.frame.languages
        current: bar.frame.screen === "languages"
        onClicked: bar.languagesAsked()
    }
    BarButton {
        Layout.fillWidth: true
        Layout.fillHeight: true
        theme: bar.theme
        size: bar.labelSize
        lit: bar.reading.of("frame")
        picture: bar.theme.icons["voice"]
        flipped: bar.theme.rtl
        text: bar.frame.speech
        enabled: bar.frame.canListen
        current: bar.frame.screen === "speech"
        onClicked: bar.speechAsked()
    }
}
