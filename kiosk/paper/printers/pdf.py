"""The smallest PDF there is for a slip: one page of its true size, one picture (ISO 32000-1, §7.5 and §8.9)."""

from __future__ import annotations

import zlib

POINTS_PER_INCH = 72


def one_picture(width: int, height: int, black: bytes, dpi: int) -> bytes:
    """A PDF file of `width` × `height` pixels; `black` holds whole bytes a row, 1 is black."""
    wide, high = (f"{side * POINTS_PER_INCH / dpi:.3f}" for side in (width, height))
    page = f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {wide} {high}]/Resources<</XObject<</S 4 0 R>>>>/Contents 5 0 R>>"
    picture = (
        f"/Type/XObject/Subtype/Image/Width {width}/Height {height}/BitsPerComponent 1/ColorSpace/DeviceGray"
        "/Decode[1 0]/Filter/FlateDecode"  # in DeviceGray 0 is black: [1 0] turns it round
    )
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        page.encode(),
        _stream(picture, zlib.compress(black)),
        _stream("", f"q {wide} 0 0 {high} 0 0 cm /S Do Q".encode()),
    ]
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table)
    return bytes(out)


def _stream(entries: str, data: bytes) -> bytes:
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (entries.encode(), len(data), data)
