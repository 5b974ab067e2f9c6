"""What is said of a place, in the visitor's language: on a card, on its own screen, aloud and on paper."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from kiosk.directory.helper import HELPER_KIND
from kiosk.directory.models import PHONE_KIND, Place, Result
from kiosk.directory.reasons import why
from kiosk.directory.words import opening_line
from kiosk.i18n.catalogue import N_, Words
from kiosk.i18n.formats import format_distance, format_phone
from kiosk.i18n.languages import SOURCE_LANGUAGE
from kiosk.speech.utterance import Line
from kiosk.ui.viewmodels.lines import LineProps, hear_name, isolated, own, slices_of
from kiosk.ui.viewmodels.moment import Moment

HELPER_NAME = N_("L'accueil")
"""What a site file that names no helper calls its own (kiosk.settings)."""
STATES = {"open": "door", "closed": "clock", "call": "phone"}
"""The pictogram of each state of a door."""
HERE_M = 25
"""Nearer than this, a place is in the building where the screen stands."""


@dataclass(frozen=True, slots=True)
class PlaceFacts:
    """`state` is "open", "closed" or "call"; empty strings are facts that are not known. `where` is how far and in
    which town, on one line. `french` tells that the name is in French on a page in another language. `old` is what the
    screen says of a place nobody has looked at for too long."""

    id: str
    name: str
    kind: str
    why: str
    opening: str
    state: str
    distance: str
    town: str
    phone: str
    free: str
    languages: str
    where: str
    french: bool
    old: str

    def name_line(self, key: str) -> Line:
        return Line(key, self.name, SOURCE_LANGUAGE if self.french else "")


def door_picture(facts: PlaceFacts) -> str:
    """The pictogram of the line about the door: a phone only where there is a number to call first."""
    return "clock" if facts.state == "call" and not facts.phone else STATES[facts.state]


NO_FACTS = PlaceFacts("", "", "", "", "", "call", "", "", "", "", "", "", False, "")


def place_facts(result: Result, moment: Moment, kinds: dict[str, str], t: Words) -> PlaceFacts:
    """The facts of one result. `kinds` gives the French label of each kind of place."""
    place = result.place
    ours = place.kind in (PHONE_KIND, HELPER_KIND)
    state = {True: "open", False: "closed", None: "call"}[result.opening.open]
    name = t(place.name) if ours else place.name
    distance, town = _distance(result.distance_m, t), own(place.city, t)
    return PlaceFacts(
        id=place.id,
        name=name,
        kind="" if place.kind == "autre" else t(kinds.get(place.kind, "")),
        why=why(result, t),
        opening=opening_line(place, result.opening, moment.local, t),
        state=state,
        distance=distance,
        town=town,
        phone=shown_phone(place.phone),
        free=t("C'est gratuit.") if place.free else "",
        languages=spoken_languages(place.languages),
        where=" · ".join(part for part in (distance, town) if part),
        french=t.language.code != SOURCE_LANGUAGE and name == place.name,
        old=_old(place, moment, t),
    )


def _old(place: Place, moment: Moment, t: Words) -> str:
    limit = dt.timedelta(days=moment.settings.old_after_days)
    if place.kind in (PHONE_KIND, HELPER_KIND) or (place.updated and moment.today - place.updated <= limit):
        return ""
    if place.phone:
        return t("Cette information est ancienne. Appelez avant de venir.")
    return t("Cette information est ancienne. Demandez conseil à l'accueil.")


def shown_phone(number: str) -> str:
    """A number as one word, so that it never breaks and its pairs keep their order in a line from right to left."""
    return format_phone(number).replace(" ", "\u00a0")


def _distance(metres: int | None, t: Words) -> str:
    if metres is None:
        return ""
    return t("C'est ici.") if metres < HERE_M else format_distance(metres, t.language.code)


def spoken_languages(codes: tuple[str, ...]) -> str:
    """The endonyms of `codes` beside French, for those who look for their own: "English · العربية"."""
    return " · ".join(isolated(name) for name, _ in endonyms(codes))


def endonyms(codes: tuple[str, ...]) -> list[tuple[str, str]]:
    """The name each language gives itself, and its code; French and codes that nobody knows are left out."""
    from babel import Locale, UnknownLocaleError

    names = []
    for code in codes:
        if code == SOURCE_LANGUAGE:
            continue
        try:
            name = Locale.parse(code, sep="-").get_display_name() or code
        except (UnknownLocaleError, ValueError):
            continue
        names.append((name[:1].upper() + name[1:], code))
    return names


def languages_line(key: str, facts: PlaceFacts, codes: tuple[str, ...], rank: int, t: Words) -> LineProps:
    """Which languages are spoken there, each said by its own voice."""
    text = t("On parle aussi : {languages}", languages=facts.languages) if facts.languages else ""
    hear = hear_name(text, t)
    return LineProps(key, text, "fact", "languages", rank=rank, slices=slices_of(text, endonyms(codes)), hear=hear)
