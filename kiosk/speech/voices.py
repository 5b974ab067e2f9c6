"""Which espeak-ng voice reads which language: that language's own voice, or none.

espeak refuses a voice it does not know *and keeps the one before*, so that a text would be read by another
language's voice. It also refuses some language tags its own command line takes ("fr-fr", "en-gb"), for the
binding looks for a name or an identifier. So the tag is looked up in the engine's list, and the
identifier found there ("roa/fr") is what is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable

from kiosk.errors import NoVoiceError
from kiosk.i18n.languages import LANGUAGES

_BORROWED = ("mb/", "!v/")


def wanted_voice(language: str) -> str:
    """The language tag of the voice that reads `language`. Raises NoVoiceError when the product has none."""
    if language not in LANGUAGES or not LANGUAGES[language].voice:
        raise NoVoiceError(f"no voice is chosen for the language {language!r}. Add one to the languages of the kiosk.")
    return LANGUAGES[language].voice


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
    return tag.lower().partition("-")[0]
