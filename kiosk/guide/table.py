"""One table of the guide's files, read key by key, where every fault is an error that says what to do."""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from kiosk.errors import GuideError
from kiosk.guide.page import Page, Trail

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
NBSP = "\N{NO-BREAK SPACE}"
SPACES = NBSP + "\N{NARROW NO-BREAK SPACE}"
_UNSPACED = str.maketrans("", "", SPACES)
_BEFORE_SIGN = re.compile(" (?=[?!:;])")


def near(word: str, known: Collection[str]) -> str:
    """What to do about a word nobody knows: the nearest known one, or the list of them."""
    close = difflib.get_close_matches(word, list(known), 1, 0.6)
    if close:
        return f"Did you mean `{close[0]}`?"
    return f"Known: {', '.join(sorted(known)[:12])}{', and others' if len(known) > 12 else ''}."


def typography(text: str) -> str:
    """Straight apostrophes, single spaces, and the no-break space French puts before `?`, `!`, `:` and `;`."""
    if " " not in text and text.isascii() and text.isprintable():  # an id or a code: most of what a guide holds
        return text
    return _BEFORE_SIGN.sub(NBSP, " ".join(text.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").split()))


@dataclass(frozen=True, slots=True)
class Table:
    """`called` is how this table is named in an error; `trail` is its way down from the top of the file."""

    page: Page
    data: Mapping[str, Any]
    called: str
    trail: Trail = ()

    def fault(self, key: str, what: str, advice: str) -> GuideError:
        return self.page.fault(self.trail, key, f"{self.called}: {what}" if self.called else what, advice)

    def only(self, *keys: str) -> None:
        for key in self.data:
            if key not in keys:
                raise self.fault(key, f"nobody knows the key `{key}`", near(key, keys))

    def text(self, key: str, required: bool = True, prose: bool = True) -> str:
        """One line of text; `prose` is put in the one typography the translators and the search know."""
        value = self.data.get(key, "")
        if not isinstance(value, str):
            raise self.fault(key, f"`{key}` is not a text", f'Write it in quotes: {key} = "…".')
        return self._line(key, value, required, prose)

    def _line(self, key: str, value: str, required: bool, prose: bool = True) -> str:
        if not value.strip() and required:
            raise self.fault(key, f"`{key}` is missing or empty", f'Add {key} = "…".')
        if not value.isprintable() and not value.translate(_UNSPACED).isprintable():
            raise self.fault(
                key, f"`{key}` holds a line break or an invisible character", "Write it again on one line."
            )
        return typography(value) if prose else value.strip()

    def texts(self, key: str, required: bool = False) -> tuple[str, ...]:
        if key not in self.data and not required:
            return ()
        values = self.data.get(key, [])
        if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
            raise self.fault(key, f"`{key}` is not a list of texts", f'Write it so: {key} = ["…", "…"].')
        if required and not values:
            raise self.fault(key, f"`{key}` is missing or empty", f'Add {key} = ["…"].')
        out = tuple(self._line(key, value, required=True) for value in values)
        if len(set(out)) < len(out):
            twice = next(value for value in out if out.count(value) > 1)
            raise self.fault(key, f"`{key}` holds {twice!r} twice", "Remove one of them.")
        return out

    def flag(self, key: str) -> bool:
        value = self.data.get(key, False)
        if not isinstance(value, bool):
            raise self.fault(key, f"`{key}` is neither true nor false", f"Write {key} = true, or remove the line.")
        return value

    def day(self, key: str) -> dt.date | None:
        """A TOML date, or the ISO text a release holds; None when the key is absent."""
        value = self.data.get(key)
        if value is None:
            return None
        try:
            return value if type(value) is dt.date else dt.date.fromisoformat(value)
        except (TypeError, ValueError):
            raise self.fault(key, f"`{key}` is not a day", f"Write it so: {key} = 2026-11-20.") from None

    def slug(self) -> str:
        value = self.text("id")
        if not SLUG.fullmatch(value):
            what = f"the id {value!r} is not made of small letters, digits and hyphens"
            raise self.fault("id", what, "Write it like `carte-vitale`, without accents or spaces.")
        return value

    def tables(self, key: str, least: int, most: int | None = None) -> tuple[Table, ...]:
        """The tables `[[key]]` below this one. Raises GuideError when there are too few or too many."""
        values = self.data.get(key, [])
        if not isinstance(values, list) or not all(isinstance(value, dict) for value in values):
            raise self.fault(key, f"`{key}` is not a table", f"Begin each one with [[{key}]] alone on its line.")
        if len(values) < least:
            raise self.fault(key, f"there are {len(values)} [[{key}]], at least {least} needed", f"Add a [[{key}]].")
        if most is not None and len(values) > most:
            advice = "Remove or merge some: a screen shows no more."
            raise self.fault(key, f"there are {len(values)} [[{key}]], at most {most} allowed", advice)
        return tuple(self._below(key, value, number) for number, value in enumerate(values, 1))

    def _below(self, key: str, data: Mapping[str, Any], number: int) -> Table:
        name = data.get("id")
        known = isinstance(name, str) and name
        called = f"{key} {name!r}" if known else f"{key} number {number}"
        trail = (*self.trail, (key, str(name))) if known else self.trail
        return Table(self.page, data, f"{self.called}, {called}" if self.called else called, trail)
