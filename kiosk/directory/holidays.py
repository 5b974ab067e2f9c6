"""The public holidays of France, by name (Code du travail, article L3133-1: eleven days).

Alsace and Moselle have two more, which no terminal of this product counts on. Easter by the anonymous Gregorian
algorithm (Nature, 20 April 1876), right for every year of the Gregorian calendar.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from kiosk.i18n.catalogue import N_

_FIXED = {
    # Translators: name of a public holiday, 1 January; it stands alone after a colon
    (1, 1): N_("le jour de l'An"),
    # Translators: name of a public holiday, 1 May; it stands alone after a colon
    (5, 1): N_("la fête du Travail"),
    # Translators: name of a public holiday, 8 May, the end of the war in 1945; it stands alone after a colon
    (5, 8): N_("le 8 mai"),
    # Translators: name of a public holiday, 14 July; it stands alone after a colon
    (7, 14): N_("la fête nationale"),
    # Translators: name of a public holiday, 15 August, Assumption; it stands alone after a colon
    (8, 15): N_("l'Assomption"),
    # Translators: name of a public holiday, 1 November, All Saints' Day; it stands alone after a colon
    (11, 1): N_("la Toussaint"),
    # Translators: name of a public holiday, 11 November, the end of the war in 1918; it stands alone after a colon
    (11, 11): N_("le 11 novembre"),
    # Translators: name of a public holiday, 25 December; it stands alone after a colon
    (12, 25): N_("Noël"),
}
_AFTER_EASTER = {
    # Translators: name of a public holiday, the day after Easter; it stands alone after a colon
    1: N_("le lundi de Pâques"),
    # Translators: name of a public holiday, Ascension Day; it stands alone after a colon
    39: N_("l'Ascension"),
    # Translators: name of a public holiday, Whit Monday; it stands alone after a colon
    50: N_("le lundi de Pentecôte"),
}


@lru_cache(maxsize=1024)
def holiday_on(day: dt.date) -> str:
    """The French name of the public holiday on that day, to be translated; "" on all other days.

    Ascension can fall on 1 or 8 May: the fixed day then gives the name.
    """
    return _FIXED.get((day.month, day.day)) or _AFTER_EASTER.get((day - easter(day.year)).days, "")


def easter(year: int) -> dt.date:
    """Easter Sunday."""
    golden = year % 19
    century, rest = divmod(year, 100)
    skipped, of_four = divmod(century, 4)
    moon = (19 * golden + century - skipped - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    leap, left = divmod(rest, 4)
    weekday = (32 + 2 * of_four + 2 * leap - moon - left) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return dt.date(year, month, day + 1)
