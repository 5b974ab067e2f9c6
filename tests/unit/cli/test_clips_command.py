"""`kiosk clips` says every text of a release beforehand, or says in one sentence why it did not."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from kiosk.cli import clips as command
from kiosk.cli import main
from kiosk.errors import BuildError, UsageError
from kiosk.guide.content import Content, open_content
from kiosk.publish.clips.collect import Text
from kiosk.publish.clips.keys import key_of
from kiosk.release import open_release
from kiosk.speech.library import ClipLibrary
from tests.support.clips import FakeVoices
from tests.support.releases import contents
from tests.support.small import small_release
from tests.unit.publish.test_clips_recordings import record

REPOSITORY = Path(__file__).parents[3]
espeak = pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is not on this machine")


@pytest.fixture
def release(demonstration: Path, tmp_path: Path) -> Path:
    return small_release(demonstration, tmp_path / "release")


@dataclass
class Opened:
    """What the command opens, with three texts in two languages in place of those of the release."""

    context: Content
    audio: Path

    def texts(self, _step: object) -> dict[str, tuple[Text, ...]]:
        french = [Text(key_of(text), text, text, "fr") for text in ("Retour", "Langues")]
        return {"fr": tuple(french), "ar": (Text(key_of("Retour"), "Retour", "رجوع", "ar"),)}


@pytest.fixture
def opened(release: Path, tmp_path: Path) -> Opened:
    return Opened(open_content(None, release), tmp_path / "audio")


def make(opened: Opened, voices: FakeVoices, store: Path) -> int:
    """What the command does with what it opened, and its exit code."""
    rendered, faults = command.make(opened, voices, store, lambda *_: None)  # type: ignore[arg-type]
    command.tell(rendered, faults, opened.context.release.path)
    return 1 if faults else 0


def test_clips_are_made_and_added(
    opened: Opened, release: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit 0, one closing line that counts them, a release that opens and has them; the second time none is new."""
    assert make(opened, FakeVoices(), tmp_path / "store") == 0
    told = capsys.readouterr()
    assert told.out.startswith("3 clips in fr, ar: 3 new, 0 recorded, 0.0 MB in ") and told.err == ""
    assert open_release(release) and ClipLibrary(release).summary("fr", look_inside=True) == (2, 0, 0)
    assert ClipLibrary(release).clip("رجوع", "ar")
    assert make(opened, FakeVoices(), tmp_path / "store") == 0
    assert "3 clips in fr, ar: 0 new" in capsys.readouterr().out


def test_what_is_wrong_is_told_and_the_rest_is_made(
    opened: Opened, release: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A text that failed, a language without a voice, a broken recording, one of no text, an unknown language: exit 1,
    each on standard error."""
    (opened.audio / "fr").mkdir(parents=True)
    (opened.audio / "fr" / f"{key_of('Langues')}.ogg").write_bytes(b"no sound")
    (opened.audio / "fr" / "rien-000000.wav").write_bytes(b"")
    (opened.audio / "xx").mkdir()
    record(opened.audio / "ar" / f"{key_of('Retour')}.wav")
    voices = FakeVoices(refused=("Retour",), mute=("ar",))
    assert make(opened, voices, tmp_path / "store") == 1
    told = capsys.readouterr()
    assert "2 clips in fr, ar: 2 new, 1 recorded" in told.out and "1 texts failed" in told.out
    for word in ("nobody reads ar", "hung", f"{key_of('Langues')}.ogg", "rien-000000", "'xx'"):
        assert word in told.err
    assert ClipLibrary(release).summary("ar") == (1, 1, 0)


def test_an_unwritable_store_leaves_the_release(opened: Opened, release: Path, tmp_path: Path) -> None:
    """BuildError before a word is said."""
    before, voices = contents(release), FakeVoices()
    (tmp_path / "store").write_text("")
    with pytest.raises(BuildError, match="store"):
        make(opened, voices, tmp_path / "store")
    assert contents(release) == before and voices.said == []


def test_an_interruption_leaves_the_release(opened: Opened, release: Path, tmp_path: Path) -> None:
    """And the next run goes on where it was."""
    before, second = contents(release), FakeVoices()
    with pytest.raises(KeyboardInterrupt):
        make(opened, FakeVoices(most=1), tmp_path / "store")
    assert contents(release) == before
    assert make(opened, second, tmp_path / "store") == 0
    assert len(second.said) == 2


@pytest.mark.parametrize("code", ["xx", "kab", "FR", ""])
def test_a_language_that_the_kiosk_does_not_know_is_refused(
    release: Path, code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit 2, with the file to change."""
    assert main(["clips", "--release", str(release), "--lang", code]) == UsageError.exit_code
    assert "languages.py" in capsys.readouterr().err


def test_a_language_that_the_site_does_not_show_is_refused(
    release: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit 2, with those it shows."""
    site = tmp_path / "site.toml"
    site.write_text('[site]\nname = "CCAS"\nlatitude = 50.7\nlongitude = 3.1\nlanguages = ["fr", "ar"]\n')
    assert main(["clips", "--release", str(release), "--site", str(site), "--lang", "uk"]) == 2
    assert "fr, ar" in capsys.readouterr().err


def test_the_list_names_every_text_and_what_is_recorded(
    release: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A CSV with a header; no voice is needed, and the release stays as it is."""
    before = contents(release)
    path = record(tmp_path / "audio" / "ar" / f"{key_of('Retour')}.wav")
    assert main(["clips", "--release", str(release), "--list", "--lang", "ar", "--audio", str(tmp_path / "audio")]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "langue;clé;français;texte;enregistrement" and len(lines) > 200
    assert [line for line in lines if line.endswith(str(path))] == [f"ar;retour-ef23a5;Retour;رجوع;{path}"]
    assert contents(release) == before


@espeak
def test_a_terminated_run_leaves_nothing_behind_and_goes_on(release: Path, tmp_path: Path) -> None:
    """SIGTERM in the middle: exit 143, the release untouched, no work folder; what was rendered is in the store."""
    before = contents(release)
    code = (
        "import os, signal, sys; from kiosk.cli import main; from kiosk.publish.clips.store import Store\n"
        "put, count = Store.put, []\n"
        "def then_stop(*arguments, **keywords):\n"
        "    count.append(1)\n"
        "    if len(count) == 9: os.kill(os.getpid(), signal.SIGTERM)\n"
        "    return put(*arguments, **keywords)\n"
        "Store.put = then_stop\n"
        "main(sys.argv[1:])"
    )
    store = tmp_path / "store"
    arguments = ["clips", "--release", str(release), "--store", str(store), "--lang", "en"]
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
    )
    assert (done.returncode, done.stdout, done.stderr) == (128 + signal.SIGTERM, "", "")
    assert contents(release) == before and sorted(tmp_path.iterdir()) == [release, store]
    assert 8 <= len(list((store / "made").iterdir())) <= 20 and not list(store.rglob("*.draft"))


@espeak
def test_real_clips_are_made_without_qt(release: Path, tmp_path: Path) -> None:
    """A whole run with espeak-ng on every screen: each text has a sound with its marks, PySide6 is never loaded."""
    code = (
        "import sys; from kiosk.cli import main; from kiosk.publish import extraction; "
        "extraction.collect = lambda *_: []; code = main(sys.argv[1:]); "
        "print(sorted(name for name in sys.modules if name.startswith('PySide6'))); sys.exit(code)"
    )
    arguments = ["clips", "--release", str(release), "--store", str(tmp_path / "store"), "--lang", "en"]
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
    )
    assert (done.returncode, done.stdout.splitlines()[-1], done.stderr) == (0, "[]", "")
    library = ClipLibrary(release)
    assert library.summary("en", look_inside=True).damaged == 0 and library.summary("en").clips > 200
    clip = library.clip("Talk to someone", "en")
    assert clip is not None and [mark.start for mark in clip.marks] == [0, 5, 8]
