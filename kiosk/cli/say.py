"""`kiosk say`: one text, said as the terminal would say it, in a WAV file."""

from __future__ import annotations

import argparse
import io
import json
import wave
from pathlib import Path
from typing import Any

from kiosk.cli.voices import library, opened
from kiosk.errors import UsageError
from kiosk.i18n.languages import LANGUAGES
from kiosk.speech.clips import SAMPLE_BYTES, Clip
from kiosk.speech.live import LiveVoices
from kiosk.speech.spoken import spoken

SLOWEST, FASTEST = 0.5, 2.0


def add_parser(subparsers: Any) -> None:
    parser: argparse.ArgumentParser = subparsers.add_parser(
        "say",
        help="say one text as the kiosk would, into a file",
        description="Say one text as the kiosk would: with a clip of the release, else with the live voice.",
    )
    parser.add_argument("text", metavar="TEXT", help="what to say, as it is written on a screen")
    parser.add_argument("--lang", default="fr", metavar="CODE", help="its language (default: fr)")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE.wav", help="where the sound goes")
    parser.add_argument("--marks", type=Path, metavar="FILE.json", help="where the moment of each word goes")
    parser.add_argument("--speed", type=float, default=1.0, metavar="X", help="0.5 to 2 (default: 1)")
    parser.add_argument("--release", type=Path, metavar="DIR", help="release whose clips come first (default: none)")
    parser.add_argument(
        "--site",
        type=Path,
        metavar="FILE",
        help="site file (default: the release's own, or the demonstration's without --release)",
    )


def run(args: argparse.Namespace) -> int:
    """Write the files, and one line on what was written. Raises UsageError, NoVoiceError or SpeechError, and the errors
    of a site file or a release that cannot be read."""
    if args.lang not in LANGUAGES:
        raise UsageError(f"--lang {args.lang!r}: the kiosk does not know it. It knows {', '.join(LANGUAGES)}.")
    if not SLOWEST <= args.speed <= FASTEST:
        raise UsageError(f"--speed {args.speed:g} is too far. Give {SLOWEST:g} to {FASTEST:g}.")
    said = spoken(args.text, args.lang)
    if not said.text:
        raise UsageError("the text has nothing that can be said. Give some words.")
    settings, folder, _ = opened(args.site, args.release)
    live = LiveVoices(settings.speech.voices, settings.speech.words_per_minute)
    try:
        clip, voice = _said(args.text, args.lang, args.speed, live, folder)
    finally:
        live.close()
    _write(args.out, _wav(clip))
    if args.marks:
        told = {
            "text": args.text,
            "said": said.text,
            "language": args.lang,
            "voice": voice,
            "speed": args.speed,
            "rate_hz": clip.rate_hz,
            "marks": [{**mark._asdict(), "word": args.text[mark.start : mark.end]} for mark in clip.marks],
        }
        _write(args.marks, json.dumps(told, ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace"))
    print(f"{args.out}: {clip.seconds:.2f} s, {len(clip.marks)} words, {voice}")
    return 0


def _said(text: str, language: str, speed: float, live: LiveVoices, folder: Path | None) -> tuple[Clip, str]:
    """The sound, and what made it."""
    clip = library(folder).clip(text, language) if folder else None
    if clip is None:
        return live.clip(text, language, speed), " ".join(live.warm(language))
    if speed == 1.0:
        return clip, "clip"
    from kiosk.speech.stretch import stretch

    return stretch(clip, speed), "clip"


def _wav(clip: Clip) -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(SAMPLE_BYTES)
        sound.setframerate(clip.rate_hz)
        sound.writeframes(clip.pcm)
    return out.getvalue()


def _write(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except OSError as error:
        raise UsageError(f"{path}: this file cannot be written ({error.strerror}). Choose another place.") from error
