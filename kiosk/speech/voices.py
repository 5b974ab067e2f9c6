"""Which voice reads which language: one of that very language, or none.

espeak refuses a voice it does not know *and keeps the one before*, so that a text would be read by another
language's voice. It also refuses some language tags its own command line takes ("fr-fr", "en-gb"), for the
binding looks for a name or an identifier. So the tag is looked up in the engine's list, and the
identifier found there ("roa/fr") is what is asked for.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from kiosk.errors import NoVoiceError
from kiosk.i18n.languages import LANGUAGES

ESPEAK, CLIPS = "espeak-ng", "clips"
"""What a site writes for a language, beside the path of a Piper voice."""

_BORROWED = ("mb/", "!v/")


def wanted_voice(language: str) -> str:
    """The language tag of the voice that reads `language`. Raises NoVoiceError when the product has none."""
    if language not in LANGUAGES or not LANGUAGES[language].voice:
        raise NoVoiceError(f"no voice is chosen for the language {language!r}. Add one to the languages of the kiosk.")
    return LANGUAGES[language].voice


class Choice(NamedTuple):
    """`engine` is a name of `engines.MODULES`; `voice` is the path of a Piper voice, empty with espeak."""

    engine: str
    voice: str = ""


def choice(choices: Mapping[str, str], language: str) -> Choice:
    """What a site chose to read `language` live; espeak-ng where it says nothing.

    Raises NoVoiceError when it chose recordings only, or when the product has no voice for the language.
    """
    chosen = choices.get(language, ESPEAK)
    if chosen == CLIPS:
        raise NoVoiceError(f"the site reads {language!r} from its clips only: there is no live voice for other texts.")
    voice = "" if chosen == ESPEAK else chosen
    check_language(language, voice)
    return Choice("piper" if voice else "espeak", voice)


def check_language(language: str, voice: str = "") -> None:
    """Raises NoVoiceError when the product does not know `language`, or has no voice for it and none was given."""
    if not (voice and language in LANGUAGES):
        wanted_voice(language)


def check_piper_voice(path: Path, language: str) -> None:
    """Raises NoVoiceError unless the JSON file beside the Piper voice `path` says that it speaks `language`.

    The language is told twice, as `language.code` ("fr_FR", absent from old files) and as the espeak voice that turns
    text into phonemes: both must be right.
    """
    beside = Path(f"{path}.json")
    if not path.is_file() or not beside.is_file():
        raise NoVoiceError(f"{path}: this voice is not there, or not the file {beside.name} beside it. Copy both.")
    try:
        said = _spoken_by(json.loads(beside.read_text(encoding="utf-8")))
    except (OSError, ValueError, RecursionError) as error:
        raise NoVoiceError(f"{beside}: this file cannot be read ({type(error).__name__}). Copy it again.") from error
    if not said or {_primary(tag) for tag in said} != {language}:
        raise NoVoiceError(
            f"{path}: this voice speaks {', '.join(said) or 'a language it does not tell'}, not {language!r}. Choose "
            f"another for {language} in the site file."
        )


def _spoken_by(config: Any) -> list[str]:
    """The language tags in the configuration of a Piper voice. Raises ValueError when it is none."""
    if not isinstance(config, dict):
        raise ValueError
    tables = (config.get("language"), "code"), (config.get("espeak"), "voice")
    tags = [table.get(key) for table, key in tables if isinstance(table, dict)]
    return [tag for tag in tags if isinstance(tag, str) and tag]


def find_voice(tag: str, available: Iterable[tuple[str, str]]) -> str:
    """The identifier of the voice that speaks `tag`, among pairs (identifier, language tag).

    The very tag first; else the same language of another country (fr-be for fr-fr). Voices that need data
    of their own (mbrola) and mere variants are left out. Raises NoVoiceError: never another language's voice.
    """
    own = [(identifier, spoken.lower()) for identifier, spoken in available if not identifier.startswith(_BORROWED)]
    for same in (str.lower, _primary):
        for identifier, spoken in own:
            if same(spoken) == same(tag):
                return identifier
    raise NoVoiceError(f"espeak-ng has no voice for {tag!r} on this machine. Install the voice, or drop the language.")


def _primary(tag: str) -> str:
    return tag.lower().replace("_", "-").partition("-")[0]
