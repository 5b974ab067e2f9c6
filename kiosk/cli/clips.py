"""`kiosk clips`: say every text of a release beforehand, so that it is heard at once, and as people recorded it."""

from __future__ import annotations

import argparse
import contextlib
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk import house
from kiosk.cli.common import Context, add_place_options, load_context
from kiosk.cli.working import Step, orderly_stop, progress
from kiosk.errors import UsageError
from kiosk.i18n.languages import LANGUAGES

if TYPE_CHECKING:
    from kiosk.publish.clips.collect import Text
    from kiosk.publish.clips.render import Rendered, Speaks

NEVER_SAID = ("kiosk/cli/", "kiosk/guide/printed")
"""Where words stand that a visitor never hears: commands, and the printed guide."""
MOST_TOLD = 20


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser(
        "clips",
        help="say every text of a release beforehand",
        description="Say every text of a release that does not depend on the time of day, and put the sounds in the "
        "release. What people recorded in content/audio/CODE/KEY.wav, .ogg or .flac wins over any voice.",
    )
    add_place_options(parser)
    parser.add_argument(
        "--lang", nargs="+", action="extend", metavar="CODE", help="only these languages (default: all of the site's)"
    )
    parser.add_argument("--store", type=Path, metavar="DIR", help="where what was rendered is kept between runs")
    parser.add_argument("--audio", type=Path, metavar="DIR", help="folder of recordings (default: content/audio)")
    parser.add_argument(
        "--list", action="store_true", help="only list the texts, as CSV: language, key, French, text, recording"
    )


def run(args: argparse.Namespace) -> int:
    """Add clips to the release, print one closing line; exit 1 when a text could not be said or a recording is left
    out. Raises UsageError for a language that the release has not, BuildError when the store cannot be written, the
    release untouched, and the errors of a release. SIGTERM ends it with 143; what was rendered is kept."""
    from kiosk.speech.live import LiveVoices

    with orderly_stop(), contextlib.closing(_opened(args)) as opened:
        if args.list:
            return _list(opened)
        speech = opened.context.settings.speech
        voices = LiveVoices(speech.voices, speech.words_per_minute)
        try:
            with progress() as step:
                rendered, faults = make(opened, voices, args.store or house.cache() / "clips", step)
        finally:
            voices.close()
        tell(rendered, faults, opened.context.release.path)
        return 1 if faults else 0


class Opened:
    """The release, its languages that were asked for, and the folder of recordings."""

    def __init__(self, context: Context, languages: tuple[str, ...], audio: Path | None = None) -> None:
        self.audio = audio or house.content() / "audio"
        self.context = context
        self.languages = languages

    def texts(self, step: Step) -> dict[str, tuple[Text, ...]]:
        from kiosk.publish.clips.collect import collect
        from kiosk.publish.extraction import collect as messages

        step("reading every screen", 0, 0)
        guide, vocabulary = self.context.guide, self.context.release.vocabulary
        found = messages(guide, vocabulary, Path(house.__file__).parent)
        said = (message.text for message in found if not message.where.startswith(NEVER_SAID))
        return collect(self.context, self.languages, said)

    def close(self) -> None:
        self.context.directory.close()


def _opened(args: argparse.Namespace) -> Opened:
    context = load_context(args)
    return Opened(context, _languages(args.lang, context), args.audio)


def make(opened: Opened, voices: Speaks, folder: Path, step: Step) -> tuple[dict[str, Rendered], list[str]]:
    """Render what was asked into the store at `folder`, and add it to the release. Returns what was rendered for each
    language, and what went wrong."""
    from kiosk.publish.clips.codec import check_codec
    from kiosk.publish.clips.recordings import find_recordings, unknown_languages
    from kiosk.publish.clips.render import render
    from kiosk.publish.clips.store import Store
    from kiosk.release.adding import add_clips

    check_codec()
    store = Store(folder)
    store.check()
    rendered: dict[str, Rendered] = {}
    rate = opened.context.settings.speech.words_per_minute
    for code, texts in opened.texts(step).items():
        recordings = find_recordings(opened.audio, code, {text.key for text in texts})
        rendered[code] = render(texts, code, recordings, voices, rate, store, step)
    step("writing the release", 0, 0)
    add_clips(opened.context.release.path.resolve(), {code: done.clips for code, done in rendered.items()})
    faults = [*unknown_languages(opened.audio), *(fault for done in rendered.values() for fault in done.faults)]
    return rendered, faults


def tell(rendered: dict[str, Rendered], faults: list[str], release: Path) -> None:
    """One closing line; what went wrong on standard error."""
    for code, done in rendered.items():
        if done.silent:
            print(f"{code}: only what was recorded, {done.recorded} clips: {done.silent}", file=sys.stderr)
    _tell(faults)
    print(_closing_line(rendered, release.resolve()))


def _list(opened: Opened) -> int:
    from kiosk.publish.clips.listing import HEADER, table
    from kiosk.publish.clips.recordings import find_recordings, unknown_languages

    with progress() as step:
        texts = opened.texts(step)
    faults = unknown_languages(opened.audio)
    print(";".join(HEADER))
    for code, found in texts.items():
        recordings = find_recordings(opened.audio, code, {text.key for text in found})
        print(table(found, recordings), end="")
        faults += recordings.faults
    _tell(faults)
    return 0


def _languages(asked: list[str] | None, context: Context) -> tuple[str, ...]:
    for code in asked or ():
        if code not in LANGUAGES:
            raise UsageError(
                f"--lang {code}: the kiosk has no such language. Add its line to kiosk/i18n/languages.py and its "
                f"translations/{code}.po first. Known: {', '.join(LANGUAGES)}."
            )
        if code not in context.settings.languages:
            shown = ", ".join(context.settings.languages)
            raise UsageError(f"--lang {code}: this site shows {shown}. Choose among them, or add it to the site file.")
    return tuple(dict.fromkeys(asked or context.settings.languages))


def _tell(faults: Iterable[str]) -> None:
    """On standard error, MOST_TOLD of them at most."""
    lines = list(faults)
    for line in lines[:MOST_TOLD]:
        print(line, file=sys.stderr)
    if len(lines) > MOST_TOLD:
        print(f"… and {len(lines) - MOST_TOLD} more.", file=sys.stderr)


def _closing_line(rendered: dict[str, Rendered], release: Path) -> str:
    every = rendered.values()
    clips, size = sum(len(done.entries) for done in every), sum(done.bytes for done in every)
    new, recorded, failed = (sum(getattr(done, name) for done in every) for name in ("new", "recorded", "failed"))
    told = f"{clips} clips in {', '.join(rendered)}: {new} new, {recorded} recorded, {size / 1e6:.1f} MB in {release}"
    return f"{told}; {failed} texts failed" if failed else told
