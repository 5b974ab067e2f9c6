"""The catalogue: every string a visitor sees, in every language, from one gettext domain.

French is the source: a message is looked up by its French text, and a message without a translation stays
French. So does one whose translation is damaged: blank, lacking a plural form, holding a control character, or with
other `{placeholders}` than the French; a build refuses it, and a terminal that holds it all the same shows French.
Compiled `.mo` files travel in the release, so that words and guide always belong together; `translations/*.po` are what
translators edit. In code, `t("…")` translates now, `t.plural("…", "…", n)` counts, and `N_("…")` only marks.
"""

from __future__ import annotations

import gettext
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

MAGIC = (b"\xde\x12\x04\x95", b"\x95\x04\x12\xde")
"""How a compiled catalogue begins, in either order of bytes (GNU gettext manual, "The Format of GNU MO Files")."""


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

    def load(self) -> Catalogue:
        """Have every language read. Raises CatalogueError when one cannot be."""
        for code in self.words:
            self[code]
        return self


def french_only() -> Catalogue:
    """The catalogue that needs no file: French, the source."""
    return Catalogue({SOURCE_LANGUAGE: Words(LANGUAGES[SOURCE_LANGUAGE])})


def load_catalogue(folder: Path, codes: tuple[str, ...]) -> Catalogue:
    """The catalogue of `folder`, which holds one compiled `<code>.mo` per language but French. A language is read when
    it is first asked for; `Catalogue.load` reads them all.

    Raises CatalogueError when a language is unknown, or its file is missing or begins as no such file does.
    """
    for code in codes:
        if code not in LANGUAGES:
            raise CatalogueError(f"{code!r} is not a language of the kiosk. Known: {', '.join(LANGUAGES)}.")
        if code == SOURCE_LANGUAGE:
            continue
        path = folder / f"{code}.mo"
        try:
            with path.open("rb") as stream:
                if stream.read(4) not in MAGIC:
                    raise ValueError("it is no compiled catalogue")
        except (OSError, ValueError) as error:
            raise _unreadable(path, code, error) from error
    return Catalogue(_Files(folder, codes))


class _Files(Mapping[str, Words]):
    """The words of each language, from its file, kept once read. Raises CatalogueError for a file that is damaged."""

    def __init__(self, folder: Path, codes: tuple[str, ...]) -> None:
        self._folder = folder
        self._codes = dict.fromkeys(codes)
        self._read = dict(french_only().words)

    def __getitem__(self, code: str) -> Words:
        if code not in self._codes:
            raise KeyError(code)
        if code not in self._read:
            self._read[code] = self._words(code)
        return self._read[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._codes)

    def __len__(self) -> int:
        return len(self._codes)

    def _words(self, code: str) -> Words:
        path = self._folder / f"{code}.mo"
        try:
            with path.open("rb") as stream:
                return Words(LANGUAGES[code], gettext.GNUTranslations(stream))
        except (OSError, ValueError, LookupError, struct.error) as error:
            raise _unreadable(path, code, error) from error


def _unreadable(path: Path, code: str, error: Exception) -> CatalogueError:
    return CatalogueError(f"{path}: the words of {code} cannot be read ({error}). Build the release again.")
