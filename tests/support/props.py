"""A place that is known, results made of it, and every text that some props hold."""

from __future__ import annotations

import datetime as dt
import gettext
from dataclasses import fields, is_dataclass
from typing import Any

from kiosk.directory.booking import booking_host
from kiosk.directory.models import Place, Query, Result, Service, Source
from kiosk.directory.opening import PARIS, opening_at
from kiosk.guide.tree import Fiche
from kiosk.i18n.catalogue import Words, french_only
from kiosk.i18n.languages import LANGUAGES
from kiosk.settings import Helper, Settings
from kiosk.ui.viewmodels.moment import Moment
from kiosk.ui.viewmodels.place import PlaceProps, derive_place
from kiosk.ui.viewmodels.told import Asked, Vocabulary

FRENCH = french_only()["fr"]
FRIDAY_10 = dt.datetime(2026, 11, 20, 10, 0, tzinfo=PARIS)
ARMISTICE = dt.datetime(2026, 11, 11, 10, 0, tzinfo=PARIS)
SETTINGS = Settings(
    "CCAS", 50.72, 3.16, helper=Helper(phone="03 53 01 01 01", desk="Guichet 2", languages=("ar", "uk"))
)
BOOKING = "https://www.rdv-aide-numerique.fr/org/12"
PLACE = Place(
    id="p",
    name="Médiathèque",
    kind="bibliotheque",
    street="1 rue Haute",
    postcode="59999",
    city="Clairtilleul",
    phone="0353010012",
    booking_url=BOOKING,
    hours="Mo-Fr 09:00-12:00,14:00-17:00",
    labels=("france-services", "unheard-of"),
    languages=("en", "ar", "not a language"),
    free=True,
    updated=dt.date(2026, 11, 3),
    sources=(Source("Ville", "1"), Source("Ville", "2"), Source("conseiller-numerique", "3")),
)
FICHE = Fiche("f", "Titre", ("Une phrase.",), ("Une carte", "Un papier"))
KINDS = {"bibliotheque": "Bibliothèque"}
VOCABULARY = {
    "kinds": KINDS,
    "labels": {"france-services": "France services"},
    "themes": {"t1": "Remplir des papiers", "t2": "Chercher un logement", "t3": "Parler français", "t4": "Bouger"},
    "services": {"s1": "Utiliser un ordinateur"},
    "publics": {"familles": "Familles", "seniors": "Personnes âgées"},
    "contacts": {"telephoner": "Par téléphone", "se-presenter": "En y allant"},
}
ASKED = Asked(Query(themes=("t2",)), FICHE)
HOUSING = Service(
    themes=("t1", "t2"), publics=("familles",), contacts=("telephoner",), name="Permanence logement", free=False
)


class Marked(gettext.NullTranslations):
    """Puts every string it translates between brackets."""

    def gettext(self, message: str) -> str:
        return f"<{message}>"

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        return f"<{singular if n < 2 else plural}>"


MARKED = Words(LANGUAGES["ar"], Marked())


def result(place: Place = PLACE, at: dt.datetime = FRIDAY_10, distance: int | None = 420) -> Result:
    host = booking_host(place.booking_url)
    return Result(place, "here", "near" if distance else "unplaced", opening_at(place, at), distance, host)


def shown(
    place: Place = PLACE,
    at: dt.datetime = FRIDAY_10,
    t: Words = FRENCH,
    distance: int | None = 420,
    asked: Asked = ASKED,
    vocabulary: Vocabulary = VOCABULARY,
) -> PlaceProps:
    return derive_place(result(place, at, distance), asked, vocabulary, Moment(at, SETTINGS), t)


def strings(props: Any) -> list[str]:
    """Every text that some props hold, however deep."""
    if isinstance(props, str):
        return [props]
    if is_dataclass(props):
        return [text for field in fields(props) for text in strings(getattr(props, field.name))]
    return [text for item in props for text in strings(item)] if isinstance(props, (tuple, list)) else []


def told(props: PlaceProps) -> dict[str, str]:
    """What the screen of a place shows as facts, by key."""
    return {line.key: line.text for line in props.told}


def lines(props: Any) -> dict[str, str]:
    """What is said of each thing, by its key, in the language of the page."""
    said: dict[str, str] = {}
    for line in props.spoken:
        said[line.key] = " ".join(
            part for part in (said.get(line.key), line.words if not line.language else "") if part
        )
    return said


def in_french(props: Any) -> dict[str, str]:
    """What a French voice says of each thing, by its key."""
    return {line.key: line.words for line in props.spoken if line.language == "fr"}
