"""The keys on the screen: the letters of the visitor's own alphabet, others one touch away, and digits for a phone.

The second page of letters holds the accents of a Latin alphabet; for another alphabet it holds the Latin letters, for
many know how their name is written on their French papers, and that is how the desk reads it. The keys stand as on the
keyboards that people of each language know, left to right in every one.
"""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.flow.wish import JOINTS, Wish
from kiosk.i18n.catalogue import Words

AZERTY = ("azertyuiop", "qsdfghjklm", "wxcvbn'-")
QWERTY = ("qwertyuiop", "asdfghjkl", "zxcvbnm'-")
LETTERS: dict[str, tuple[str, ...]] = {
    "fr": AZERTY,
    "tr": ("qwertyuıopğü", "asdfghjklşi", "zxcvbnmöç'-"),
    "uk": ("йцукенгшщзхї", "фівапролджєґ", "ячсмитьбю'-"),
    "ru": ("йцукенгшщзхъ", "фывапролджэё", "ячсмитьбю-"),
    "ar": ("ضصثقفغعهخحجد", "شسيبلاتنمكطذ", "ئءؤرىةوزظأإآ"),
    "fa": ("ضصثقفغعهخحجچ", "شسیبلاتنمکگپ", "ظطزژرذدئوآء-"),
}
"""The first page; QWERTY for a language that is not here."""
MORE: dict[str, tuple[str, ...]] = {
    "fr": ("éèêëàâä", "çîïôöùûü", "œæñáóã'-"),
    "ro": ("ăâîșț", "éèáöüç", "'-"),
    "es": ("áéíóúüñ", "çàèòïö", "'-"),
    "pt": ("áâãàçéê", "íóôõúüñ", "'-"),
    "it": ("àèéìíòóù", "áçñöüê", "'-"),
    "pl": ("ąćęłńóśźż", "éèöüçš", "'-"),
    "tr": ("âîûéè", "ñäëïà", "'-"),
}
"""The second page of a Latin alphabet; that of French for one that is not here."""
PHONE = ("123", "456", "789", "+0")


ERASE = "erase"
"""The key that takes the last letter back."""


@dataclass(frozen=True, slots=True)
class KeyProps:
    """`label` is written on the key, `sign` is what it types, `name` is how it is called when it is read."""

    key: str
    label: str
    sign: str
    name: str


def keyboard(wish: Wish, t: Words) -> tuple[tuple[KeyProps, ...], ...]:
    """The rows of keys for what is being typed, on the page that is shown. A key types a capital where a name, or a
    part of it, begins."""
    if wish.typing == "phone":
        rows, begins = PHONE, False
    else:
        code = t.language.code
        own = LETTERS.get(code, QWERTY)
        latin = own[0][0] in "aq"
        second = MORE.get(code, MORE["fr"]) if latin else AZERTY
        rows, begins = (second if wish.keys else own), not wish.draft or wish.draft[-1] in JOINTS
    names = {"'": t("Apostrophe"), "-": t("Trait d'union"), "+": t("Plus")}
    return tuple(tuple(_key(sign, begins, t.language.code, names.get(sign, "")) for sign in row) for row in rows)


def key_of(sign: str, language: str) -> str:
    """The key of the sign that was typed."""
    return f"key:{capital(sign, language)}"


def capital(sign: str, language: str) -> str:
    """A dotted capital for the dotted i of Turkish."""
    return "İ" if language == "tr" and sign == "i" else sign.upper() if len(sign.upper()) == 1 else sign


def _key(sign: str, begins: bool, language: str, name: str) -> KeyProps:
    upper = capital(sign, language)
    return KeyProps(f"key:{upper}", upper, upper if begins else sign, name or upper)


def key_pressed(before: Wish, after: Wish, language: str) -> str:
    """The key that made `after` of `before`; empty when it was none."""
    if not before.typing or before.typing != after.typing or before.keys != after.keys:
        return ""
    if len(after.draft) < len(before.draft):
        return ERASE
    return key_of(after.draft[-1], language) if len(after.draft) > len(before.draft) else ""
