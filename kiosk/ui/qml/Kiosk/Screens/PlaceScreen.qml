// One place: when, where, how far, which number; and the QR code to take it along.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Kiosk.Controls
import Kiosk.Style

GridLayout {
    id: screen

    required property Theme theme
    required property var place
    required property string speakingKey
    readonly property var facts: place.facts
    readonly property bool hasQr: place.qr !== undefined && place.qr !== null
    // What is left under the facts: first for the days to come, as many as fit, then for what one can do without.
    readonly property real free: height - told.implicitHeight - (theme.portrait ? foot.implicitHeight + (hasQr ? qr.Layout.preferredHeight : 0) : 0) - 7 * theme.gap - theme.body
    readonly property int days: Math.min(place.week.length, Math.floor((free - theme.body * theme.lineHeight) / week.rowHeight))
    readonly property real leftOver: free - (days > 1 ? days * week.rowHeight + theme.body * theme.lineHeight : 0)
    readonly property bool extraFits: extra.implicitHeight > 0 && extra.implicitHeight <= leftOver

    columns: theme.portrait ? 1 : 2
    columnSpacing: theme.margin
    rowSpacing: theme.gap

    ColumnLayout {
        Layout.fillWidth: true
        Layout.fillHeight: true
        Layout.preferredWidth: 3
        spacing: screen.theme.gap

        ColumnLayout {
            id: told
            Layout.fillWidth: true
            spacing: screen.theme.gap * (screen.theme.grown ? 0.3 : 0.9)

            Heading {
                Layout.fillWidth: true
                theme: screen.theme
                before: screen.facts.kind
                title: screen.facts.name
                lit: screen.speakingKey === "title"
            }
            Label {
                Layout.fillWidth: true
                theme: screen.theme
                visible: !screen.theme.grown
                text: screen.facts.why
                lit: screen.speakingKey === "why"
            }
            Fact {
                Layout.fillWidth: true
                theme: screen.theme
                picture: screen.facts.state === "open" ? screen.theme.icons["door"] : screen.facts.state === "closed" ? screen.theme.icons["clock"] : screen.theme.icons["phone"]
                text: screen.facts.opening
                strong: true
                lit: screen.speakingKey === "opening"
            }
            Fact {
                Layout.fillWidth: true
                theme: screen.theme
                picture: screen.theme.icons["calendar"]
                text: screen.place.written
                lit: screen.speakingKey === "written"
            }
            Fact {
                Layout.fillWidth: true
                theme: screen.theme
                picture: screen.theme.icons["pin"]
                text: screen.place.address
                lit: screen.speakingKey === "address"
            }
            Fact {
                Layout.fillWidth: true
                theme: screen.theme
                picture: screen.theme.icons["walk"]
                text: screen.facts.distance
                lit: screen.speakingKey === "distance"
            }
            Fact {
                Layout.fillWidth: true
                theme: screen.theme
                picture: screen.theme.icons["phone"]
                text: screen.facts.phone
                strong: true
                lit: screen.speakingKey === "phone"
            }
            Fact {
                Layout.fillWidth: true
                theme: screen.theme
                picture: screen.theme.icons["coin"]
                text: screen.facts.free
                lit: screen.speakingKey === "free"
            }
            Fact {
                Layout.fillWidth: true
                theme: screen.theme
                picture: screen.theme.icons["languages"]
                text: screen.place.languages
                lit: screen.speakingKey === "languages"
            }
        }
        // Hidden, it keeps its width, so that its height can be known.
        ColumnLayout {
            id: extra
            Layout.fillWidth: true
            Layout.maximumHeight: screen.extraFits ? implicitHeight : 0
            opacity: screen.extraFits ? 1 : 0
            spacing: told.spacing

            Fact {
                Layout.fillWidth: true
                theme: screen.theme
                picture: screen.theme.icons["label"]
                text: screen.place.labels
                lit: screen.speakingKey === "labels"
            }
            Fact {
                Layout.fillWidth: true
                theme: screen.theme
                picture: screen.theme.icons["bag"]
                text: screen.place.bring
                lit: screen.speakingKey === "bring"
            }
        }
        WeekTable {
            id: week
            Layout.fillWidth: true
            visible: screen.days > 1
            theme: screen.theme
            title: screen.place.weekTitle
            week: screen.place.week
            days: screen.days
            span: told.width
            speakingKey: screen.speakingKey
        }
        Item {
            Layout.fillHeight: true
        }
        PlaceFoot {
            id: foot
            Layout.fillWidth: true
            visible: screen.theme.portrait
            theme: screen.theme
            place: screen.place
            speakingKey: screen.speakingKey
        }
    }

    ColumnLayout {
        id: side
        Layout.fillWidth: true
        Layout.fillHeight: !screen.theme.portrait
        Layout.preferredWidth: 2
        spacing: screen.theme.gap

        Loader {
            id: qr
            Layout.fillWidth: true
            Layout.fillHeight: !screen.theme.portrait
            Layout.minimumHeight: Math.max(screen.theme.shortSide * 0.2, item ? (item as QrPanel).implicitHeight : 0)
            Layout.preferredHeight: screen.theme.shortSide * (screen.theme.portrait ? 0.34 : 0.6)
            Layout.maximumHeight: Layout.preferredHeight
            active: screen.hasQr
            visible: active
            sourceComponent: QrPanel {
                theme: screen.theme
                qr: screen.place.qr
                lit: screen.speakingKey === "qr"
            }
        }
        Item {
            Layout.fillHeight: true
            visible: !screen.theme.portrait
        }
        PlaceFoot {
            Layout.fillWidth: true
            visible: !screen.theme.portrait
            theme: screen.theme
            place: screen.place
            speakingKey: screen.speakingKey
        }
    }
}
