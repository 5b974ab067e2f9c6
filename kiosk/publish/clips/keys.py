"""The name of a text that somebody may record: readable, and the same as long as its French is."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from kiosk.speech.library import bare

LONGEST = 40
DIGITS = 6
_LIGATURES = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss", "€": " euros "})


def key_of(french: str) -> str:
    """A few words of the text in plain letters and DIGITS of its hash: "parler-a-quelqu-un-3f9a2c"."""
    plain = unicodedata.normalize("NFKD", french.translate(_LIGATURES)).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain)
    slug = ""
    for word in words:
        longer = f"{slug}-{word}" if slug else word[:LONGEST]
        if len(longer) > LONGEST:
            break
        slug = longer
    return f"{slug or 'texte'}-{digits_of(french)}"


def digits_of(text: str) -> str:
    return hashlib.sha256(bare(text).encode("utf-8", "replace")).hexdigest()[:DIGITS]
