"""What needs the screens or their typefaces: every language, as it is really shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from kiosk.errors import KioskError
from kiosk.i18n.languages import LANGUAGES, SOURCE_LANGUAGE
from kiosk.publish.check.finding import Finding, Text
from kiosk.publish.check.fit import Measure, check_fit, measure
from kiosk.publish.check.fonts import Fonts, check_fonts, installed_fonts
from kiosk.publish.check.subject import Subject
from kiosk.publish.check.translated import calendar_texts, po_texts
from kiosk.publish.translations import compile_translations


@dataclass(frozen=True, slots=True)
class Shown:
    """Collaborators: what asks for the installed typefaces, and what measures the screens."""

    fonts: Callable[[], Fonts | None] = installed_fonts
    measure: Measure = measure

    def typefaces(self, subject: Subject) -> Iterator[Finding]:
        yield from check_fonts(_texts(subject, calendar=True), self.fonts())

    def lengths(self, subject: Subject) -> Iterator[Finding]:
        """Of the languages whose translations can be carried; the others have findings of their own."""
        if subject.source and subject.content:
            settings = subject.content.settings
            compiled = _compiled(subject)
            yield from check_fit(subject.source.guide, compiled, settings, _texts(subject), self.measure)


def _texts(subject: Subject, calendar: bool = False) -> Mapping[str, list[Text]]:
    """Language code → what it shows; with `calendar`, also its days, months and digits."""
    texts = {SOURCE_LANGUAGE: list(subject.texts)}
    for code in LANGUAGES:
        path = subject.house / "translations" / f"{code}.po"
        if code != SOURCE_LANGUAGE and path.is_file():
            try:
                texts[code] = list(po_texts(path.read_bytes(), code))
            except KioskError:
                continue
    if calendar:
        for code, shown in texts.items():
            shown.extend(calendar_texts(LANGUAGES[code]))
    return texts


def _compiled(subject: Subject) -> Mapping[str, bytes]:
    compiled: dict[str, bytes] = {}
    for code in LANGUAGES:
        try:
            compiled |= compile_translations(subject.house / "translations", [code])
        except KioskError:
            continue
    return compiled
