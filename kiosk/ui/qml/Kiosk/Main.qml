// The window: the frame that never moves, one screen at a time inside it, and the still-there warning on top.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Window
import Kiosk.Controls
import Kiosk.Screens
import Kiosk.Style

Window {
    id: window

    required property var frame
    required property var question
    required property var results
    required property var place
    required property var slip
    required property var preview
    required property var help
    required property var languages
    required property var speech
    required property var slots
    required property var contact
    required property var typing
    required property var confirm
    required property var done
    required property var broken
    required property var voice
    required property var look
    required property var icons
    required property var ruler
    required property var navigator

    readonly property string shown: frame.screen
    readonly property Theme theme: Theme {
        panelWidth: window.width
        panelHeight: window.height
        diagonalInches: window.look.diagonalInches
        icons: window.icons
        textSize: window.look.textSize
        contrast: window.look.contrast
        reach: window.look.reach
        motion: window.look.motion
        speaks: window.look.speaks
        viewingMm: window.look.viewingMm
        rtl: window.frame.rtl
    }

    readonly property Reading reading: Reading {
        key: window.voice.key
        text: window.voice.text
        start: window.voice.start
        end: window.voice.end
        ruler: window.ruler
        onAsked: key => window.navigator.hear(key)
    }

    title: frame.site
    color: theme.ground
    LayoutMirroring.enabled: frame.rtl
    LayoutMirroring.childrenInherit: true

    Item {
        anchors.fill: parent

        TopLine {
            id: top
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.top: parent.top
            anchors.leftMargin: window.theme.margin
            anchors.rightMargin: window.theme.margin
            theme: window.theme
            frame: window.frame
            dated: window.question.dated
            asking: window.shown === "question"
            reading: window.reading
        }

        Item {
            id: stage
            property int depth: window.frame.depth
            property int was: 0
            onDepthChanged: {
                enter.from = (depth > was ? 1 : -1) * (window.theme.rtl ? -1 : 1) * window.theme.margin;
                was = depth;
                if (window.theme.moment > 0)
                    enter.restart();
            }
            transform: Translate {
                id: slide
            }
            NumberAnimation {
                id: enter
                target: slide
                property: "x"
                to: 0
                duration: window.theme.moment
                easing.type: Easing.OutCubic
            }
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.top: top.bottom
            anchors.bottom: bar.top
            anchors.leftMargin: window.theme.margin
            anchors.rightMargin: window.theme.margin
            anchors.topMargin: Math.round(window.theme.gap * (window.theme.portrait ? 1 : 0.5) + window.theme.lowered)
            anchors.bottomMargin: Math.round(window.theme.gap * (window.theme.portrait ? 1.5 : 1))

            Held {
                anchors.fill: parent
                shown: window.shown === "question"
                sourceComponent: QuestionScreen {
                    theme: window.theme
                    title: window.question.title
                    titleHear: window.question.titleHear
                    welcome: window.question.welcome
                    chosen: window.question.chosen
                    tiles: window.question.tiles
                    reading: window.reading
                    onChose: id => window.navigator.chooseTile(id)
                    onHeard: key => window.navigator.hear(key)
                }
            }
            Held {
                anchors.fill: parent
                shown: window.shown === "results"
                sourceComponent: ResultsScreen {
                    theme: window.theme
                    title: window.results.title
                    titleHear: window.results.titleHear
                    chosen: window.results.chosen
                    searching: window.results.searching
                    urgent: window.results.urgent
                    fiche: window.results.fiche
                    cards: window.results.cards
                    page: window.results.page
                    more: window.results.more
                    previous: window.results.previous
                    hasMore: window.results.hasMore
                    hasPrevious: window.results.hasPrevious
                    reading: window.reading
                    onChose: id => window.navigator.choosePlace(id)
                    onHeard: key => window.navigator.hear(key)
                    onTurned: by => window.navigator.turn(by)
                }
            }
            Held {
                anchors.fill: parent
                shown: window.shown === "place"
                sourceComponent: PlaceScreen {
                    theme: window.theme
                    place: window.place
                    reading: window.reading
                    onCodeChosen: index => window.navigator.chooseCode(index)
                    onSlipAsked: window.navigator.askSlip()
                }
            }
            Held {
                anchors.fill: parent
                shown: window.shown === "slip"
                sourceComponent: SlipScreen {
                    theme: window.theme
                    slip: window.slip
                    preview: window.preview
                    reading: window.reading
                    onAnswersShown: on => window.navigator.showAnswers(on)
                    onPrintAsked: window.navigator.askPrint()
                }
            }
            Held {
                anchors.fill: parent
                shown: window.shown === "help"
                sourceComponent: HelpScreen {
                    theme: window.theme
                    help: window.help
                    reading: window.reading
                    onAppointmentAsked: window.navigator.askAppointment()
                }
            }
            Held {
                anchors.fill: parent
                shown: window.shown === "languages"
                sourceComponent: LanguagesScreen {
                    theme: window.theme
                    title: window.languages.title
                    titleHear: window.languages.titleHear
                    languages: window.languages.languages
                    reading: window.reading
                    onChose: code => window.navigator.chooseLanguage(code)
                    onHeard: key => window.navigator.hear(key)
                }
            }
            Held {
                anchors.fill: parent
                shown: window.shown === "speech"
                sourceComponent: SpeechScreen {
                    theme: window.theme
                    speech: window.speech
                    reading: window.reading
                    onAloudChosen: on => window.navigator.readAloud(on)
                    onSpeedTurned: by => window.navigator.speed(by)
                    onVolumeTurned: by => window.navigator.volume(by)
                }
            }
            Held {
                anchors.fill: parent
                shown: window.shown === "slots"
                sourceComponent: SlotsScreen {
                    theme: window.theme
                    slots: window.slots
                    reading: window.reading
                    onChose: moment => window.navigator.chooseSlot(moment)
                    onTurned: by => window.navigator.turn(by)
                    onNextDayAsked: window.navigator.askNextDay()
                }
            }
            Held {
                anchors.fill: parent
                shown: window.shown === "contact"
                sourceComponent: ContactScreen {
                    theme: window.theme
                    contact: window.contact
                    reading: window.reading
                    onChose: what => window.navigator.chooseContact(what)
                }
            }
            Held {
                anchors.fill: parent
                shown: window.shown === "typing"
                sourceComponent: TypingScreen {
                    theme: window.theme
                    typing: window.typing
                    reading: window.reading
                    onTyped: sign => window.navigator.typeSign(sign)
                    onErased: window.navigator.eraseSign()
                    onKeysTurned: window.navigator.turnKeys()
                    onEnded: window.navigator.endTyping()
                }
            }
            Held {
                anchors.fill: parent
                shown: window.shown === "confirm"
                sourceComponent: ConfirmScreen {
                    theme: window.theme
                    confirm: window.confirm
                    reading: window.reading
                    onSent: window.navigator.sendWish()
                }
            }
            Held {
                anchors.fill: parent
                shown: window.shown === "done"
                sourceComponent: DoneScreen {
                    theme: window.theme
                    done: window.done
                    reading: window.reading
                    onSlipAsked: window.navigator.askSlip()
                }
            }
            Held {
                anchors.fill: parent
                shown: window.shown === "broken"
                sourceComponent: BrokenScreen {
                    theme: window.theme
                    title: window.broken.title
                    titleHear: window.broken.titleHear
                    text: window.broken.text
                    call: window.broken.call
                    phone: window.broken.phone
                    reading: window.reading
                }
            }
        }

        ControlBar {
            id: bar
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.bottom: parent.bottom
            anchors.margins: window.theme.margin
            anchors.bottomMargin: window.theme.margin * (window.theme.portrait ? 1 : 0.6)
            visible: window.frame.bar
            height: visible ? implicitHeight : 0
            theme: window.theme
            frame: window.frame
            speaking: window.voice.speaking
            reading: window.reading
            onStartedAgain: window.navigator.startAgain()
            onWentBack: window.navigator.back()
            onListened: window.navigator.listen()
            onTalked: window.navigator.talk()
            onLanguagesAsked: window.navigator.askLanguages()
            onSpeechAsked: window.navigator.askSpeech()
        }

        // Over the name of the site, where it covers nothing that one came to read.
        Rectangle {
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.top: parent.top
            anchors.margins: window.theme.margin * 0.5
            height: Math.max(said.implicitHeight + window.theme.gap, top.height)
            visible: window.voice.message !== ""
            radius: window.theme.radius
            color: window.theme.ink

            Label {
                id: said
                anchors.left: parent.left
                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                anchors.margins: window.theme.gap
                theme: window.theme
                text: window.voice.message
                color: window.theme.ground
            }
        }

        StillThere {
            anchors.fill: parent
            visible: window.frame.warned
            theme: window.theme
            title: window.frame.warningTitle
            text: window.frame.warningText
            stay: window.frame.stay
            reading: window.reading
            onStayed: window.navigator.stay()
        }
    }
}
