"""What can be offered: the words of the vocabulary, and themes and digital services together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kiosk.directory.models import EVERYDAY_PREFIX

THEME = "theme"
SERVICE = "service"
EVERYDAY = "quotidien"
"""The sort of the everyday needs that no published theme covers. They stand where themes stand."""

THEMES = (THEME, EVERYDAY)


@dataclass(frozen=True, slots=True)
class Word:
    """A canonical code and the sort of word it is: theme, quotidien, service, public, contact, frais, label…"""

    sort: str
    code: str


@dataclass(frozen=True, slots=True)
class Offer:
    """Themes (everyday needs among them) and digital services, in the order of the tables."""

    themes: tuple[str, ...] = ()
    services: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.themes or self.services)

    def __add__(self, other: Offer) -> Offer:
        return Offer(_once((*self.themes, *other.themes)), _once((*self.services, *other.services)))

    @property
    def everyday(self) -> Offer:
        """The everyday needs alone."""
        return Offer(tuple(code for code in self.themes if is_everyday(code)))


def is_everyday(code: str) -> bool:
    """Whether a theme code is one of the product's own everyday needs."""
    return code.startswith(EVERYDAY_PREFIX)


def facet_sort(code: str, services: Iterable[str]) -> str:
    """The sort of the word behind the code of a theme, an everyday need or one of `services`."""
    if is_everyday(code):
        return EVERYDAY
    return SERVICE if code in services else THEME


def offer_of(words: Iterable[Word]) -> Offer:
    """What these words offer; words of other sorts say nothing here."""
    words = list(words)
    return Offer(
        _once(word.code for word in words if word.sort in THEMES),
        _once(word.code for word in words if word.sort == SERVICE),
    )


def _once(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(codes))
