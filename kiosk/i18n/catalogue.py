"""The catalogue: every string a visitor sees, in every language, from one gettext domain.

French is the source: a message is looked up by its French text, and a message without a translation stays
French. So does one whose translation is damaged: blank, lacking a plural form, holding a control character, or with
other `{placeholders}` than the French; a build refuses it, and a terminal that holds it all the same shows French.
Compiled `.mo` files travel in the release, so that words and guide always belong together; `translations/*.po` are what
translators edit. In code, `t("…")` translates now, `t.plural("…", "…", n)` counts, and `N_("…")` only marks.
"""

from __future__ import annotations

import gettext
import io
import string
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kiosk.errors import CatalogueError
from kiosk.i18n.direction import from_the_right
from kiosk.i18n.formats import format_number
from kiosk.i18n.languages import LANGUAGES, SOURCE_LANGUAGE, Language
from kiosk.i18n.writing import is_blank, unfit_sign

ORDERS = {b"\xde\x12\x04\x95": "<", b"\x95\x04\x12\xde": ">"}
"""How a compiled catalogue begins, by the order of its bytes (GNU gettext manual, "The Format of GNU MO Files")."""


def N_(message: str) -> str:  # noqa: N802 (gettext's own name)
    """Mark a French source string for extraction; it is translated later."""
    return message


def placeholders(text: str) -> frozenset[str]:
    """The `{names}` of a string; {"malformed"} when its braces are wrong."""
    try:
        return frozenset(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)
    except ValueError:
        return frozenset({"malformed"})


@dataclass(frozen=True)
class Words:
    """One language's words: callable, `t("Retour")`, with `{placeholders}` filled from keywords.

    A whole number among the values is written in the digits of the language; a text stays as it is.
    """

    language: Language
    translations: gettext.NullTranslations = field(default_factory=gettext.NullTranslations)

    def __call__(self, message: str, **values: object) -> str:
        if not message:
            return ""
        return self._filled(self.translations.gettext(message), message, placeholders(message), values)

    def plural(self, singular: str, plural: str, n: int, **values: object) -> str:
        """The form for `n` things, by the language's own rule. `{n}` is the number; a form may do without it.

        Both forms are French sources, and stand in the call as literal strings, to be collected.
        """
        found = self.translations.ngettext(singular, plural, n)
        french = singular if abs(n) < 2 else plural
        known = found and found not in (singular, plural)
        needed = placeholders(plural) - ({"n"} if "n" not in placeholders(found) else set())
        return self._filled(found if known else french, french, needed, {**values, "n": n})

    def _filled(self, text: str, french: str, needed: frozenset[str], values: Mapping[str, object]) -> str:
        """`text` with the values in it; the French instead when the translation is blank or damaged."""
        shown = {
            name: format_number(value, self.language.code) if type(value) is int else value
            for name, value in values.items()
        }
        sound = text != french and not is_blank(text, french) and not unfit_sign(text)
        if sound and placeholders(text) == needed:
            try:
                return self._laid_out(text.format(**shown) if shown else text)
            except (LookupError, ValueError, AttributeError, TypeError):
                pass
        return french.format(**shown) if shown else french

    def _laid_out(self, text: str) -> str:
        return from_the_right(text) if self.language.rtl else text


@dataclass(frozen=True)
class Catalogue:
    """The words of each language, by its code."""

    words: Mapping[str, Words]

    def __getitem__(self, code: str) -> Words:
        """The words of a language. Raises CatalogueError when the catalogue does not hold it."""
        try:
            return self.words[code]
        except KeyError:
            raise CatalogueError(
                f"there is no language {code!r} in this release (it has {', '.join(self.words)}). "
                "Build it again with that language, or choose another."
            ) from None

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(self.words)

    def load(self) -> None:
        """Have every language read. Raises CatalogueError when one cannot be."""
        for code in self.words:
            self[code]


def french_only() -> Catalogue:
    """The catalogue that needs no file: French, the source."""
    return Catalogue({SOURCE_LANGUAGE: Words(LANGUAGES[SOURCE_LANGUAGE])})


def load_catalogue(folder: Path, codes: tuple[str, ...]) -> Catalogue:
    """The catalogue of `folder`, which holds one compiled `<code>.mo` per language but French. All files are in memory
    when this returns; the words of a language are made when it is first asked for, or by `Catalogue.load`.

    Raises CatalogueError when a language is unknown, or its file is missing, foreign or cut.
    """
    files: dict[str, tuple[Path, bytes]] = {}
    for code in codes:
        if code not in LANGUAGES:
            raise CatalogueError(f"{code!r} is not a language of the kiosk. Known: {', '.join(LANGUAGES)}.")
        path = folder / f"{code}.mo"
        try:
            files[code] = (path, b"" if code == SOURCE_LANGUAGE else _whole(path.read_bytes()))
        except (OSError, ValueError, struct.error) as error:
            raise _unreadable(path, code, error) from error
    return Catalogue(_Compiled(files))


class _Compiled(Mapping[str, Words]):
    """The words of each language, from its compiled file. Raises CatalogueError for one that is damaged inside."""

    def __init__(self, files: Mapping[str, tuple[Path, bytes]]) -> None:
        self._files = files
        self._made = dict(french_only().words)

    def __getitem__(self, code: str) -> Words:
        path, data = self._files[code]
        if code not in self._made:
            try:
                self._made[code] = Words(LANGUAGES[code], gettext.GNUTranslations(io.BytesIO(data)))
            except (ValueError, LookupError, OSError, struct.error) as error:
                raise _unreadable(path, code, error) from error
        return self._made[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)


def _whole(data: bytes) -> bytes:
    """`data`, when it begins as a compiled catalogue does and its last strings are there. Raises ValueError,
    struct.error."""
    order = ORDERS.get(data[:4])
    if order is None:
        raise ValueError("it is no compiled catalogue")
    _, count, *tables = struct.unpack_from(f"{order}4I", data, 4)
    for table in tables:
        length, start = struct.unpack_from(f"{order}2I", data, table + 8 * (count - 1)) if count else (0, 0)
        if start + length > len(data):
            raise ValueError("it is cut")
    return data


def _unreadable(path: Path, code: str, error: Exception) -> CatalogueError:
    return CatalogueError(f"{path}: the words of {code} cannot be read ({error}). Build the release again.")
