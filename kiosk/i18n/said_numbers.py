"""Hours and days of the month as words, in the languages where they are no plain numbers, or are inflected."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

_Names = Mapping[int, str]
_TEN = 10


@dataclass(frozen=True, slots=True)
class Ordinals:
    """`names` are days, of those that are no plain number. With `century`, a year from 2001 to 2031 is that word and
    the name of its last two digits. `years` are what a written abbreviation of "year" becomes."""

    names: _Names = field(default_factory=dict)
    century: str = ""
    years: Mapping[str, str] = field(default_factory=dict)


class Inflected(NamedTuple):
    """`hours` as they stand alone; `cases` what hours and minutes become after a word."""

    hours: _Names
    cases: Mapping[str, tuple[_Names, _Names]]
    days: Ordinals


def english_days() -> dict[int, str]:
    return {day: f"{day}{_english_ending(day)} of" for day in range(1, 32)}


def _english_ending(day: int) -> str:
    return {1: "st", 2: "nd", 3: "rd"}.get(day % 10 if day // 10 != 1 else 0, "th")


def russian_hours() -> Inflected:
    """Russian says hours as plain numbers, in the genitive after some words."""
    ones = _listed(
        "нуля одного двух трёх четырёх пяти шести семи восьми девяти десяти одиннадцати двенадцати тринадцати "
        "четырнадцати пятнадцати шестнадцати семнадцати восемнадцати девятнадцати"
    )
    tens = _listed("двадцати тридцати сорока пятидесяти")
    names = _counted(ones, tens, tens)
    days = _listed(
        "первого второго третьего четвёртого пятого шестого седьмого восьмого девятого десятого одиннадцатого "
        "двенадцатого тринадцатого четырнадцатого пятнадцатого шестнадцатого семнадцатого восемнадцатого "
        "девятнадцатого"
    )
    ordinals = _counted(["", *days], ["двадцатого", "тридцатого"], ["двадцать", "тридцать"])
    years = {"г": "года", "года": "года"}
    after = dict.fromkeys(("с", "до", "от", "после", "около"), (names, names))
    return Inflected({}, after, Ordinals(ordinals, "две тысячи", years))


def ukrainian() -> Inflected:
    """Ukrainian counts its hours first, second, third; what they end with depends on the word before."""
    stems = _listed(
        "нульов перш друг трет четверт п'ят шост сьом восьм дев'ят десят одинадцят дванадцят тринадцят чотирнадцят "
        "п'ятнадцят шістнадцят сімнадцят вісімнадцят дев'ятнадцят"
    )

    def names(ending: str, soft: str) -> dict[int, str]:
        forms = [stem + (soft if stem == "трет" else ending) for stem in stems]
        return _counted(forms, [f"двадцят{ending}", f"тридцят{ending}"], ["двадцять", "тридцять"])

    after = dict.fromkeys(("з", "із", "до", "від", "після"), (names("ої", "ьої"), {}))
    at = dict.fromkeys(("о", "об"), (names("ій", "ій"), {}))
    years = {"р": "року", "року": "року"}
    return Inflected(names("а", "я"), after | at, Ordinals(names("ого", "ього"), "дві тисячі", years))


def polish() -> Inflected:
    stems = _listed(
        "zerow pierwsz drug trzec czwart piąt szóst siódm ósm dziewiąt dziesiąt jedenast dwunast trzynast czternast "
        "piętnast szesnast siedemnast osiemnast dziewiętnast"
    )

    def names(ending: str, soft: str, midnight: str) -> dict[int, str]:
        forms = [stem + _polish_joint(stem, ending, soft) for stem in stems]
        tens = [f"dwudziest{ending}", f"trzydziest{ending}"]
        return _counted(forms, tens, tens) | ({0: midnight, 24: midnight} if midnight else {})

    oblique = names("ej", "iej", "północy")
    after = dict.fromkeys(("od", "do", "o", "po", "przed", "około"), (oblique, {}))
    years = {"r": "roku", "roku": "roku"}
    return Inflected(names("a", "ia", "północ"), after, Ordinals(names("ego", "iego", ""), "dwa tysiące", years))


def _polish_joint(stem: str, ending: str, soft: str) -> str:
    """ "trzecia", and "drugiej" but "druga"."""
    if stem == "trzec":
        return soft
    return soft if stem == "drug" and ending != "a" else ending


def _counted(ones: Iterable[str], tens: list[str], joints: list[str]) -> dict[int, str]:
    """Names of 0 to 19, and of what follows: `tens` are 20, 30…, `joints` what they are before a one."""
    names = dict(enumerate(ones))
    for rank, (alone, before) in enumerate(zip(tens, joints, strict=True), 2):
        names[rank * _TEN] = alone
        names |= {rank * _TEN + one: f"{before} {names[one]}" for one in range(1, _TEN)}
    return names


def _listed(names: str) -> list[str]:
    return names.split()
