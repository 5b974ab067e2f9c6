"""What is said of a place, in the visitor's language: on a card, on its own screen, aloud and on paper."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from kiosk.directory.helper import HELPER_KIND
from kiosk.directory.models import PHONE_KIND, Result
from kiosk.directory.reasons import why
from kiosk.directory.words import opening_line
from kiosk.i18n.catalogue import N_, Words
from kiosk.i18n.formats import format_distance, format_phone
from kiosk.i18n.languages import SOURCE_LANGUAGE
from kiosk.settings import Settings
from kiosk.ui.viewmodels.lines import isolated, own

HELPER_NAME = N_("L'accueil")
"""What a site file that names no helper calls its own (kiosk.settings)."""
HERE_M = 25
"""Nearer than this, a place is in the building where the screen stands."""


@dataclass(frozen=True, slots=True)
class Moment:
    """When and where the screen stands: everything a sentence about a place depends on beside the place."""

    at: dt.datetime
    settings: Settings

    @property
    def local(self) -> dt.datetime:
        return self.at.astimezone(ZoneInfo(self.settings.timezone))


@dataclass(frozen=True, slots=True)
class PlaceFacts:
    """`state` is "open", "closed" or "call"; empty strings are facts that are not known."""

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


NO_FACTS = PlaceFacts("", "", "", "", "", "call", "", "", "", "", "")


def place_facts(result: Result, moment: Moment, kinds: dict[str, str], t: Words) -> PlaceFacts:
    """The facts of one result. `kinds` gives the French label of each kind of place."""
    place = result.place
    ours = place.kind in (PHONE_KIND, HELPER_KIND)
    state = {True: "open", False: "closed", None: "call"}[result.opening.open]
    return PlaceFacts(
        id=place.id,
        name=t(place.name) if ours else place.name,
        kind="" if place.kind == "autre" else t(kinds.get(place.kind, "")),
        why=why(result, t),
        opening=opening_line(place, result.opening, moment.local, t),
        state=state,
        distance=_distance(result.distance_m, t),
        town=own(place.city, t),
        phone=shown_phone(place.phone),
        free=t("C'est gratuit.") if place.free else "",
        languages=spoken_languages(place.languages),
    )


def shown_phone(number: str) -> str:
    """A number as one word, so that it never breaks and its pairs keep their order in a line from right to left."""
    return format_phone(number).replace(" ", "\u00a0")


def _distance(metres: int | None, t: Words) -> str:
    if metres is None:
        return ""
    return t("C'est ici.") if metres < HERE_M else format_distance(metres, t.language.code)


def spoken_languages(codes: tuple[str, ...]) -> str:
    """The endonyms of `codes` beside French, for those who look for their own: "English · العربية"."""
    from babel import Locale, UnknownLocaleError

    names = []
    for code in codes:
        if code == SOURCE_LANGUAGE:
            continue
        try:
            name = Locale.parse(code, sep="-").get_display_name() or code
        except (UnknownLocaleError, ValueError):
            continue
        names.append(isolated(name[:1].upper() + name[1:]))
    return " · ".join(names)
