"""What each language shows, string by string, with the line of the translators' file where it stands."""

from __future__ import annotations

from collections.abc import Iterator

from babel import Locale
from babel.units import format_unit

from kiosk.i18n.formats import format_list
from kiosk.i18n.languages import LANGUAGES, Language
from kiosk.publish.check.finding import SENTENCE, UI, Text
from kiosk.publish.translations import read_translations

FOLDER = "translations"
_UNITS = ("length-kilometer", "length-meter", "duration-minute", "duration-hour")


def po_texts(po: bytes, code: str) -> Iterator[Text]:
    """Every form of every translation of `translations/<code>.po`; `key` holds the French. Raises CatalogueError."""
    file = f"{FOLDER}/{code}.po"
    for entry in read_translations(po, code, file):
        french = entry.id[0] if isinstance(entry.id, tuple) else entry.id
        forms = entry.string if isinstance(entry.string, (tuple, list)) else (entry.string,)
        for form in filter(None, forms if french else ()):
            yield Text(str(form), SENTENCE, file, entry.lineno, french)


def calendar_texts(language: Language) -> Iterator[Text]:
    """What Babel writes in a language: days, months, units, digits; and the names of the languages, seen in all."""
    locale = Locale.parse(language.locale.replace("-", "_"))
    digits = "".join(chr(ord(language.zero) + digit) for digit in range(10))
    told = {
        "jours": " ".join(locale.days["format"]["wide"].values()),
        "mois": " ".join(locale.months["format"]["wide"].values()),
        "chiffres": digits + format_list([" "] * 3, language.code),
        "unités": " ".join(format_unit(number, unit, locale=locale) for unit in _UNITS for number in (1, 2, 5, 1.5)),
        "noms des langues": " ".join(other.endonym for other in LANGUAGES.values()),
    }
    for key, text in told.items():
        yield Text(text, UI, "kiosk/i18n", None, key)
