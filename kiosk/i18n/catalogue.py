"""The catalogue: every string a visitor sees, in every language, from one gettext domain.

French is the source: a message is looked up by its French text, and a message without a translation stays
French. Compiled `.mo` files travel in the release, so that words and guide always belong together;
`translations/*.po` are what translators edit. In code, `t("…")` translates now and `N_("…")` only marks.
"""

from __future__ import annotations

import gettext
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kiosk.errors import CatalogueError
from kiosk.i18n.languages import LANGUAGES, SOURCE_LANGUAGE, Language


def N_(message: str) -> str:  # noqa: N802 (gettext's own name)
    """Mark a French source string for extraction; it is translated later."""
    return message


@dataclass(frozen=True)
class Words:
    """One language's words: callable, `t("Retour")`, with `{placeholders}` filled from keywords."""

    language: Language
    translations: gettext.NullTranslations = field(default_factory=gettext.NullTranslations)

    def __call__(self, message: str, **values: object) -> str:
        text = self.translations.gettext(message) if message else ""
        return text.format(**values) if values else text


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


def french_only() -> Catalogue:
    """The catalogue that needs no file: French, the source."""
    return Catalogue({SOURCE_LANGUAGE: Words(LANGUAGES[SOURCE_LANGUAGE])})


def load_catalogue(folder: Path, codes: tuple[str, ...]) -> Catalogue:
    """The catalogue of `folder`, which holds one compiled `<code>.mo` per language but French.

    Raises CatalogueError when a language is unknown, or its file is missing or damaged.
    """
    words = dict(french_only().words)
    for code in codes:
        if code == SOURCE_LANGUAGE:
            continue
        if code not in LANGUAGES:
            raise CatalogueError(f"{code!r} is not a language of the kiosk. Known: {', '.join(LANGUAGES)}.")
        path = folder / f"{code}.mo"
        try:
            with path.open("rb") as stream:
                words[code] = Words(LANGUAGES[code], gettext.GNUTranslations(stream))
        except (OSError, ValueError, LookupError, struct.error) as error:
            raise CatalogueError(
                f"{path}: the words of {code} cannot be read ({error}). Build the release again."
            ) from error
    return Catalogue({code: words[code] for code in codes})
