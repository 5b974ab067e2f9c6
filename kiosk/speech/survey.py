"""What reads each language here: the live voice, the clips, and what to do where there is neither. For staff."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from kiosk.errors import SpeechError
from kiosk.i18n.languages import LANGUAGES
from kiosk.speech.library import Summary
from kiosk.speech.live import Voice
from kiosk.speech.voices import CLIPS, ESPEAK

NOTHING = Summary(0, 0, 0)


class Ready(Protocol):
    """What is asked of live voices."""

    def warm(self, language: str) -> Voice: ...


class Counted(Protocol):
    """What is asked of the clips of a release; `kiosk.speech.library.ClipLibrary` is the real one."""

    def summary(self, language: str, look_inside: bool = False) -> Summary: ...


@dataclass(frozen=True, slots=True)
class Reading:
    """`chosen` is what the site says; `engine` and `voice` are empty when nothing reads other texts than the clips, and
    `problem` tells why."""

    language: str
    name: str
    chosen: str
    engine: str = ""
    voice: str = ""
    problem: str = ""
    clips: int = 0
    damaged: int = 0
    recorded: int = 0

    @property
    def readable(self) -> bool:
        return bool(self.voice) or self.clips > self.damaged

    @property
    def complete(self) -> bool:
        """Nothing is to be done: a site that chose its clips has them, and nothing is damaged."""
        return self.readable and not self.damaged and (not self.problem or self.chosen == CLIPS)


def survey(
    languages: Iterable[str],
    choices: Mapping[str, str],
    voices: Ready,
    clips: Counted | None,
    look_inside: bool = True,
) -> tuple[Reading, ...]:
    """One reading for each language, in their order. Starts the engines, says nothing. Unless every clip is looked at,
    those that are damaged inside are not known."""
    return tuple(
        _reading(code, choices.get(code, ESPEAK), voices, clips.summary(code, look_inside) if clips else NOTHING)
        for code in languages
    )


def _reading(code: str, chosen: str, voices: Ready, clips: Summary) -> Reading:
    engine = voice = problem = ""
    try:
        engine, voice = voices.warm(code)
    except SpeechError as error:
        problem = str(error)
    name = LANGUAGES[code].endonym if code in LANGUAGES else code
    return Reading(code, name, chosen, engine, voice, problem, clips.clips, clips.damaged, clips.recorded)
