// Where to go: the number to call when it is urgent, the fiche, then three places to a page. Where letters are too large
// for all, the fiche is cut short, and a button opens it on pages of its own.
pragma ComponentBehavior: Bound
import QtQuick
import Kiosk.Controls
import Kiosk.Style

Item {
    id: screen

    required property Theme theme
    required property string title
    required property string chosen
    required property string titleHear
    required property string searching
    required property var urgent
    required property var fiche
    required property var cards
    required property string page
    required property string more
    required property string previous
    required property bool hasMore
    required property bool hasPrevious
    required property Reading reading
    property bool asked: false // for the fiche
    property bool after: false // the number to call at once

    readonly property bool hasFiche: fiche.title.text !== ""
    readonly property bool hasUrgent: urgent !== undefined && urgent !== null
    readonly property var lines: [fiche.title, ...fiche.what, ...fiche.there, ...fiche.bring, ...fiche.facts]

    // What fits must not depend on the button that is there because it does not fit.
    readonly property real turning: hasMore || hasPrevious ? bar.heightOf([more, previous], 2) + theme.gap : 0
    readonly property real aside: hasUrgent && theme.portrait ? call.height + theme.gap : 0
    // Where letters are too large for the number and the places, these are on the page after it.
    readonly property bool parted: hasUrgent && theme.textSize !== "normal" && !theme.portrait && cards.length > 0
    readonly property bool onCard: cards.some(each => each.key === reading.key)
    readonly property bool calling: hasUrgent && !paging && !(parted && (after || onCard))
    readonly property bool unseen: lines.some(line => line.key === reading.key) && (parted || !top.shows(reading.key))
    readonly property bool paging: hasFiche && !top.whole && (unseen || asked && !onCard)

    signal chose(string id)
    signal heard(string key)
    signal turned(int by)
    onChosenChanged: asked = after = false
    onVisibleChanged: asked = after = false
    Heading {
        id: heading
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        theme: screen.theme
        title: screen.title
        hear: screen.titleHear
        note: screen.page
        chosen: screen.chosen
        reading: screen.reading
    }
    Label {
        anchors.centerIn: parent
        theme: screen.theme
        text: screen.searching
        lit: screen.reading.of("searching")
    }
    Loader {
        id: call
        readonly property bool across: screen.theme.portrait || screen.parted
        anchors.left: parent.left
        anchors.top: heading.bottom
        anchors.topMargin: screen.theme.gap
        width: across ? parent.width : Math.round((parent.width - 2 * screen.theme.gap) / 3)
        anchors.bottom: screen.theme.portrait ? undefined : main.bottom
        active: screen.hasUrgent
        visible: screen.calling
        sourceComponent: UrgentPanel {
            theme: screen.theme
            urgent: screen.urgent
            across: call.across
            reading: screen.reading
            onChosen: screen.chose(screen.urgent.id)
            onHeard: screen.heard(screen.urgent.key)
        }
    }
    Item {
        id: main
        readonly property bool beside: screen.hasUrgent && !call.across
        anchors.left: beside ? call.right : parent.left
        anchors.leftMargin: beside ? screen.theme.gap : 0
        anchors.right: parent.right
        anchors.top: screen.hasUrgent && screen.theme.portrait ? call.bottom : heading.bottom
        anchors.topMargin: screen.theme.gap
        anchors.bottom: bar.top
        anchors.bottomMargin: bar.used ? screen.theme.gap : 0
        visible: !screen.paging && !(screen.parted && screen.calling)

        FicheTop {
            id: top
            width: parent.width
            theme: screen.theme
            fiche: screen.fiche
            reading: screen.reading
            wholeRoom: screen.height - heading.implicitHeight - screen.theme.gap - screen.aside - list.wanted - screen.turning
            room: main.height - list.wanted
        }
        CardList {
            id: list
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.top: top.bottom
            anchors.topMargin: top.used ? screen.theme.gap : 0
            anchors.bottom: parent.bottom
            columns: screen.theme.portrait ? 1 : main.beside ? 2 : 3
            theme: screen.theme
            cards: screen.cards
            reading: screen.reading
            onChose: id => screen.chose(id)
            onHeard: key => screen.heard(key)
        }
    }
    Pages {
        id: pages
        anchors.fill: parent
        anchors.topMargin: heading.height + screen.theme.gap
        anchors.bottomMargin: bar.height + screen.theme.gap
        visible: screen.paging
        theme: screen.theme
        lines: screen.lines
        reading: screen.reading
    }
    TurnBar {
        id: bar
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        theme: screen.theme
        reading: screen.reading
        previous: screen.paging ? (pages.page > 0 ? screen.fiche.previous : "") : screen.hasPrevious ? screen.previous : screen.parted && !screen.calling ? screen.urgent.call : ""
        other: screen.hasFiche && !top.whole ? (screen.paging ? screen.fiche.close : screen.fiche.read) : ""
        otherPicture: screen.paging ? screen.theme.icons["pin"] : screen.theme.icons["bag"]
        next: screen.paging ? (pages.page + 1 < pages.count ? screen.fiche.next : "") : screen.parted && screen.calling ? screen.urgent.others : screen.hasMore ? screen.more : ""
        onTurned: by => {
            if (screen.paging)
                pages.turned += by;
            else if (screen.parted && screen.calling === by > 0)
                screen.after = by > 0;
            else
                screen.turned(by);
        }
        onSwitched: {
            screen.asked = !screen.paging;
            pages.turned = 0;
        }
    }
}
