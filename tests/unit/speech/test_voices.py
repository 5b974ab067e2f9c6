from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.errors import NoVoiceError
from kiosk.i18n.languages import LANGUAGES, Language
from kiosk.speech.voices import check_language, find_voice, wanted_voice

AVAILABLE = [
    ("roa/fr-be", "fr-be"),
    ("mb/mb-fr1", "fr-fr"),
    ("roa/fr", "fr-fr"),
    ("gmw/en-us", "en-us"),
    ("ira/fa", "fa"),
]


@pytest.mark.parametrize(("tag", "voice"), [("fr-fr", "roa/fr"), ("fr-ca", "roa/fr-be"), ("en-gb", "gmw/en-us")])
def test_same_language_only(tag: str, voice: str) -> None:
    """The exact voice is preferred, then the same language of another country."""
    assert find_voice(tag, AVAILABLE) == voice


@given(st.text(max_size=8))
def test_never_another_language(tag: str) -> None:
    """A voice found always speaks the language asked for; otherwise there is an error that names it."""
    try:
        voice = find_voice(tag, AVAILABLE)
    except NoVoiceError as error:
        assert repr(tag) in str(error)
    else:
        spoken = dict(AVAILABLE)[voice]
        assert spoken.split("-")[0] == tag.lower().split("-")[0]


def test_every_language_has_a_voice_and_others_none() -> None:
    """Each language of the kiosk names a voice; a language the kiosk does not know is refused."""
    assert all(wanted_voice(code) for code in LANGUAGES)
    with pytest.raises(NoVoiceError, match="'ti'"):
        wanted_voice("ti")


def test_a_language_needs_a_voice_or_one_given() -> None:
    """A known language without a voice of espeak's passes with the file of a voice; an unknown one never does."""
    check_language("fr")
    check_language("fr", "a.onnx")
    for voice in ("", "a.onnx"):
        with pytest.raises(NoVoiceError, match="'ti'"):
            check_language("ti", voice)


def test_a_new_language_without_espeak_can_have_a_voice(monkeypatch: pytest.MonkeyPatch) -> None:
    """One that espeak does not read."""
    monkeypatch.setitem(LANGUAGES, "kab", Language("kab", "Taqbaylit", "kab", ""))
    check_language("kab", "kab.onnx")
    with pytest.raises(NoVoiceError, match="'kab'"):
        check_language("kab")
