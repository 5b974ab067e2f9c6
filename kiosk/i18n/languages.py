"""The languages of the product: how each calls itself, which way it runs, which voice reads it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    """`endonym` is the language's name in itself; `voice` is an espeak-ng voice name; `locale` is Babel's."""

    code: str
    endonym: str
    locale: str
    voice: str
    rtl: bool = False
    comma: str = ", "


LANGUAGES = {
    language.code: language
    for language in (
        Language("fr", "Français", "fr_FR", "fr-fr"),
        Language("en", "English", "en_GB", "en-gb"),
        Language("ar", "العربية", "ar_EG", "ar", rtl=True, comma="، "),
        Language("uk", "Українська", "uk_UA", "uk"),
    )
}

SOURCE_LANGUAGE = "fr"
