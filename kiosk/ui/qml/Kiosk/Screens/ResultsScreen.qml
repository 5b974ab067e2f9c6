// Where to go: the fiche, then three places to a page. Where the letters are too large for both, the fiche
// has a page of its own behind a button.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Kiosk.Controls
import Kiosk.Style

Item {
    id: screen

    required property Theme theme
    required property string title
    required property var chosen
    required property string searching
    required property var fiche
    required property var cards
    required property string page
    required property string more
    required property string previous
    required property bool hasMore
    required property bool hasPrevious
    required property string speakingKey
    property bool reading: false

    readonly property bool hasFiche: fiche !== undefined && fiche !== null
    property int made: 0 // new cards may be as many as the old ones: this tells the binding below to look again
    readonly property real cardsHeight: {
        let most = 0;
        for (let n = 0; n < places.count && made; n++) {
            const card = places.itemAt(n) as PlaceCard;
            if (card)
                most = Math.max(most, card.contentHeight);
        }
        return most;
    }
    readonly property real wantedForCards: theme.portrait ? cards.length * (cardsHeight + theme.gap) : cardsHeight + theme.gap
    readonly property real room: height - heading.implicitHeight - pager.height - 3 * theme.gap
    readonly property bool ficheFits: hasFiche && ficheCard.implicitHeight + wantedForCards <= room

    signal chose(string id)
    signal heard(string key)
    signal turned(int by)

    onChosenChanged: reading = false
    onVisibleChanged: reading = false

    Heading {
        id: heading
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        theme: screen.theme
        title: screen.title
        note: screen.page
        chosen: screen.chosen
        lit: screen.speakingKey === "title"
    }

    Label {
        anchors.centerIn: parent
        theme: screen.theme
        text: screen.searching
        size: screen.theme.heading
    }

    FicheCard {
        id: ficheCard
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: heading.bottom
        anchors.topMargin: screen.theme.gap
        height: screen.reading ? Math.max(implicitHeight, screen.room) : implicitHeight
        visible: screen.hasFiche && (screen.ficheFits || screen.reading)
        theme: screen.theme
        fiche: screen.hasFiche ? screen.fiche : ({ title: "", what: [], bring: [], bringTitle: "", read: "", close: "" })
        speakingKey: screen.speakingKey
    }

    GridLayout {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: screen.ficheFits ? ficheCard.bottom : heading.bottom
        anchors.topMargin: screen.theme.gap
        anchors.bottom: pager.top
        anchors.bottomMargin: screen.theme.gap
        visible: !screen.reading
        columns: screen.theme.portrait ? 1 : 3
        columnSpacing: screen.theme.gap
        rowSpacing: screen.theme.gap
        uniformCellHeights: !screen.theme.portrait
        uniformCellWidths: true

        Repeater {
            id: places
            onItemAdded: screen.made += 1
            model: screen.cards

            PlaceCard {
                required property var modelData
                Layout.fillWidth: true
                Layout.fillHeight: true
                Layout.minimumHeight: screen.cardsHeight
                Layout.maximumHeight: Math.max(screen.cardsHeight * 1.35, screen.theme.tile)
                Layout.alignment: Qt.AlignTop
                theme: screen.theme
                facts: modelData.facts
                hear: modelData.hear
                lit: screen.speakingKey === modelData.key
                onChosen: screen.chose(modelData.facts.id)
                onHeard: screen.heard(modelData.key)
            }
        }
        Item {
            Layout.fillHeight: true
            visible: screen.theme.portrait && screen.cards.length < 3
        }
    }

    RowLayout {
        id: pager
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        height: visible ? Math.max(screen.theme.target, implicitHeight) : 0
        visible: screen.hasMore || screen.hasPrevious || read.visible
        spacing: screen.theme.gap
        uniformCellSizes: true

        WideButton {
            Layout.fillWidth: true
            Layout.fillHeight: true
            visible: screen.hasPrevious && !screen.reading
            theme: screen.theme
            text: screen.previous
            picture: screen.theme.icons["back"]
            directed: true
            onClicked: screen.turned(-1)
        }
        WideButton {
            id: read
            Layout.fillWidth: true
            Layout.fillHeight: true
            visible: screen.hasFiche && !screen.ficheFits
            theme: screen.theme
            text: screen.hasFiche ? (screen.reading ? screen.fiche.close : screen.fiche.read) : ""
            picture: screen.reading ? screen.theme.icons["pin"] : screen.theme.icons["bag"]
            onClicked: screen.reading = !screen.reading
        }
        WideButton {
            Layout.fillWidth: true
            Layout.fillHeight: true
            visible: screen.hasMore && !screen.reading
            theme: screen.theme
            text: screen.more
            picture: screen.theme.icons["forward"]
            directed: true
            onClicked: screen.turned(1)
        }
    }
}
