// One place: what one does there, when, where, how far, which number; one of its QR codes, and the way to the others and
// to its paper. What letters leave no room for is on pages of its own, behind a button.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Kiosk.Controls
import Kiosk.Style

Item {
    id: screen

    required property Theme theme
    required property var place
    required property Reading reading
    property bool asked: false

    signal codeChosen(int index)
    signal slipAsked

    readonly property bool others: place.other !== undefined && place.other.text !== ""
    readonly property bool prints: place.paper !== undefined && place.paper !== ""
    readonly property bool hasQr: place.qr !== undefined && place.qr !== null
    readonly property bool upright: theme.portrait
    readonly property real startWidth: upright ? width : Math.round((width - theme.margin) * 0.6)
    readonly property real codeHeight: !hasQr ? 0 : upright ? Math.round(Math.max(theme.shortSide * (prints || theme.grown ? 0.3 : 0.36), need)) : 0
    readonly property real need: code.item ? (code.item as QrPanel).implicitHeight : 0
    readonly property real below: upright ? foot.height + (hasQr ? codeHeight + theme.gap : 0) + theme.gap : 0
    // The room for facts and days, first without the button that is there when it does not hold them all. Other buttons
    // on its line are always there.
    readonly property bool acting: prints || upright && others
    readonly property real turning: bar.heightOf([place.read ?? "", place.paper ?? "", place.other?.text ?? ""], 1 + prints + (upright && others)) + theme.gap * 2
    readonly property real room: height - heading.implicitHeight - theme.gap - below - theme.gap - (acting ? turning : 0)
    readonly property bool whole: all.height + (place.week.length > 0 ? place.week.length * week.rowHeight + week.head : 0) + theme.gap <= room
    readonly property real kept: room - (whole || acting ? 0 : turning)
    readonly property int days: Math.min(place.week.length, Math.floor((kept - facts.height - week.head - theme.gap) / week.rowHeight))
    readonly property bool dayed: days > 1 || days === 1 && place.week.length === 1
    readonly property bool unseen: !whole && place.rest.some(line => line.key === reading.key) && !facts.shows(reading.key) && reading.key !== "title" && !place.notes.some(line => line.key === reading.key) && reading.key !== "week" && !(reading.key.startsWith("week:") && dayed && Number(reading.key.slice(5)) < days)
    readonly property bool paging: !whole && (unseen || asked && reading.key !== "qr")

    onPlaceChanged: asked = false
    onVisibleChanged: asked = false

    Item {
        id: start
        anchors.left: parent.left
        anchors.top: parent.top
        anchors.bottom: parent.bottom
        width: screen.startWidth
        visible: !screen.paging

        Heading {
            id: heading
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.top: parent.top
            theme: screen.theme
            before: screen.place.facts.kind
            title: screen.place.facts.name
            hear: screen.place.titleHear
            reading: screen.reading
        }
        FitLines {
            id: facts
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.top: heading.bottom
            anchors.topMargin: screen.theme.gap
            theme: screen.theme
            lines: screen.place.told
            reading: screen.reading
            room: screen.kept
            reserved: screen.place.week.length > 0 ? screen.place.week.length * week.rowHeight + week.head + screen.theme.gap : 0
        }
        // All the facts, to know if there is room for them.
        FitLines {
            id: all
            width: facts.width
            visible: false
            theme: screen.theme
            lines: screen.place.told
            reading: null
            room: Infinity
        }
        WeekTable {
            id: week
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.top: facts.bottom
            anchors.topMargin: screen.theme.gap
            visible: screen.dayed
            theme: screen.theme
            title: screen.place.weekTitle
            hear: screen.place.weekHear
            week: screen.place.week
            days: screen.days
            span: facts.width
            reading: screen.reading
        }
    }
    Loader {
        id: code
        anchors.right: parent.right
        y: screen.upright ? Math.round((bar.used ? bar.y - screen.theme.gap : screen.height) - height) : 0
        width: screen.upright ? parent.width : parent.width - screen.startWidth - screen.theme.margin
        height: screen.upright ? screen.codeHeight : Math.floor(Math.min(screen.theme.shortSide * 0.6, foot.y - screen.theme.gap - (screen.others ? next.height + screen.theme.gap : 0)))
        active: screen.hasQr
        visible: active && !screen.paging
        sourceComponent: QrPanel {
            theme: screen.theme
            qr: screen.place.qr
            reading: screen.reading
            key: "qr"
        }
    }
    WideButton {
        id: next
        anchors.left: code.left
        anchors.right: code.right
        anchors.top: code.bottom
        anchors.topMargin: screen.theme.gap
        height: implicitHeight
        visible: screen.others && !screen.upright && !screen.paging
        theme: screen.theme
        lit: screen.reading.of("turn")
        text: screen.place.other?.text ?? ""
        picture: screen.theme.icons[screen.place.other?.picture] ?? ""
        onClicked: screen.codeChosen(screen.place.other.index)
    }
    TextLines {
        id: foot
        anchors.right: parent.right
        y: screen.upright ? Math.round((screen.hasQr ? code.y - screen.theme.gap : bar.used ? bar.y - screen.theme.gap : screen.height) - height) : screen.height - height
        width: code.width
        visible: !screen.paging
        theme: screen.theme
        lines: screen.place.notes
        reading: screen.reading
    }
    Pages {
        id: pages
        anchors.fill: parent
        anchors.bottomMargin: bar.height + screen.theme.gap
        visible: screen.paging
        theme: screen.theme
        lines: screen.place.rest
        reading: screen.reading
    }
    TurnBar {
        id: bar
        anchors.left: parent.left
        anchors.bottom: parent.bottom
        width: screen.paging ? parent.width : screen.startWidth
        theme: screen.theme
        reading: screen.reading
        previous: screen.paging && pages.page > 0 ? screen.place.previous : ""
        more: screen.acting && !screen.paging
        other: screen.whole ? "" : screen.paging ? screen.place.close : screen.place.read
        otherPicture: screen.theme.icons["list"]
        next: screen.paging && pages.page + 1 < pages.count ? screen.place.next : ""
        onTurned: by => pages.turned += by
        onSwitched: {
            screen.asked = !screen.paging;
            pages.turned = 0;
        }

        WideButton {
            Layout.fillWidth: true
            Layout.fillHeight: true
            visible: screen.others && screen.upright && !screen.paging
            theme: screen.theme
            lit: screen.reading.of("turn")
            text: screen.place.other?.text ?? ""
            picture: screen.theme.icons[screen.place.other?.picture] ?? ""
            onClicked: screen.codeChosen(screen.place.other.index)
        }
        WideButton {
            Layout.fillWidth: true
            Layout.fillHeight: true
            visible: screen.prints && !screen.paging
            theme: screen.theme
            lit: screen.reading.of("turn")
            text: screen.place.paper ?? ""
            picture: screen.theme.icons["print"]
            onClicked: screen.slipAsked()
        }
    }
}
