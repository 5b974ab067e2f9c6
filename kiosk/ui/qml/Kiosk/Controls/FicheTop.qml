// The fiche above the places: whole when there is room for all of it, else its first sentences, else nothing.
import QtQuick
import Kiosk.Style

Item {
    id: top

    required property Theme theme
    required property var fiche
    required property Reading reading
    required property real wholeRoom
    required property real room
    readonly property bool whole: fiche.title.text !== "" && full.implicitHeight <= wholeRoom
    readonly property bool used: whole || fiche.title.text !== "" && brief.fits

    // Is a line of the fiche to be seen here?
    function shows(key: string): bool {
        return whole || used && brief.shows(key);
    }

    height: whole ? full.implicitHeight : used ? brief.implicitHeight : 0

    FicheCard {
        id: full
        width: parent.width
        height: implicitHeight
        visible: top.whole
        theme: top.theme
        fiche: top.fiche
        reading: top.reading
    }
    FicheShort {
        id: brief
        width: parent.width
        height: implicitHeight
        visible: top.used && !top.whole
        theme: top.theme
        fiche: top.fiche
        reading: top.reading
        room: top.room
    }
}
