"""What a translation is written with: it must show something, on one line, and turn no other text around.

Joiners (ZWNJ, ZWJ), direction marks (RLM, LRM) and unbreakable spaces belong to good writing and are allowed. The
overrides U+202A to U+202E are not: what they begin may run into the text that follows (Unicode Bidirectional
Algorithm).
"""

from __future__ import annotations

import re
import unicodedata

_UNFIT = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\ue000-\uf8ff\ud800-\udfff]")
_FILLERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and signs of Unicode that show nothing."""


def is_blank(text: str, french: str) -> bool:
    """Whether `text` shows nothing of what `french` says: nothing at all, or punctuation where French has letters."""
    shown = [sign for sign in text if sign not in _FILLERS]
    if any(sign.isalnum() for sign in shown):
        return False
    return any(map(str.isalpha, french)) or all(unicodedata.category(sign)[0] in "ZCM" for sign in shown)


def unfit_sign(text: str) -> str | None:
    """The first sign of `text` that no screen can show on a line, as "U+000A"; None when there is none."""
    found = _UNFIT.search(text)
    return f"U+{ord(found[0]):04X}" if found else None
