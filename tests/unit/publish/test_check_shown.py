"""What is handed to the collaborators that know typefaces and screens."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from kiosk.guide.content import open_content
from kiosk.guide.tree import Guide
from kiosk.publish.check.fonts import FAMILIES
from kiosk.publish.check.shown import Shown
from kiosk.publish.check.subject import Subject, load_subject

AT = dt.datetime(2026, 11, 20, 9, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def subject(repository: Path, demonstration: Path) -> Subject:
    """This house, as it is."""
    found, _ = load_subject(repository, repository / "kiosk", AT, lambda: open_content(None, demonstration))
    return found


def test_every_language_is_asked_of_the_typefaces(subject: Subject) -> None:
    """A typeface without Arabic letters loses Arabic, with the line of the translators' file."""
    latin = frozenset(range(0x20, 0x250)) | frozenset(range(0x2010, 0x2040)) | frozenset(range(0x370, 0x530))
    shown = Shown(fonts=lambda: dict.fromkeys(FAMILIES, latin))
    found = list(shown.typefaces(subject))
    assert {finding.file for finding in found} >= {"translations/ar.po"}
    assert not any(finding.file.startswith("content/guide") for finding in found)


def test_the_guide_and_the_site_are_measured(subject: Subject) -> None:
    """The folder holds what the screens need, and a label that does not fit is told where it stands."""
    assert subject.source is not None
    guide: Guide = subject.source.guide
    label = guide.needs[0].label
    seen: dict[str, Any] = {}

    def measure(folder: Path) -> list[Mapping[str, Any]]:
        seen["guide"] = json.loads((folder / "guide.json").read_text(encoding="utf-8"))
        seen["site"] = (folder / "site.toml").read_text(encoding="utf-8")
        return [{"language": "fr", "screen": "", "label": label, "size": [1080, 1920], "fits": False, "over": 9}]

    (finding,) = Shown(measure=measure).lengths(subject)
    assert len(seen["guide"]["need"]) == len(guide.needs)
    assert "[site]" in seen["site"]
    assert (finding.words, finding.level) == (label, "error")
    assert finding.file.startswith("content/guide/") and finding.line
