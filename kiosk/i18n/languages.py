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
    the first of its ten digits; `dot` is how the point of a web address is said, `to` what is said between two
    hours."""

    code: str
    endonym: str
    locale: str
    voice: str
    rtl: bool = False
    zero: str = "0"
    dot: str = "."
    to: str = "-"


LANGUAGES = {
    language.code: language
    for language in (
        Language("fr", "Français", "fr_FR", "fr-fr", dot="point", to="à"),
        Language("en", "English", "en_GB", "en-gb", dot="dot", to="to"),
        Language("ar", "العربية", "ar", "ar", rtl=True, dot="نقطة", to="إلى"),
        Language("uk", "Українська", "uk_UA", "uk", dot="крапка", to="до"),
        Language("ru", "Русский", "ru_RU", "ru", dot="точка", to="до"),
        Language("ro", "Română", "ro_RO", "ro", dot="punct", to="până la"),
        Language("es", "Español", "es_ES", "es", dot="punto", to="a"),
        Language("pt", "Português", "pt_PT", "pt", dot="ponto", to="às"),
        Language("it", "Italiano", "it_IT", "it", dot="punto", to="alle"),
        Language("pl", "Polski", "pl_PL", "pl", dot="kropka", to="do"),
        Language("tr", "Türkçe", "tr_TR", "tr", dot="nokta"),
        Language("fa", "فارسی", "fa_IR", "fa", rtl=True, zero="۰", dot="نقطه", to="تا"),
    )
}

SOURCE_LANGUAGE = "fr"
