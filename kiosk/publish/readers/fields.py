"""From a row's raw values to clean ones, the same way for every format. What cannot be used is noted on the row."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

from kiosk.publish import clean
from kiosk.publish.hours import days_to_osm, hours_of
from kiosk.publish.hours_in_words import in_words
from kiosk.publish.privacy import public_email, public_phone
from kiosk.publish.readers.row import Row
from kiosk.publish.scrubbing import scrub_request

LONGEST_HOURS = 700
"""The longest that any published file holds has 682 characters. Half of somebody's hours would be other hours."""
_ADDRESSES = re.compile(r"\s+(?=https?://|www\.)", re.IGNORECASE)
DAY_NAMES = {
    "Mo": "lundi",
    "Tu": "mardi",
    "We": "mercredi",
    "Th": "jeudi",
    "Fr": "vendredi",
    "Sa": "samedi",
    "Su": "dimanche",
}


def postcode(row: Row) -> str:
    found = clean.postcode(row.raw("postcode"))
    if not found and row.text("postcode"):
        row.refuse("postcode", "not a French postcode: dropped")
    return found


def position(row: Row) -> tuple[float | None, float | None]:
    """(latitude, longitude) in WGS84 degrees, both or neither."""
    latitude, longitude, note = clean.mend_position(row.raw("latitude"), row.raw("longitude"))
    shown = f"{row.text('latitude')}, {row.text('longitude')}"
    if note == "swapped":
        row.mend("latitude", "latitude and longitude were exchanged and have been put right", shown)
    elif note == "impossible":
        row.refuse("latitude", "no such position in France: dropped", shown)
    return latitude, longitude


def phone(row: Row) -> str:
    text = " | ".join(row.many("phone"))
    found = public_phone(text)
    if text and not found:
        row.refuse_privately("phone", "a mobile phone, or no phone number: dropped")
    return found


def email(row: Row, town: str) -> str:
    texts = row.many("email", "|;, ")
    found = next((mail for mail in (public_email(text, town) for text in texts) if mail), "")
    if texts and not found:
        row.refuse_privately("email", "an e-mail that may be a person's, or none: dropped")
    return found


def link(row: Row, word: str) -> str:
    """The first usable web address of a field, which may hold several; one with a space in it is none."""
    texts = [url for text in row.many(word, "|") for url in _ADDRESSES.split(text)]
    found = next((url for url in map(clean.url, texts) if url), "")
    if texts and not found:
        row.refuse(word, "not a web address: dropped")
    return found


def updated(row: Row) -> dt.date | None:
    found = clean.date(row.raw("updated"), row.today)
    if found is None and row.text("updated"):
        row.refuse("updated", "not a past day of this century: dropped")
    return found


def siret(row: Row) -> str:
    """Placeholders such as fourteen zeros or "1" are common and are not worth a refusal."""
    return clean.siret(row.raw("siret"))


def hours(row: Row, word: str = "hours", written: str = "hours_text", expect_osm: bool = True) -> tuple[str, str]:
    """(OSM hours, text): one of them at most. The text is what the source wrote, without contacts and persons."""
    osm, prose = row.text(word), row.text(written)
    found, text = hours_of(osm, prose)
    if osm and text and expect_osm:
        row.refuse(word, "hours that could not be understood: kept as text")
    return found, readable_hours(text)


def hours_by_day(row: Row, days: Mapping[str, str]) -> tuple[str, str]:
    """As `hours`, from one column a day: `days` maps Mo…Su to our words of the columns."""
    cells = {day: clean.clean_text(row.raw(word)) for day, word in days.items()}
    if not any(cells.values()):
        return "", ""
    found = days_to_osm(cells)
    if found:
        return found, ""
    text = " ; ".join(f"{DAY_NAMES[day]} : {cell}" for day, cell in cells.items() if cell)
    row.refuse(next(iter(days.values())), "hours that could not be understood: kept as text", text)
    return "", readable_hours(text)


def readable_hours(text: str) -> str:
    return clean.shorten(scrub_request(in_words(text)), LONGEST_HOURS)
