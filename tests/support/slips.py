"""Slips of the demonstration, and of places made for a test."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from pathlib import Path as File
from zoneinfo import ZoneInfo

from kiosk.app import own_icons
from kiosk.cli.asking import ask
from kiosk.directory.models import Place, Result
from kiosk.directory.opening import PARIS, opening_at
from kiosk.guide.content import Content
from kiosk.guide.tree import Path
from kiosk.i18n.catalogue import Words
from kiosk.paper.codes import Code, codes_for
from kiosk.paper.slip import Slip
from kiosk.ui.viewmodels.moment import Moment
from kiosk.ui.viewmodels.slip import SlipSource, derive_slip
from tests.support.kiosks import WEEK, demonstration_content

FRIDAY_10 = dt.datetime(2026, 11, 20, 10, 0, tzinfo=PARIS)
PATH = "papiers/identite/permis"


@dataclass
class Slips:
    """Makes slips of one release. `built` is when it was made, None for the week before."""

    content: Content

    @property
    def languages(self) -> tuple[str, ...]:
        return self.content.release.catalogue.codes

    def words(self, language: str) -> Words:
        return self.content.release.catalogue[language]

    def path(self, path_id: str = PATH) -> Path:
        path = self.content.guide.path(path_id)
        assert path is not None
        return path

    def results(self, path_id: str = PATH, language: str = "fr") -> tuple[Result, ...]:
        return ask(self.content, self.path(path_id), language, FRIDAY_10, 40).results

    def source(self, at: dt.datetime = FRIDAY_10, built: dt.datetime | None = None) -> SlipSource:
        release, settings = self.content.release, self.content.settings
        moment = Moment(at, settings, built or at - WEEK)
        return SlipSource(moment, self.content.guide, release.vocabulary, release.pictograms, own_icons(), True)

    def code(self, place: Place, language: str = "fr") -> Code | None:
        return next(iter(codes_for(place, booking_hosts=self.content.settings.booking_hosts, language=language)), None)

    def slip(
        self, result: Result, language: str = "fr", path_id: str = PATH, *, answers: bool = True, coded: bool = True
    ) -> Slip:
        code = self.code(result.place, language) if coded else None
        path, t, french = self.path(path_id), self.words(language), self.words("fr")
        return derive_slip(self.source(), result, path, t, french, code=code, answers=answers)

    def changed(self, result: Result, at: dt.datetime = FRIDAY_10, **facts: object) -> Result:
        """The same result with other facts of its place."""
        place = replace(result.place, **facts)  # type: ignore[arg-type]
        return replace(result, place=place, opening=opening_at(place, at, ZoneInfo("Europe/Paris")))


def demonstration_slips(release: File) -> Slips:
    return Slips(demonstration_content(release))


def long_hours(length: int = 682) -> str:
    """Hours as a source wrote them, that long: the longest that any published file holds."""
    week = "Lundi 9h-12h sur rendez-vous ; mardi et jeudi 14h-17h30 (permanence, fermé pendant les vacances) ; "
    return (week * (length // len(week) + 1))[:length].strip().ljust(length, ".")


def every_text(slip: Slip) -> list[str]:
    """All that stands on a slip."""
    parts = ((block.text, block.label, block.french, block.french_label) for block in slip.blocks)
    return [text for block in parts for text in block if text]
