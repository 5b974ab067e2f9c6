// A screen made the first time it is shown and kept from then on: loading again and again leaks in the long run.
pragma ComponentBehavior: Bound
import QtQuick

Loader {
    id: held

    required property bool shown
    property bool used: false

    visible: shown
    active: used
    onShownChanged: if (shown)
        used = true
    Component.onCompleted: if (shown)
        used = true
}
