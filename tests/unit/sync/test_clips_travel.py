"""Clips travel as files of their own: a new one is fetched, those that are here are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.errors import ContentError
from tests.support.clips import add_sound, entry_for, ogg, tone
from tests.support.signed_town import MemoryRepository, SignedTown, publish_release
from tests.support.syncing import Terminal

pytestmark = pytest.mark.usefixtures("unasked")


def test_a_new_clip_is_fetched_alone(terminal: Terminal, town: SignedTown, releases: list[Path]) -> None:
    """With the index of its language; each lies in the release under its name, and its hash is right."""
    one, two = ogg(tone(0.2)), ogg(tone(0.3))
    add_sound(releases[0], "fr", entry_for("Retour", one), one)
    publish_release(town, releases[0])
    terminal.sync()
    add_sound(releases[0], "en", entry_for("Back", two), two)
    published = publish_release(town, releases[0])
    terminal.repository = MemoryRepository(town.files)
    outcome = terminal.sync()
    assert terminal.version == 3
    assert outcome.bytes == len(two) + published.files["clips/en.jsonl"].size
    assert len(list((terminal.state / "current" / "clips").rglob("*.ogg"))) == 2


def test_an_index_that_makes_no_sense_is_refused(terminal: Terminal, town: SignedTown, releases: list[Path]) -> None:
    """Before anything of it is fetched."""
    from tests.support.releases import publish_again

    terminal.sync()
    sound = ogg(tone(0.2))
    add_sound(releases[1], "fr", entry_for("Retour", sound), sound)
    published = publish_release(town, releases[1])
    assert published.version == 2
    line = (releases[1] / "clips" / "fr.jsonl").read_bytes()
    publish_again(releases[1], "clips/fr.jsonl", line.replace(b'"file":"', b'"file":"../../'))
    from dataclasses import replace

    from kiosk.release.published import to_document
    from tests.support.signed_town import MemoryStore

    bad = MemoryStore(town.files).add((releases[1] / "clips" / "fr.jsonl").read_bytes())
    town.publish(to_document(replace(published, version=3, files={**published.files, "clips/fr.jsonl": bad})))
    with pytest.raises(ContentError):
        terminal.sync()
    assert terminal.version == 1
