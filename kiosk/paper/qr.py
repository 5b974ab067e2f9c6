"""QR codes: how they are drawn, and what that of a phone number holds. No image library: a matrix, and an SVG path.

Which links may be in one is decided in `kiosk.directory.booking`: a visitor scans what the kiosk shows with the trust
they put in the town hall.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from kiosk.errors import UsageError

QUIET = 4
"""Modules of light border around the code (ISO/IEC 18004)."""

Matrix = tuple[tuple[bool, ...], ...]

_OVERSEAS = {
    **dict.fromkeys(("262", "263", "269", "639", "692", "693"), "262"),
    **dict.fromkeys(("590", "690", "691"), "590"),
    **dict.fromkeys(("594", "694"), "594"),
    **dict.fromkeys(("596", "696", "697"), "596"),
}


def matrix(text: str, *, paper: bool = False) -> Matrix:
    """The modules of the smallest code that holds `text`, row by row, True for dark, without the quiet zone.

    Error correction M (15 %) on a screen, Q (25 %) on paper, which creases and fades.
    Raises UsageError when the text is empty or too long for any code.
    """
    import qrcode
    from qrcode.exceptions import DataOverflowError

    if not text:
        raise UsageError("an empty text makes no QR code. Give a link or a number.")
    level = qrcode.constants.ERROR_CORRECT_Q if paper else qrcode.constants.ERROR_CORRECT_M
    code = qrcode.QRCode(error_correction=level, border=0)
    try:
        code.add_data(text.encode("utf-8"))
        code.make(fit=True)
    except (DataOverflowError, ValueError) as error:  # qrcode says "Invalid version (was 41…)" when it overflows
        raise UsageError(f"a text of {len(text)} characters does not fit in a QR code. Shorten the link.") from error
    return tuple(tuple(bool(module) for module in row) for row in code.get_matrix())


def svg(modules: Sequence[Sequence[bool]], *, quiet: int = QUIET) -> str:
    """An SVG of the code, black on white with its quiet zone; one module is one unit, so it stays crisp at any size."""
    side = len(modules) + 2 * quiet
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" width="{side}" height="{side}" '
        f'shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{side}v{side}h-{side}z"/>'
        f'<path fill="#000" d="{path_data(modules, quiet=quiet)}"/></svg>'
    )


def path_data(modules: Sequence[Sequence[bool]], *, quiet: int = QUIET) -> str:
    """The dark modules as SVG path data: one unit a module, moved by the quiet zone."""
    return "".join(
        f"M{start + quiet} {y + quiet}h{length}v1h-{length}z"
        for y, row in enumerate(modules)
        for start, length in _runs(row)
    )


def phone_qr(number: str) -> str | None:
    """What the code of a French phone number holds: "tel:+33353010203"; None when this is not such a number.

    Short numbers (3919, 115) and 08 numbers exist only inside the country: they keep their national form.
    """
    digits = re.sub(r"[\s.\-()/]", "", number.strip().replace("(0)", ""))
    digits = re.sub(r"^(?:\+|00)33(?=[1-9]\d{8}$)", "0", digits)
    if not digits.isascii():
        return None
    if re.fullmatch(r"(?:\+|00)(?:262|590|594|596)\d{9}", digits):
        return "tel:+" + digits.lstrip("+0")
    if re.fullmatch(r"0[1-79]\d{8}", digits):
        return f"tel:+{_OVERSEAS.get(digits[1:4], '33')}{digits[1:]}"
    if re.fullmatch(r"08\d{8}|15|17|18|11\d|19\d|10\d\d|3\d{3}|11[68]\d{3}", digits):
        return f"tel:{digits}"
    return None


def _runs(row: Sequence[bool]) -> Iterable[tuple[int, int]]:
    """(start, length) of each run of dark modules."""
    start = None
    for x, dark in enumerate((*row, False)):
        if dark and start is None:
            start = x
        elif not dark and start is not None:
            yield start, x - start
            start = None
