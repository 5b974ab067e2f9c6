"""The clips of a release: found by their text, checked when they are read, worth nothing when they are damaged."""

from __future__ import annotations

import hashlib
import logging
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.errors import ReleaseError
from kiosk.release import open_release
from kiosk.release.clips import entry_of, index_lines
from kiosk.speech.library import ClipLibrary
from tests.support.clips import add_sound, entry_for, ogg, tone
from tests.support.releases import publish_again, write

TEXT = "Parler à quelqu'un"
SOUND = ogg(tone(0.5))
MARKS = [[0, 0, 6], [150, 7, 8], [200, 9, 18]]


@pytest.fixture
def release(tmp_path: Path) -> Path:
    return write(tmp_path / "release")


def library_with(
    release: Path, marks: list[object] | None = None, sound: bytes = SOUND, **other: object
) -> ClipLibrary:
    add_sound(release, "fr", entry_for(TEXT, SOUND, MARKS if marks is None else marks, **other), sound)
    return ClipLibrary(open_release(release).path)


def test_a_clip_is_found_by_its_text_and_has_its_marks(release: Path) -> None:
    """Half a second of sound, at its own rate, with the marks of the index; nothing for another text or language."""
    library = library_with(release)
    clip = library.clip(TEXT, "fr")
    assert clip is not None and clip.rate_hz == 22050 and clip.seconds == pytest.approx(0.5, abs=0.001)
    assert [list(mark) for mark in clip.marks] == MARKS
    assert library.clip("Retour", "fr") is None and library.clip(TEXT, "en") is None
    assert library.languages() == ("fr",) and library.summary("fr", look_inside=True) == (1, 0, 0)
    assert library.summary("en") == (0, 0, 0)


def test_signs_of_direction_and_white_space_make_no_other_text(release: Path) -> None:
    """A name kept together in a line of Arabic has the same clip, and its marks count in the text that was asked."""
    clip = library_with(release).clip("\u2068Parler  à\u00a0quelqu'un\u2069", "fr")
    assert clip is not None
    assert [tuple(mark) for mark in clip.marks] == [(0, 0, 7), (150, 9, 10), (200, 11, 21)]


def test_nothing_is_read_before_it_is_asked(tmp_path: Path) -> None:
    """A library of a folder that is not there costs nothing, and has nothing."""
    library = ClipLibrary(tmp_path / "absent")
    assert library.clip(TEXT, "fr") is None and library.languages() == ()


@pytest.mark.parametrize("damage", ["bit", "short", "long", "empty", "absent", "folder"])
def test_a_damaged_file_is_no_clip_and_is_told_once(
    release: Path, damage: str, caplog: pytest.LogCaptureFixture
) -> None:
    """None, one warning however often it is asked, which names the clip's number and never what it says."""
    library = library_with(release)
    path = next((release / "clips" / "fr").glob("*.ogg"))
    data = path.read_bytes()
    path.unlink()
    bad = {
        "bit": data[:900] + bytes([data[900] ^ 1]) + data[901:],
        "short": data[:-9],
        "long": data + b"x",
        "empty": b"",
    }
    if damage == "folder":
        path.mkdir()
    elif damage != "absent":
        path.write_bytes(bad[damage])
    with caplog.at_level(logging.WARNING):
        assert [library.clip(TEXT, "fr") for _ in range(3)] == [None] * 3
    assert len(caplog.records) == 1 and path.stem[-6:] in caplog.text
    assert "Parler" not in caplog.text and "quelqu" not in caplog.text and "clip-" not in caplog.text
    assert library.summary("fr").damaged == 0 and library.summary("fr", look_inside=True) == (1, 0, 1)


@pytest.mark.parametrize("sound", [b"not a sound", b"OggS" + bytes(400), SOUND[:2000], b""])
def test_what_was_published_but_is_no_sound_is_no_clip(release: Path, sound: bytes) -> None:
    """Also when its hash is right."""
    entry = entry_for(TEXT, sound)
    add_sound(release, "fr", entry, sound)
    assert ClipLibrary(release).clip(TEXT, "fr") is None


@pytest.mark.parametrize(
    "marks",
    [
        [[0, 0, 99]],
        [[0, 5, 5]],
        [[0, -1, 3]],
        [[200, 0, 6], [100, 7, 8]],
        [[0, 7, 8], [100, 0, 6]],
        [[900, 0, 6]],
        [[0, 0]],
        [[0.5, 0, 6]],
        [[True, 0, 6]],
        ["0"],
        [None],
    ],
)
def test_marks_that_do_not_fit_leave_the_sound(
    release: Path, marks: list[object], caplog: pytest.LogCaptureFixture
) -> None:
    """Outside the text, going back, past the end of the sound, or no marks at all: the clip has none, told once."""
    library = library_with(release, marks)
    with caplog.at_level(logging.WARNING):
        clips = [library.clip(TEXT, "fr") for _ in range(2)]
    assert all(clip is not None and clip.marks == () and clip.pcm for clip in clips)
    assert len(caplog.records) == 1 and "Parler" not in caplog.text


def test_an_index_that_was_changed_is_refused_with_its_release(release: Path) -> None:
    """Its hash stands in release.json."""
    library_with(release)
    (release / "clips" / "fr.jsonl").write_bytes(b"{}\n")
    with pytest.raises(ReleaseError, match=r"fr\.jsonl"):
        open_release(release)
    assert ClipLibrary(release).clip(TEXT, "fr") is None


@pytest.mark.parametrize(
    "data", [b"nonsense\n", b"\xff\xfe\n", b"[]\n", b"3\n", b'{"text": 3}\n', b"[" * 9999, b"null"]
)
def test_an_index_that_makes_no_sense_gives_no_clips(
    release: Path, data: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    """The release opens, the language has no clips, the log says why, once."""
    library_with(release)
    publish_again(release, "clips/fr.jsonl", data)
    library = ClipLibrary(open_release(release).path)
    with caplog.at_level(logging.WARNING):
        assert library.clip(TEXT, "fr") is None and library.clip(TEXT, "fr") is None
    assert len(caplog.records) == 1 and "line 1" in caplog.text


@pytest.mark.parametrize(
    "change",
    [
        {"file": "../../x.ogg"},
        {"file": "/etc/passwd"},
        {"bytes": "9"},
        {"bytes": 1 << 40},
        {"sha256": "x"},
        {"ms": None},
    ],
)
def test_a_line_of_wrong_types_is_no_clip(release: Path, change: dict[str, object]) -> None:
    """Nor one that points out of its folder."""
    library_with(release)
    path = release / "clips" / "fr.jsonl"
    text, line = next(index_lines(path.read_bytes(), "fr"))
    import json

    publish_again(release, "clips/fr.jsonl", json.dumps(json.loads(line) | change).encode())
    library = ClipLibrary(release)
    assert library.clip(text, "fr") is None and library.summary("fr") == (1, 0, 1)


def test_an_index_that_release_json_does_not_list_is_not_read(release: Path) -> None:
    """What somebody put there was never verified."""
    (release / "clips").mkdir()
    (release / "clips" / "fr.jsonl").write_text('{"text": "x"}\n')
    assert ClipLibrary(release).languages() == ()


def test_many_threads_read_the_same_clip(release: Path) -> None:
    """The index is read once, and each gets the same sound."""
    library = library_with(release)
    with ThreadPoolExecutor(8) as pool:
        clips = set(pool.map(lambda _: library.clip(TEXT, "fr"), range(64)))
    assert len(clips) == 1 and None not in clips


@settings(max_examples=40, deadline=None)
@given(at=st.integers(0, len(SOUND) - 1), change=st.integers(1, 255), cut=st.integers(0, len(SOUND)))
def test_no_damage_reaches_the_decoder(at: int, change: int, cut: int) -> None:
    """Whatever one byte becomes, and wherever a file ends: it is no clip before anything tries to decode it."""
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        library = library_with(write(Path(folder) / "release"))
        patch.setattr("kiosk.speech.library.decode", lambda data: pytest.fail("it was decoded"))
        path = next((Path(folder) / "release" / "clips" / "fr").glob("*.ogg"))
        for damaged in (SOUND[:at] + bytes([SOUND[at] ^ change]) + SOUND[at + 1 :], SOUND[:cut] + b"\0" * 9):
            path.unlink()
            path.write_bytes(damaged)
            assert library.clip(TEXT, "fr") is None


@given(st.binary(max_size=200))
def test_no_line_ends_the_reader(line: bytes) -> None:
    """A line is a clip or a ReleaseError."""
    try:
        entry = entry_of(line, "here")
    except ReleaseError:
        return
    assert hashlib.new("sha256").digest_size * 2 == len(entry.sha256)
