"""Fiches that lack something, are old, or that nobody can reach."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable

import pytest

from kiosk.directory.models import Query
from kiosk.guide.tree import Fiche, Guide, Need, PhoneService, Situation, Way
from kiosk.publish.check.fiches import fiche_faults, unused
from kiosk.publish.check.finding import ERROR, WARNING, Finding
from kiosk.publish.check.lines import Trail

TODAY = dt.date(2026, 11, 20)
WHOLE = Fiche("f", "Dormir", ("Venez.", "Parlez."), ("Un papier",), ("Une personne aide.",), "Gratuit.", "", TODAY)


class Nowhere:
    """Knows no line."""

    def where(self, trail: Trail, key: str, text: str = "") -> tuple[str, int | None]:
        return "/".join((*trail, key)), None


def guide(*fiches: Fiche, phones: Iterable[PhoneService] = ()) -> Guide:
    """One path, to the fiche "f" and the phone "p"."""
    way = Way("w", "Lire", "book", Query(themes=("a",)), "f", phones=("p",))
    need = Need("n", "Un logement", "house", (Situation("s", "Dormir", "bed", (way,)),))
    known = {phone.id: phone for phone in (PhoneService("p", "Nom", "15", ""), *phones)}
    return Guide((need,), {fiche.id: fiche for fiche in fiches}, known, ("Quoi ?", "Où ?", "Comment ?"))


def told(findings: Iterable[Finding]) -> list[tuple[str, str]]:
    """Level and key."""
    return [(finding.level, finding.key.rpartition(", ")[2]) for finding in findings]


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, []),
        ({"what": ("Venez.",)}, [(ERROR, "what")]),
        ({"what": tuple("abcd")}, []),
        ({"what": tuple("abcde")}, [(ERROR, "what")]),
        ({"bring": tuple("abcdef")}, []),
        ({"bring": tuple("abcdefg")}, [(ERROR, "bring")]),
        ({"there": ()}, [(ERROR, "there")]),
        ({"cost": ""}, [(ERROR, "cost")]),
        ({"written": None}, [(ERROR, "written")]),
        ({"written": dt.date(2026, 11, 21)}, []),
        ({"written": dt.date(2026, 11, 22)}, [(ERROR, "written")]),
        ({"written": dt.date(2024, 11, 20)}, []),
        ({"written": dt.date(2024, 11, 19)}, [(WARNING, "written")]),
    ],
)
def test_a_fiche_is_whole_and_dated(changed: dict[str, object], expected: list[tuple[str, str]]) -> None:
    """Each part on its own; tomorrow is already today overseas, and two years to the day are not yet old."""
    fiche = dataclasses.replace(WHOLE, **changed)  # type: ignore[arg-type]
    assert told(fiche_faults(guide(fiche), Nowhere(), TODAY)) == expected


def test_the_last_day_of_february_has_an_anniversary() -> None:
    """No day makes the clock fail."""
    leap = dataclasses.replace(WHOLE, written=dt.date(2024, 2, 29))
    assert told(fiche_faults(guide(leap), Nowhere(), dt.date(2026, 2, 28))) == []
    assert told(fiche_faults(guide(leap), Nowhere(), dt.date(2026, 3, 1))) == [(WARNING, "written")]


def test_what_nobody_can_reach_is_told() -> None:
    """A fiche of no tile; a number of no tile, unless a search finds it by its themes."""
    lost, found = PhoneService("q", "Perdu", "3919", ""), PhoneService("r", "Trouvé", "3114", "", themes=("a",))
    findings = list(unused(guide(WHOLE, dataclasses.replace(WHOLE, id="g"), phones=[lost, found]), Nowhere()))
    assert [(finding.level, finding.rule, finding.words) for finding in findings] == [
        (WARNING, "fiche-inutile", "g"),
        (WARNING, "numero-inutile", "Perdu"),
    ]
