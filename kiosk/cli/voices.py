"""`kiosk voices`: which voice reads each language, and what is missing."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from kiosk import house
from kiosk.errors import ReleaseError
from kiosk.settings import Settings, load_settings
from kiosk.speech.live import LiveVoices
from kiosk.speech.survey import Reading, survey

RATE_HZ = 22050


def add_parser(subparsers: Any) -> None:
    parser: argparse.ArgumentParser = subparsers.add_parser(
        "voices",
        help="tell which voice reads each language, and what is missing",
        description="Tell, for each language of a site, what reads it here. Exit codes: 0 every language can be read, "
        "1 one cannot, 2 bad usage.",
    )
    parser.add_argument("--release", type=Path, metavar="DIR", help="release whose clips are counted (default: none)")
    parser.add_argument(
        "--site",
        type=Path,
        metavar="FILE",
        help="site file (default: the release's own, or the demonstration's without --release)",
    )
    parser.add_argument("--quick", action="store_true", help="count the clips, and do not look inside each")
    parser.add_argument("--json", action="store_true", help="print JSON instead of text")


def run(args: argparse.Namespace) -> int:
    """Print what was found. Raises SettingsError or ReleaseError when --site or --release cannot be read."""
    settings, folder, fault = opened(args.site, args.release)
    live = LiveVoices(settings.speech.voices, settings.speech.words_per_minute)
    try:
        clips = library(folder) if folder else None
        readings = survey(settings.languages, settings.speech.voices, live, clips, not args.quick)
    finally:
        live.close()
    sound = loudspeaker()
    if args.json:
        told = {
            "release": str(folder) if folder else None,
            "fault": fault or None,
            "enabled": settings.speech.enabled,
            "audible": not sound,
            "languages": [{**asdict(reading), "readable": reading.readable} for reading in readings],
        }
        print(json.dumps(told, ensure_ascii=not (sys.stdout.encoding or "").lower().startswith("utf"), indent=2))
    else:
        print("\n".join(_text(settings, folder, fault, sound, readings)))
    return 0 if all(reading.readable for reading in readings) else 1


def opened(site: Path | None, release: Path | None) -> tuple[Settings, Path | None, str]:
    """The settings asked for, the folder of the release if one was, and what is wrong with that release when its clips
    can be looked at all the same. Raises SettingsError, ReleaseError."""
    folder, fault = release, ""
    if release is not None:
        from kiosk.release import open_release

        try:
            folder = open_release(release).path
        except ReleaseError as error:  # a damaged clip is a damaged release, and is what is asked about
            if not (release / "site.toml").is_file():
                raise
            fault = str(error)
    own = folder / "site.toml" if folder else house.demonstration_site()
    return load_settings(site or own), folder, fault


def library(folder: Path) -> Any:
    """The clips of the release in `folder`."""
    from kiosk.speech.library import ClipLibrary

    return ClipLibrary(folder)


def loudspeaker() -> str:
    """Why nothing would be heard here; empty when a loudspeaker answers."""
    try:
        from kiosk.speech.devices import open_device

        device, audible, *_ = open_device(RATE_HZ)
        device.close()
    except Exception as error:  # a driver may raise anything
        return f"no sound device opens ({error})"
    return "" if audible else "no sound card answers"


def _text(settings: Settings, folder: Path | None, fault: str, sound: str, readings: tuple[Reading, ...]) -> list[str]:
    lines = [
        f"site     {settings.name}" + ("" if settings.speech.enabled else ": speech is off ([speech] enabled = false)"),
        f"release  {folder or 'none was given: add --release to count clips'}",
        "sound    " + (f"{sound}: plug in a loudspeaker, then try again" if sound else "a loudspeaker answers"),
    ]
    if fault:
        lines.append(f"         {fault}")
    lines.append("")
    lines += [line for reading in readings for line in _lines(reading, bool(folder))]
    lost = [reading.language for reading in readings if not reading.readable]
    verdict = f"These languages cannot be read: {', '.join(lost)}." if lost else "Every language can be read."
    return [*lines, "", verdict]


def _lines(reading: Reading, counted: bool) -> list[str]:
    live = f"{reading.engine}, voice {reading.voice}" if reading.voice else f"no live voice ({reading.chosen})"
    clips = f"; {reading.clips} clips, {reading.recorded} of them recorded" if counted else ""
    lines = [f"{reading.language}  {reading.name}: {live}{clips}"]
    if reading.damaged:
        lines.append(f"      {reading.damaged} clips are damaged: make them again with `kiosk clips`")
    if reading.problem and not reading.complete:
        lines.append(f"      {reading.problem}")
    if not reading.readable:
        lines.append("      Until then the screen shows its words and says that it cannot read them.")
    return lines
