"""Whether a release can be shown on this terminal: tried before it is in force, by asking it what visitors ask."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from kiosk.directory.booking import RDV_HOSTS, booking_host
from kiosk.errors import ContentError, KioskError, SettingsError
from kiosk.guide.answers import answer_to, leads_somewhere
from kiosk.guide.content import Content, open_content
from kiosk.release.clips import entry_of, index_lines, index_name, languages_with_clips, sound_path
from kiosk.settings import Settings

OFFICIAL = (".gouv.fr", ".service-public.fr", ".france-services.gouv.fr")
"""Hosts that a text of the guide may name beside those of the site's bookings: the State's own."""
MOST_CLIPS_AT_ONCE = 500
_LINK = re.compile(r"(?:https?:|www\.)[^\s\"'<>«»]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Found:
    """What the check saw: how many paths of the guide were asked, how many clips were opened."""

    paths: int
    clips: int


def check_release(release: Path, settings: Settings, at: datetime, known_clips: frozenset[str] = frozenset()) -> Found:
    """Open a release as the screen of this site would, and ask it everything once.

    `known_clips` are hashes of sounds that were opened before. Raises ContentError naming what is wrong; SettingsError
    stays one, for then the site file of this terminal is wrong and not the release.
    """
    try:
        content = open_content(settings, release)
    except SettingsError:
        raise
    except KioskError as error:
        raise ContentError(f"it cannot be opened: {error}") from error
    try:
        _check_words(content)
        _check_links(content)
        paths = _check_answers(content, at)
        return Found(paths, _check_clips(release, content, known_clips))
    finally:
        content.directory.close()


def _check_words(content: Content) -> None:
    """Every language can be read: the screen reads one when it is chosen."""
    try:
        content.release.catalogue.load()
    except KioskError as error:
        raise ContentError(f"it cannot be shown in every language: {error}") from error


def _check_answers(content: Content, at: datetime) -> int:
    """Every path of the guide is asked as a visitor would; each ends at a place or a number meant for it."""
    paths = list(content.guide.paths())
    if not paths:
        raise ContentError("its guide has no path at all. Build the release again.")
    for path in paths:
        try:
            answer = answer_to(content, path.ask, "fr", at)
        except KioskError as error:
            raise ContentError(f"its directory cannot answer {path.id!r}: {error}") from error
        if not leads_somewhere(path, answer):
            raise ContentError(f"the path {path.id!r} ends nowhere: no place and no number. Give it one, build again.")
        if path.way.fiche not in content.guide.fiches:
            raise ContentError(f"the path {path.id!r} has no fiche. Build the release again.")
    return len(paths)


def _check_links(content: Content) -> None:
    """The guide names no host but the State's and those of the site's bookings; the helper's link really books."""
    allowed = {*RDV_HOSTS, *(host.lower() for host in content.settings.booking_hosts)}
    for link in (link for text in _texts(content.release.guide_data) for link in _LINK.findall(text)):
        host = _host(link)
        if host not in allowed and not f".{host.removeprefix('www.')}".endswith(OFFICIAL):
            raise ContentError(
                f"its guide names {link!r:.80}, which is not on the list of allowed hosts. Remove it there."
            )
    url = content.settings.helper.booking_url
    if url and not booking_host(url, content.settings.booking_hosts):
        raise SettingsError(f"[helper] booking_url = {url[:80]!r} books nothing on an allowed host. Correct it.")


def _texts(data: Any) -> Iterator[str]:
    """Every text in a document of JSON."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for value in data.values():
            yield from _texts(value)
    elif isinstance(data, list):
        for value in data:
            yield from _texts(value)


def _host(link: str) -> str:
    """The host of a link as a browser reads it; empty when it is no plain one, which is on no list."""
    plain = link.replace("\\", "/").rstrip(".,;:!?)…")
    try:
        parts = urlsplit(plain if ":" in plain.partition("/")[0] else f"https://{plain}")
        if parts.username is not None or parts.port is not None:
            return ""
    except ValueError:
        return ""
    return parts.hostname or ""


def _check_clips(release: Path, content: Content, known: frozenset[str]) -> int:
    """Every sound that is new here has the hash it was published with, and opens."""
    new: list[tuple[Path, str]] = []
    for language in languages_with_clips(content.release.manifest.files):
        data = (release / index_name(language)).read_bytes()
        for _, line in index_lines(data, index_name(language)):
            entry = entry_of(line, index_name(language))
            if entry.sha256 not in known:
                new.append((sound_path(release, language, entry.file), entry.sha256))
    for first in range(0, len(new), MOST_CLIPS_AT_ONCE):
        _open_clips(new[first : first + MOST_CLIPS_AT_ONCE])
    return len(new)


def _open_clips(clips: Iterable[tuple[Path, str]]) -> None:
    """In a process of its own, for a broken sound may end the one that opens it."""
    lines = "".join(f"{digest} {path}\n" for path, digest in clips)
    command = [sys.executable, "-m", "kiosk.sync.open_clips"]
    done = subprocess.run(command, input=lines.encode(), capture_output=True, check=False)
    if done.returncode:
        said = done.stdout.decode(errors="replace").strip().splitlines()
        last = said[-1] if said else "none"
        raise ContentError(f"a clip does not open ({last}). Make the clips again with `kiosk clips`, and publish.")


__all__ = ["Found", "check_release"]
