// The QR code that goes home on a phone, with the plain host or number beside it.
import QtQuick
import QtQuick.Layouts
import QtQuick.Shapes
import Kiosk.Style

Hearable {
    id: panel

    required property var qr
    readonly property Reading lit: reading?.of(key) ?? null
    readonly property bool side: width > height * 1.35
    readonly property real room: side ? Math.min(height - 2 * theme.gap, width * 0.5) : Math.min(width - 2 * theme.gap, height - words.implicitHeight - 3 * theme.gap)
    // Whole pixels: a module that is sometimes 4 and sometimes 5 pixels wide is hard to read for a phone.
    readonly property int moduleSize: Math.max(1, Math.floor(room / qr.side))

    // Beside the words: the height under which they would be cut, measured as if the code had the height `best`.
    property real best: height
    readonly property real least: title.implicitHeight + caption.implicitHeight + 2.4 * theme.gap
    readonly property int wordSize: Math.round(theme.body * (theme.grown && !theme.portrait ? 0.75 : 1))

    implicitHeight: words.implicitHeight + 2 * theme.gap

    hear: qr.hear
    background: Rectangle {
        color: panel.lit ? panel.theme.lit : panel.down ? "#e3efec" : "#ffffff"
        radius: panel.theme.radius
        border.width: panel.lit || panel.visualFocus ? panel.theme.stroke * 3 : panel.theme.stroke
        border.color: panel.lit || panel.visualFocus ? panel.theme.accent : panel.theme.line

        Pictogram {
            anchors.right: parent.right
            anchors.top: parent.top
            anchors.margins: panel.theme.gap * 0.5
            width: panel.theme.speakerSize
            height: panel.theme.speakerSize
            visible: panel.speaks
            theme: panel.theme
            color: "#00383f"
            picture: panel.theme.icons["listen"] ?? ""
            mirrored: panel.theme.rtl
        }
    }

    Item {
        visible: false
        width: panel.width - panel.best - panel.theme.gap * 1.5

        Label {
            id: title
            width: parent.width
            theme: panel.theme
            text: panel.qr.title
            size: panel.wordSize
        }
        Label {
            id: caption
            width: parent.width
            theme: panel.theme
            text: panel.qr.caption
            size: panel.wordSize
            strong: true
            wrapMode: Text.Wrap
        }
    }
    GridLayout {
        anchors.fill: parent
        anchors.margins: panel.theme.gap
        columns: panel.side ? 2 : 1
        columnSpacing: panel.theme.gap * 1.5
        rowSpacing: panel.theme.gap * 0.5

        Rectangle {
            Layout.preferredWidth: panel.moduleSize * panel.qr.side
            Layout.preferredHeight: panel.moduleSize * panel.qr.side
            Layout.alignment: Qt.AlignCenter
            color: "#ffffff"
            Accessible.role: Accessible.Graphic
            Accessible.name: panel.qr.title + " " + panel.qr.caption

            Shape {
                width: panel.qr.side
                height: panel.qr.side
                antialiasing: false
                transform: Scale {
                    xScale: panel.moduleSize
                    yScale: panel.moduleSize
                }
                ShapePath {
                    strokeWidth: -1
                    fillColor: "#000000"
                    PathSvg {
                        path: panel.qr.path
                    }
                }
            }
        }
        ColumnLayout {
            id: words
            Layout.fillWidth: true
            Layout.alignment: Qt.AlignVCenter
            spacing: panel.theme.gap * 0.4

            Label {
                Layout.fillWidth: true
                theme: panel.theme
                text: panel.qr.title
                lit: panel.lit
                size: panel.wordSize
                color: "#1a2429"
                horizontalAlignment: panel.side ? Text.AlignLeft : Text.AlignHCenter
            }
            Label {
                Layout.fillWidth: true
                theme: panel.theme
                text: panel.qr.caption
                lit: panel.lit
                size: panel.wordSize
                strong: true
                color: "#00383f"
                wrapMode: Text.Wrap
                horizontalAlignment: panel.side ? Text.AlignLeft : Text.AlignHCenter
            }
        }
    }
}
