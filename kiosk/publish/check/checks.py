"""Every check, in the order of the report. To add one: a function from the subject to findings, and its name below."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kiosk.publish.check.answers import booking_links, dead_ends
from kiosk.publish.check.coverage import Coverage, coverage, mednum_publics, uncovered
from kiosk.publish.check.falc import falc_findings
from kiosk.publish.check.fiches import fiche_faults, unused
from kiosk.publish.check.finding import ERROR, WARNING, Finding
from kiosk.publish.check.french import in_french
from kiosk.publish.check.languages import Progress, language_findings
from kiosk.publish.check.numbers import danger_without_number, phone_faults, unknown_numbers, written_numbers
from kiosk.publish.check.pictograms import licences, one_picture_one_thing
from kiosk.publish.check.subject import Subject
from kiosk.publish.check.tiles import look_alikes, tree_limits
from kiosk.publish.extraction import collect
from kiosk.publish.publication import shown_words

Check = Callable[[Subject], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class Checked:
    """The outcome: findings in the order of files and lines, and the two tables of the report."""

    findings: tuple[Finding, ...]
    coverage: Coverage = field(default_factory=dict)
    languages: Mapping[str, Progress] = field(default_factory=dict)

    @property
    def errors(self) -> int:
        return sum(finding.level == ERROR for finding in self.findings)

    @property
    def warnings(self) -> int:
        return sum(finding.level == WARNING for finding in self.findings)


def falc(subject: Subject) -> Iterable[Finding]:
    return falc_findings(subject.texts, subject.lexicon) if subject.lexicon else ()


def tiles(subject: Subject) -> Iterator[Finding]:
    if subject.source:
        guide, places = subject.source.guide, subject.source.places
        yield from tree_limits(guide, places)
        yield from look_alikes(guide, places)


def pictograms(subject: Subject) -> Iterator[Finding]:
    yield from licences(subject.house)
    if subject.source and subject.lexicon:
        yield from one_picture_one_thing(subject.source.guide, subject.lexicon.pictures, subject.source.places)


def phones(subject: Subject) -> Iterator[Finding]:
    if subject.source:
        guide, places = subject.source.guide, subject.source.places
        yield from phone_faults(guide, places)
        yield from written_numbers(guide, places)
        yield from unknown_numbers(guide, places.all())
        if subject.lexicon:
            yield from danger_without_number(guide, subject.lexicon.dangers, places)


def answers(subject: Subject) -> Iterator[Finding]:
    if subject.content and subject.source:
        yield from dead_ends(subject.content, subject.at, subject.source.places)
        yield from booking_links(subject.content, subject.house)


def fiches(subject: Subject) -> Iterator[Finding]:
    if subject.source:
        yield from fiche_faults(subject.source.guide, subject.source.places, subject.at.date())
        yield from unused(subject.source.guide, subject.source.places)


CHECKS: tuple[Check, ...] = (falc, tiles, pictograms, phones, fiches, answers)
"""The checks that need no screen; what measures a screen is added by the command."""


def check(subject: Subject, faults: Iterable[Finding], checks: Sequence[Check] = CHECKS) -> Checked:
    """Run every check; `faults` are what reading the subject already found."""
    found = [*faults, *(finding for one in checks for finding in one(subject))]
    covered: Coverage = {}
    languages: Mapping[str, Progress] = {}
    if subject.source and subject.vocabulary:
        guide = subject.source.guide
        covered = coverage(guide, subject.vocabulary, mednum_publics(subject.house / "content" / "vocabulary"))
        found += uncovered(covered)
        messages = collect(guide, shown_words(subject.vocabulary), subject.package)
        languages, told = language_findings(subject.house, messages)
        found += (replace(finding, advice=in_french(finding.advice)) for finding in told)
    once = dict.fromkeys(sorted(found, key=lambda finding: (finding.file, finding.line or 0)))
    return Checked(tuple(once), covered, languages)
