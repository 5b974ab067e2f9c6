"""Texts inside codes: one clean line, escaped, and no longer than there is room for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_ESCAPED = re.compile(r"[\\;,]")
_MARKS = "\u200c\u200d"
"""Joiners, which Persian words and emoji are made with: the only invisible signs that stay."""


def one_line(text: str) -> str:
    """`text` on one line, without control signs, half characters and signs that turn the direction of what follows."""
    kept = (sign if _stays(sign) else " " for sign in text)
    return " ".join("".join(kept).split())


def escaped(text: str) -> str:
    """A text value of a card or an event: `\\`, `;` and `,` after a backslash (RFC 6350 3.4 and RFC 5545 3.3.11, as in
    RFC 2426 5). Lines never break inside a value here, so there is no `\\n` to write."""
    return _ESCAPED.sub(r"\\\g<0>", one_line(text))


def shortened(text: str, room: int) -> str:
    """`text` in at most `room` bytes of UTF-8, cut between words when that loses little, with "…" for the rest; "" when
    nothing of use is left."""
    if size(text) <= room:
        return text
    cut = text.encode()[: max(0, room - size("…"))].decode(errors="ignore")
    words = cut.rpartition(" ")[0]
    cut = words if len(words) >= len(cut) // 2 else cut
    while cut and (unicodedata.combining(cut[-1]) or cut[-1] in _MARKS or not cut[-1].isalnum()):
        cut = cut[:-1]
    return cut + "…" if len(cut) >= 3 else ""


def size(text: str) -> int:
    """Bytes of UTF-8."""
    return len(text.encode())


def lines(values: Iterable[str]) -> str:
    """Content lines, each with the CR LF that both formats ask for (RFC 2426 2.6, RFC 5545 3.1). They are not folded:
    folding is only recommended, and costs bytes and readers in a code."""
    return "".join(f"{value}\r\n" for value in values)


def _stays(sign: str) -> bool:
    return sign in _MARKS or unicodedata.category(sign) not in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
