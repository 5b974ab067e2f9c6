"""Where content comes from: one release that stays, or a state whose releases are synced underneath the screen."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kiosk.errors import KioskError, ReleaseError, UsageError
from kiosk.guide.content import Content, open_content
from kiosk.release import site_files
from kiosk.release.attempts import in_order, is_given_up
from kiosk.release.marks import Marks
from kiosk.release.state import RELEASES_NAME, installed, name_in_force
from kiosk.settings import Settings, load_settings

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Opened:
    """Content that opened, and the name of the release of a state that it is; empty for any other."""

    content: Content
    name: str = ""


class OneRelease:
    """A release, or a folder of releases, that nothing changes while it is shown."""

    def __init__(self, site: Path | None, find_release: Callable[[], Path], language: str) -> None:
        self._site = site
        self._find_release = find_release
        self._language = language

    def in_force(self) -> str:
        return ""

    def openings(self) -> Iterator[Opened]:
        """What can be shown. Raises the errors of bad content, and UsageError when it lacks the language."""
        yield Opened(opened(self._site, self._find_release(), self._language))

    def open_named(self, name: str) -> Opened:
        return next(self.openings())

    def given_up(self, name: str) -> bool:
        return False

    def begin(self, name: str) -> None: ...
    def stood(self, name: str) -> None: ...

    def whom_to_call(self) -> Settings | None:
        """The settings of a site whose content cannot be opened, for its number: its own file's, else the release's."""
        with contextlib.suppress(Exception):  # something is broken already: nothing here may make it worse
            return _first_site([self._site] if self._site else site_files(self._find_release()))
        return None


class StateReleases:
    """The releases of a state (see `kiosk.release.state`), with the marks of those that the screen failed on."""

    def __init__(self, site: Path | None, state: Path, marks: Marks, language: str) -> None:
        self._site = site
        self._state = state
        self._marks = marks
        self._language = language

    def in_force(self) -> str:
        """The name of the release that is to be shown; empty when there is none. Costs one look at a link."""
        return name_in_force(self._state)

    def openings(self) -> Iterator[Opened]:
        """What can be shown, the best first: the release in force, then older ones; those on which the screen failed
        too often at the end. Raises ReleaseError when there is none at all."""
        candidates = installed(self._state)
        if not candidates:
            raise ReleaseError(f"{self._state}: no release is here yet. Bring one with `kiosk sync`.")
        given_up = [path.name for path in candidates if self.given_up(path.name)]
        if given_up and len(given_up) < len(candidates):
            self._tell_given_up(given_up)
        for path in in_order(candidates, self._marks.attempts):
            try:
                found = Opened(opened(self._site, path, self._language), path.name)
            except KioskError as error:
                log.warning("release %s does not open: %s", path.name, error)
            except Exception:  # whatever it was, the next one may open
                log.exception("release %s could not be opened", path.name)
            else:
                yield found
        raise ReleaseError(f"{self._state}: no release here can be shown. Look above for what is wrong with each.")

    def open_named(self, name: str) -> Opened:
        """The release of that name. Raises the errors of bad content."""
        return Opened(opened(self._site, self._state / RELEASES_NAME / name, self._language), name)

    def given_up(self, name: str) -> bool:
        return is_given_up(name, self._marks.attempts)

    def begin(self, name: str) -> None:
        """It is about to be shown: should this process end now, the next one knows."""
        self._marks.begin(name, [path.name for path in installed(self._state)])

    def stood(self, name: str) -> None:
        self._marks.stood(name)

    def whom_to_call(self) -> Settings | None:
        """As for one release."""
        with contextlib.suppress(Exception):
            return _first_site([self._site] if self._site else site_files(self._state / RELEASES_NAME))
        return None

    def _tell_given_up(self, names: list[str]) -> None:
        log.warning(
            "the screen failed again and again on release %s: an older one is shown until a newer one comes. "
            "Tell whoever publishes; to have it tried again, remove the file of --screen-state.",
            ", ".join(names),
        )


Source = OneRelease | StateReleases


def opened(site: Path | None, release: Path, language: str) -> Content:
    """Content for a site, or for the release's own, in a language it can show. Raises the errors of bad content, and
    UsageError."""
    content = open_content(load_settings(site) if site else None, release)
    try:
        home_language(language, content.settings)
    except UsageError:
        content.directory.close()
        raise
    return content


def home_language(asked: str, settings: Settings) -> str:
    """The language of the home screen. Raises UsageError when the site does not show the one that was asked for."""
    if asked and asked not in settings.languages:
        raise UsageError(f"--lang {asked}: this site shows {', '.join(settings.languages)}. Choose one of them.")
    return asked or settings.languages[0]


def _first_site(paths: list[Path]) -> Settings | None:
    for path in paths:
        with contextlib.suppress(KioskError):
            return load_settings(path)
    return None
