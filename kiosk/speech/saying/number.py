"""A number as it is written, and as it is said."""

from __future__ import annotations

import re
from typing import NamedTuple

from kiosk.i18n.saying import Saying

NUMBER = (
    r"(?:\d{1,3}(?:[ .,٬]\d{3}){1,4}(?!\d)(?:[.,٫]\d{1,6}(?!\d))?|\d{1,9}(?!\d)(?:[.,٫]\d{1,6}(?!\d))?)(?![.,٫٬]\d)"
)
FREE = r"(?<![\w.,٫٬/:+-])"
"""Before a number that is not the end of something longer."""
_LONGEST_FRACTION = 3


class Number(NamedTuple):
    """Its digits. `plain` when a voice reads it as it is written."""

    whole: str
    fraction: str
    plain: bool

    @property
    def value(self) -> float:
        return float(f"{self.whole}.{self.fraction or 0}") if self.fraction else int(self.whole)


def number_of(written: str, saying: Saying) -> Number:
    """`written` matches NUMBER."""
    bare = re.sub("[ ٬]", "", written)
    if saying.group and re.match(rf"\d{{1,3}}(?:{re.escape(saying.group)}\d{{3}})+(?!\d)", bare):
        bare = bare.replace(saying.group, "")
    *groups, last = re.split("[.,٫]", bare)
    signs = re.findall("[.,٫]", bare)
    if not signs or (len(signs) > 1 and signs[-1] == signs[0]):
        return Number("".join(groups) + last, "", bare == written and not signs)
    return Number("".join(groups), last, False)


def say(number: Number, saying: Saying) -> str:
    """ "1 virgule 2"; where languages name tenths, "одна целая две десятых"."""
    whole, fraction = number.whole, number.fraction
    if not fraction:
        return whole
    if saying.fractions and len(fraction) <= len(saying.fractions) - 1:
        kinds = saying.fractions[0], saying.fractions[len(fraction)]
        return " ".join(_counted(int(part), kind, saying) for part, kind in zip((whole, fraction), kinds, strict=True))
    if saying.comma == "." or len(fraction) > _LONGEST_FRACTION:
        fraction = " ".join(fraction)
    return f"{whole} {saying.point} {fraction}" if saying.point else f"{whole}{saying.comma}{fraction}"


def _counted(number: int, kind: tuple[str, str], saying: Saying) -> str:
    """`kind` is for one, and for more."""
    return f"{saying.feminine.get(number, number)} {kind[number % 10 != 1 or number % 100 == 11]}"
