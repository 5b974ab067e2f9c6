"""From source files to a release on disk: everything a release holds is read and checked, then written at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any

from kiosk.directory.booking import booking_host
from kiosk.directory.models import Place
from kiosk.directory.write import write_directory
from kiosk.errors import BuildError
from kiosk.guide.load import guide_to_json, load_guide
from kiosk.guide.tree import Guide
from kiosk.publish.build import Assembled, Step, assemble, no_step
from kiosk.publish.check.lexicon import load_lexicon
from kiosk.publish.corrections import Correction, apply_corrections, easy_french, read_corrections
from kiosk.publish.phones import phone_places
from kiosk.publish.pictures import lucide, pictogram_names
from kiosk.publish.source import SourceRead, read_source
from kiosk.publish.translations import compile_translations
from kiosk.publish.vocabulary import Vocabulary, load_vocabulary
from kiosk.release import write_release
from kiosk.settings import Settings

SHOWN = {
    "themes": ("theme", "quotidien"),
    "services": ("service",),
    "publics": ("public",),
    "charges": ("frais",),
    "contacts": ("contact",),
    "access": ("accompagnement",),
    "labels": ("label",),
    "kinds": ("lieu",),
}
"""Which words of the vocabulary a screen shows, and the sorts they have in its tables."""


@dataclass(frozen=True, slots=True)
class Companions:
    """What a release holds beside the directory: the guide, its pictograms (name → SVG), the French words of
    the codes a visitor sees, compiled translations."""

    guide: Guide
    guide_data: Mapping[str, Any]
    pictograms: Mapping[str, str]
    vocabulary: Mapping[str, Mapping[str, str]]
    translations: Mapping[str, bytes]


def load_companions(house: Path, languages: tuple[str, ...]) -> Companions:
    """Read the guide, pictograms and translations of `house`. Raises GuideError or CatalogueError."""
    vocabulary = load_vocabulary(house / "content" / "vocabulary")
    shown = shown_words(vocabulary)
    guide = load_guide(house / "content" / "guide", shown)
    return Companions(
        guide,
        guide_to_json(guide),
        lucide(pictogram_names(guide)),
        shown,
        compile_translations(house / "translations", languages),
    )


def shown_words(vocabulary: Vocabulary) -> dict[str, dict[str, str]]:
    """What a visitor reads for each code, by the keys of SHOWN: also the codes that a path of the guide may use."""
    return {
        key: {code: vocabulary.shown(sort, code) for sort in sorts for code in vocabulary.codes(sort)}
        for key, sorts in SHOWN.items()
    }


def gather(
    sources: Sequence[Path],
    settings: Settings,
    house: Path,
    step: Step = no_step,
    *,
    names: Mapping[Path, str] = MappingProxyType({}),
    corrections: Path | None = None,
) -> Assembled:
    """Read the sources with the vocabulary of `house` and make each place once; then apply the agent's corrections.
    `names`: what errors and reports call a source, where that is not its path. Raises SourceError."""

    def books(url: str) -> bool:
        return bool(booking_host(url, settings.booking_hosts))

    def read(path: Path, vocabulary: Vocabulary) -> SourceRead:
        return read_source(path, vocabulary, name=names.get(path, ""))

    wanted = None if corrections is None else _read_corrections(corrections, house)
    assembled = assemble(sources, load_vocabulary(house / "content" / "vocabulary"), books, read=read, step=step)
    return assembled if wanted is None else corrected(assembled, wanted)


def corrected(assembled: Assembled, corrections: Sequence[Correction]) -> Assembled:
    """The same with the corrections applied; the report counts the places and services that are left."""
    places, outcomes = apply_corrections(assembled.places, corrections)
    services = sum(len(place.services) for place in places)
    report = replace(assembled.report, places=len(places), services=services, corrections=outcomes)
    return Assembled(places, report)


def _read_corrections(path: Path, house: Path) -> tuple[Correction, ...]:
    lexicon = load_lexicon(house / "content" / "falc")
    return read_corrections(path, dt.date.today(), easy_french(lexicon))


def publish(assembled: Assembled, companions: Companions, settings: Settings, out: Path, built: dt.datetime) -> None:
    """Write the release. Raises BuildError, with `out` untouched, when there is no place at all."""
    if not assembled.places:
        raise BuildError(
            f"none of the {assembled.report.read} rows gives a usable place, so {out} was not written. "
            "Read the reasons with --report, and give other sources."
        )
    places: list[Place] = [*assembled.places, *phone_places(companions.guide.phones.values())]
    write_release(
        out,
        write_directory=partial(write_directory, places=places),
        guide_data=companions.guide_data,
        pictograms=companions.pictograms,
        vocabulary=companions.vocabulary,
        translations=companions.translations,
        site=settings.origin.text,
        languages=settings.languages,
        territory=settings.territory.name,
        demonstration=settings.demonstration,
        places=assembled.report.places,
        services=assembled.report.services,
        built=built,
    )
