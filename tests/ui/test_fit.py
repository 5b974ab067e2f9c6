"""A label that does not fit its tile is found on the real screens, both ways up; one that fits is not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kiosk import house
from kiosk.directory.models import Query
from kiosk.errors import ScreenError
from kiosk.guide.tree import Fiche, Guide, Need, Situation, Way
from kiosk.i18n.catalogue import french_only
from kiosk.publish.check.finding import Text
from kiosk.publish.check.fit import Measured, check_fit, measure
from kiosk.settings import Settings, load_settings
from kiosk.ui.fit import BAR, LARGEST, SIZES, Misfit, misfits

SHORT = "Mon loyer"
SHORTS = ("Me soigner", "Manger", "Une lettre", "Mes enfants", "Un travail", "Internet", "Un danger")
"""Seven other tiles: what a screen of eight holds, with one more."""
ONE_WORD = "Anticonstitutionnellementissimement"
MANY_WORDS = "Je voudrais savoir comment demander une aide pour payer le loyer de mon logement et aussi le chauffage"


def guide_of(*labels: str) -> Guide:
    """A guide whose first question has these labels, with one path below each."""
    way = Way("avec", "Quelqu'un le fait avec moi", "users", Query(), "fiche", helper_first=True)
    situation = Situation("ici", "Je paie mon loyer", "house", (way,))
    needs = tuple(Need(f"n{number}", label, "house", (situation,)) for number, label in enumerate(labels))
    fiche = Fiche("fiche", "Le loyer", ("On vous aide.",))
    return Guide(needs, {"fiche": fiche}, {}, ("Que voulez-vous ?", "De quoi s'agit-il ?", "Comment ?"))


@pytest.fixture(scope="module")
def settings() -> Settings:
    return load_settings(house.demonstration_site())


def tiles(guide: Guide, settings: Settings, text_size: str = LARGEST) -> list[Misfit]:
    return [found for found in misfits(guide, french_only(), settings, text_size) if found.screen != BAR]


def test_short_labels_fit(settings: Settings) -> None:
    """Eight short labels fit at the largest size of letters, both ways up; so do the fixed buttons in French."""
    guide = guide_of(SHORT, *SHORTS)
    assert [found for found in misfits(guide, french_only(), settings) if not found.fits] == []
    assert tiles(guide, settings) == []


@pytest.mark.parametrize("label", [ONE_WORD, MANY_WORDS], ids=["one long word", "too many words"])
def test_a_label_that_is_too_long_does_not_fit(label: str, settings: Settings) -> None:
    """Among eight tiles, the one with a word too wide, or with too many lines, is named, and by how much."""
    found = tiles(guide_of(label, *SHORTS), settings)
    told = [misfit for misfit in found if not misfit.fits]
    assert {misfit.label for misfit in told} == {label}
    assert {misfit.screen for misfit in told} == {""}
    assert all(misfit.over > 0 for misfit in told)
    assert {misfit.size for misfit in told} <= set(SIZES.values())


def test_letters_that_give_way_are_told_apart(settings: Settings) -> None:
    """Between a label that fits and one that does not stands one that fits when letters shrink."""
    words = ["Chercher", "un", "logement", "pour", "ma", "famille", "et", "moi"]
    states = []
    for count in range(2, len(words) + 1):
        found = tiles(guide_of(" ".join(words[:count]), *SHORTS), settings)
        states.append(2 if any(not misfit.fits for misfit in found) else 1 if found else 0)
    assert states == sorted(states)
    assert states[0] == 0
    assert 1 in states


def test_more_fits_when_letters_are_small(settings: Settings) -> None:
    """The size of the letters is really the one that was asked for."""
    guide = guide_of("Trouver un nouveau logement pour ma famille", *SHORTS)
    assert len(tiles(guide, settings, "normal")) < len(tiles(guide, settings))


def test_the_check_measures_in_processes_of_its_own(settings: Settings) -> None:
    """`kiosk check` gets an error at the line of the label, from children that draw the screens both ways up."""
    guide = guide_of(ONE_WORD, *SHORTS)
    texts = {"fr": [Text(ONE_WORD, file="content/guide/1.toml", line=7, key="besoin n0, label")]}
    errors = [found for found in check_fit(guide, {}, settings, texts, measure) if found.level == "error"]
    assert [(found.rule, found.file, found.line, found.words) for found in errors] == [
        ("trop-long", "content/guide/1.toml", 7, ONE_WORD)
    ]


def test_a_machine_without_screens_is_told_once(settings: Settings) -> None:
    """Where the screens cannot be made, one warning says that the rule was not run."""

    def no_screen(folder: Path) -> Measured:
        raise ScreenError("no screen here")

    (found,) = check_fit(guide_of(SHORT), {}, settings, {}, no_screen)
    assert (found.level, found.rule) == ("warning", "trop-long")
    assert "pas été vérifiée" in found.advice
    assert "no screen here" in found.advice


def test_a_child_that_fails_is_no_crash(tmp_path: Path) -> None:
    """A folder that holds nothing makes the children fail; the error says what was missing."""
    with pytest.raises(ScreenError, match=r"site\.toml"):
        measure(tmp_path)


def test_each_label_is_told_once_where_it_fits_least(settings: Settings) -> None:
    """The same label too large on two screens is one finding, the worst."""
    twice = [
        {"language": "uk", "screen": "a", "label": "Слово", "size": [1080, 1920], "fits": True, "over": 9},
        {"language": "uk", "screen": "b", "label": "Слово", "size": [1920, 1080], "fits": False, "over": 4},
    ]
    (found,) = check_fit(guide_of(SHORT), {}, replace(settings), {}, lambda folder: twice)
    assert (found.level, found.file, found.words) == ("error", "translations/uk.po", "Слово")
    assert "paysage" in found.advice
