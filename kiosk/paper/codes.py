"""The codes a visitor can take along from a place, best first: book, call, come at an hour, find the way, keep it.

What a code holds comes from the record of the place, and from nothing about the visitor but the hour they chose. Links
are https, to a host that books and that the site trusts. Each code has its plain text beside it, for who has no camera
and for who wants to see where it leads.

Sizes. A phone held at 40 cm sees, with a lens of about 65° and a picture 1,920 points wide, 509 mm: 3.8 points a
millimetre. Readers want three points a module, thus modules of 0.8 mm: seven dots of a thermal printer (203 dpi, 8 a
mm). Version 12 has 65 modules, 73 with the quiet zone: 64 mm, which 80 mm paper (72 mm printable) and screens both
have room for. It holds 287 bytes at level M (ISO/IEC 18004, table 7).
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from kiosk.directory.booking import LONGEST_LINK, booking_host
from kiosk.directory.models import NONE_CLOSED, PHONE_KIND, IsClosed, Place
from kiosk.i18n.catalogue import N_
from kiosk.i18n.formats import format_day, format_phone, format_time
from kiosk.i18n.languages import SOURCE_LANGUAGE
from kiosk.paper.card import card
from kiosk.paper.event import event
from kiosk.paper.qr import QUIET, Matrix, matrix, phone_qr
from kiosk.paper.texts import one_line, shortened, size

MOST_MODULES = 65
MOST_BYTES = LONGEST_LINK
MOST_BYTES_PAPER = 203
"""At level Q, which paper gets where it can: it creases and fades."""
DPI = 203
PAPER_DOTS = 576
"""What a printer for 80 mm paper can print in one line."""
MAP_LABEL_BYTES = 40

_LENS_DEGREES, _POINTS, _POINTS_A_MODULE = 65.0, 1920, 3

LABELS = {
    "booking": N_("Prenez rendez-vous avec votre téléphone :"),
    "phone": N_("Appelez avec votre téléphone :"),
    "visit": N_("Notez votre visite dans votre téléphone :"),
    "map": N_("Trouvez le chemin avec votre téléphone :"),
    "card": N_("Gardez cette adresse dans votre téléphone :"),
}


@dataclass(frozen=True, slots=True)
class Code:
    """`kind` is a key of LABELS. `holds` is what the code holds, at most MOST_BYTES; `beside` the plain host, number,
    hour, address or name to be written beside it; `label` the French words, to be translated, that say what it is for.
    """

    kind: str
    holds: str
    beside: str
    label: str


def codes_for(
    place: Place,
    *,
    booking_hosts: Collection[str] = (),
    is_closed: IsClosed = NONE_CLOSED,
    call_first: bool = False,
    visit: dt.datetime | None = None,
    services: Sequence[str] = (),
    language: str = SOURCE_LANGUAGE,
) -> tuple[Code, ...]:
    """Every code there is for a place, best first; may be empty.

    `is_closed` tells of a booking link that nobody can book there now; `call_first` puts the number before the booking
    (see kiosk.directory.next_step.is_doubtful). `visit` is the aware moment one decided to come at, on the clocks of
    the site. `services` are words of what one does there, `language` is that of the hour written beside the visit.
    """
    host = booking_host(place.booking_url, booking_hosts)
    url = place.booking_url if host and not is_closed(place.booking_url) else ""
    found = {
        "booking": (url, host),
        "phone": (phone_qr(place.phone) or "", format_phone(place.phone)),
        "visit": _visit(place, visit, language),
        "map": (map_link(place), one_line(place.address) or one_line(place.name)),
        "card": (card(place, MOST_BYTES, url=url, services=services), one_line(place.name)),
    }
    order = sorted(found, key=lambda kind: kind != "phone") if call_first else list(found)
    return tuple(
        Code(kind, *found[kind], LABELS[kind])
        for kind in order
        if found[kind][0] and size(found[kind][0]) <= MOST_BYTES
    )


def map_link(place: Place) -> str:
    """ "geo:50.72490,3.15760?q=50.72490,3.15760(Mairie)"; "" for a place whose position nobody knows.

    RFC 5870: latitude, longitude, in WGS84 degrees; five decimals are a metre. `?q=` is Android's, so that its maps put
    a pin with a name there; readers that do not know it go to the same point.
    """
    if place.position is None:
        return ""
    latitude, longitude = place.position
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):  # false for what is no number, too
        return ""
    point = f"{_degrees(latitude)},{_degrees(longitude)}"
    name = shortened(one_line(place.name.replace("(", " ").replace(")", " ")), MAP_LABEL_BYTES)
    return f"geo:{point}?q={point}({quote(name, safe='')})" if name else f"geo:{point}?q={point}"


def drawn(code: Code, *, paper: bool = False) -> Matrix:
    """The modules of a code, at most MOST_MODULES a side; on paper with more correction where that has room."""
    return matrix(code.holds, paper=paper and size(code.holds) <= MOST_BYTES_PAPER)


def smallest_module_mm(distance_mm: float = 400.0) -> float:
    """How wide a module must be for a phone at that distance."""
    seen_mm = 2 * distance_mm * math.tan(math.radians(_LENS_DEGREES / 2))
    return _POINTS_A_MODULE * seen_mm / _POINTS


def module_dots(modules: Matrix, paper_dots: int = PAPER_DOTS, dpi: int = DPI) -> int:
    """Whole dots for one module on paper: enough for a phone at 40 cm, or what a narrow paper has room for, quiet zone
    included; 0 when it has room for none."""
    wanted = math.ceil(smallest_module_mm() * dpi / 25.4)
    return min(wanted, paper_dots // (len(modules) + 2 * QUIET))


def _visit(place: Place, visit: dt.datetime | None, language: str) -> tuple[str, str]:
    if visit is None or place.kind == PHONE_KIND:
        return "", ""
    return event(place, visit, MOST_BYTES), f"{format_day(visit.date(), language)}, {format_time(visit, language)}"


def _degrees(value: float) -> str:
    return f"{round(value, 5) + 0.0:.5f}"  # adding zero makes -0.0 a 0.0, for "-0" is another text of the same place
