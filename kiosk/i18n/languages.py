"""The languages of the product: how each calls itself, which way it runs, which voice reads it, how it writes numbers.

One line here and one `translations/<code>.po` make a language. Their order is the order of the buttons when a site
file lists them all. No language has a flag: a flag is a country.

Digits: Persian writes its own (۱۲), everywhere a number is ours to write: hours, dates, distances, counts. Arabic
keeps the Latin ones everywhere, for most readers of Arabic in France come from countries that write them, read
them on every sign here, and a screen that mixed both would be worse than either; hence CLDR's "ar", whose numbering
system is Latin, and not "ar_EG". Phone numbers, postcodes and addresses keep the digits that are dialled and posted.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    """`endonym` is the language's name in itself; `voice` is an espeak-ng voice name; `locale` is Babel's; `zero` is
    the first of its ten digits."""

    code: str
    endonym: str
    locale: str
    voice: str
    rtl: bool = False
    zero: str = "0"


LANGUAGES = {
    language.code: language
    for language in (
        Language("fr", "Français", "fr_FR", "fr-fr"),
        Language("en", "English", "en_GB", "en-gb"),
        Language("ar", "العربية", "ar", "ar", rtl=True),
        Language("uk", "Українська", "uk_UA", "uk"),
        Language("ru", "Русский", "ru_RU", "ru"),
        Language("ro", "Română", "ro_RO", "ro"),
        Language("es", "Español", "es_ES", "es"),
        Language("pt", "Português", "pt_PT", "pt"),
        Language("it", "Italiano", "it_IT", "it"),
        Language("pl", "Polski", "pl_PL", "pl"),
        Language("tr", "Türkçe", "tr_TR", "tr"),
        Language("fa", "فارسی", "fa_IR", "fa", rtl=True, zero="۰"),
    )
}

SOURCE_LANGUAGE = "fr"
