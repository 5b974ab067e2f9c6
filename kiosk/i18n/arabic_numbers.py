"""Arabic hours and figures as words, with the few vowels that the voice needs.

A final "ا" is the way espeak-ng says an "ة" that ends a word. Figures are in words because it (1.51) puts chance
sounds, other ones each time, into 4, 7, 9 and whatever is made of them.
"""

from __future__ import annotations

import re

_FIRST = ["الواحِدا", "الثانية", "الثالِثا", "الرابِعا", "الخامِسا", "السادِسا", "السابِعا", "الثامِنا", "التاسِعا", "العاشِرا"]
_ONES = ["صفر", "واحد", "إثنان", "ثَلاثا", "أَربَعا", "خَمسا", "سِتّا", "سَبعا", "ثَمانِيا", "تِسعا", "عَشَرا"]
_TEENS = ["أَحَد", "إثنا", "ثَلاثَت", "أَربَعَت", "خَمسَت", "سِتَّت", "سَبعَت", "ثَمانِيَت", "تِسعَت"]
_TENS = ["عشرون", "ثلاثون", "أربعون", "خَمسون", "سِتّون", "سَبعون", "ثَمانون", "تسعون"]
_HUNDREDS = ["ثَلاث", "أَربَع", "خَمس", "سِت", "سَبع", "ثَماني", "تِسع"]


def arabic_hours() -> dict[int, str]:
    """Of 1 to 24: the first, the second…"""
    teens = ["الحادية", *_FIRST[1:9]]
    hours = [*_FIRST, *(f"{one} عشرة" for one in teens), "العِشرين", *(f"{one} والعِشرين" for one in teens[:4])]
    return dict(enumerate(hours, 1))


def arabic_figures(text: str) -> str:
    """`text` with its figures in words; digit by digit when they begin with 0 or are more than six."""
    apart = re.sub(r"(?<=[^\W\d])(?=\d)|(?<=\d)(?=[^\W\d])", " ", text)
    return re.sub(r"\d+", lambda found: _words(found[0]), apart)


def _words(digits: str) -> str:
    if len(digits) > 6 or (digits[0] == "0" and len(digits) > 1):
        return " ".join(_ONES[int(digit)] for digit in digits)
    thousands, rest = divmod(int(digits), 1000)
    said = [{1: "أَلف", 2: "أَلفان"}.get(thousands) or f"{_hundreds(thousands)} {_thousand(thousands)}"]
    return " و ".join([*(said if thousands else ()), *([_hundreds(rest)] if rest or not thousands else ())])


def _thousand(count: int) -> str:
    return "آلاف" if 3 <= count % 100 <= 10 else "أَلف"


def _hundreds(number: int) -> str:
    """0 to 999."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    said = []
    if hundreds:
        said.append({1: "مِئا", 2: "مِئَتان"}.get(hundreds) or f"{_HUNDREDS[hundreds - 3]} مِئا")
    if 11 <= rest <= 19:
        said.append(f"{_TEENS[ones - 1]} عشر")
    elif rest == 10:
        said.append(_ONES[10])
    else:
        said += [_ONES[ones]] * bool(ones or not number) + [_TENS[tens - 2]] * bool(tens)
    return " و ".join(said)
