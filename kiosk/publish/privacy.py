"""Nothing about a person who works there: which e-mails and phone numbers are kept.

An e-mail is kept when what stands before the @ is a function and not a name. A mobile phone is somebody's own.
"""

from __future__ import annotations

import re

from kiosk.publish.clean import listed
from kiosk.publish.names import plain
from kiosk.publish.scrubbing import PHONE

_WHOLE_EMAIL = re.compile(r"[a-z0-9._+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+", re.IGNORECASE | re.ASCII)

GENERIC_WORDS = listed(
    """accueil admin administration agence antenne asso association bibliotheque bonjour bureau caf carsat ccas
    centre centresocial cias commune communication conseil contact contacts cpam csc culture cyber cyberbase
    cybercentre emploi enfance epn espace espacenumerique famille familles france franceservice franceservices fs
    hello info information informations infos insertion jeunesse logement ludotheque mairie maison mds mdph
    mediatheque mediation mfs mission missionlocale mjc msa msap numerique office permanence pij pimms plie point
    pole poste prefecture public quartier rdv rendezvous reservation rsa secretariat senior seniors service services
    siege social solidarite solidarites tourisme urbanisme utpas ville"""
)


def public_email(text: str, town: str = "") -> str:
    """The e-mail in lower case when it belongs to a function ("contact@", "mairie.lille@" in Lille), else empty."""
    text = text.strip().removeprefix("mailto:")
    if not _WHOLE_EMAIL.fullmatch(text) or len(text) > 120:
        return ""
    local = text.split("@")[0]
    words = re.findall(r"[a-z]+", local.lower())
    others = [word for word in words if word not in GENERIC_WORDS]
    if len(others) == len(words) or (others and "".join(others) != plain(town).replace(" ", "")):
        return ""
    return text.lower()


_SHORT = re.compile(r"1[578]|11[2459]|19[16]|[13]\d{3}|11[68]\d{3}", re.ASCII)
_OVERSEAS = {
    "590": (9, "67"),
    "594": (9, "67"),
    "596": (9, "67"),
    "262": (9, "67"),
    "269": (9, "67"),
    "508": (6, "5"),
    "687": (6, "789"),
    "689": (8, "8"),
    "681": (6, "8"),
}
"""Country code → (digits after it, first digits of mobile phones)."""


def public_phone(text: str) -> str:
    """The number as "+33320000000", or a short number ("3646"); empty for a mobile phone or what is no number."""
    for piece in re.split(r"[|;,]|\s/\s|\bou\b|\bet\b", text):
        found = _one_phone(piece)
        if found:
            return found
    return ""


def _one_phone(text: str) -> str:
    digits = re.sub(r"[\s.\-_/()\u2010-\u2015]", "", text.replace("(0)", ""))
    if not re.fullmatch(r"\+?\d{2,15}", digits, re.ASCII):
        found = PHONE.search(text)
        digits = re.sub(r"[^\d+]", "", found[0].replace("(0)", "")) if found else ""
    if _SHORT.fullmatch(digits):
        return digits
    if digits.startswith("00"):
        digits = f"+{digits[2:]}"
    if digits.startswith("+"):
        return _international(digits[1:])
    national = digits.removeprefix("0")
    if len(national) != 9 or (len(digits) == 9 and digits.startswith("0")):
        return ""
    return _international(f"33{national}")


def _international(digits: str) -> str:
    for code, (length, mobiles) in (("33", (9, "67")), *_OVERSEAS.items()):
        if digits.startswith(code):
            national = digits.removeprefix(code)
            national = national.removeprefix("0") if length == 9 and len(national) == 10 else national
            fits = len(national) == length and national[0] not in "0" + mobiles
            return f"+{code}{national}" if fits else ""
    return ""
