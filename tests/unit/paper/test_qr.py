from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.directory.booking import LONGEST_LINK, RDV_HOSTS, booking_host
from kiosk.errors import UsageError
from kiosk.paper.qr import Matrix, matrix, phone_qr, svg

HOSTS = ("rdv-service-public.fr", "rdv.ville.example")
SCALE = 4


def drawn(picture: str) -> Matrix:
    """The modules an SVG of ours paints dark, quiet zone included."""
    root = ElementTree.fromstring(picture)
    side = int(root.attrib["width"])
    light, dark = root
    assert (light.attrib["fill"], dark.attrib["fill"]) == ("#fff", "#000")
    rows = [[False] * side for _ in range(side)]
    for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\3z", dark.attrib["d"]):
        for at in range(int(x), int(x) + int(length)):
            rows[int(y)][at] = True
    return tuple(tuple(row) for row in rows)


def scanned(modules: Matrix) -> zxingcpp.Barcode:
    """What a phone reads from the modules, drawn at SCALE pixels each."""
    lines = [b"".join((b"\x00" if dark else b"\xff") * SCALE for dark in row) for row in modules]
    pixels = b"".join(line * SCALE for line in lines)
    side = len(modules) * SCALE
    found = zxingcpp.read_barcode(memoryview(pixels).cast("B", (side, side)))
    assert found is not None
    return found


URLS = st.builds(
    lambda host, path: f"https://{host}/{path}",
    st.sampled_from(HOSTS),
    st.text(st.characters(min_codepoint=33, max_codepoint=0x24F, exclude_characters="\\@"), max_size=80),
)


@settings(deadline=None, max_examples=40)
@given(URLS, st.booleans())
def test_links_are_read_back(url: str, paper: bool) -> None:
    """A booking link, drawn on screen or on paper, is read back the same by a scanner."""
    if booking_host(url, HOSTS):
        code = scanned(drawn(svg(matrix(url, paper=paper))))
        assert code.text == url
        assert code.ec_level == ("Q" if paper else "M")


@settings(deadline=None, max_examples=40)
@given(st.from_regex(r"0[1-79]( ?[0-9]{2}){4}", fullmatch=True))
def test_numbers_are_read_back(number: str) -> None:
    """A French number is read back as a number any phone can call."""
    held = phone_qr(number)
    assert held is not None
    assert re.fullmatch(r"tel:\+(33|262|590|594|596)\d{9}", held)
    assert held.endswith(number.replace(" ", "")[1:])
    assert scanned(drawn(svg(matrix(held)))).text == held


@pytest.mark.parametrize(
    ("number", "held"),
    [
        ("03 53 01 02 03", "tel:+33353010203"),
        ("+33 (0)3.53.01.02.03", "tel:+33353010203"),
        ("0033 353010203", "tel:+33353010203"),
        ("0262 12 34 56", "tel:+262262123456"),
        ("+262 262 12 34 56", "tel:+262262123456"),
        ("3919", "tel:3919"),
        ("115", "tel:115"),
        ("116 117", "tel:116117"),
        ("0 800 12 34 56", "tel:0800123456"),
        ("", None),
        ("12", None),
        ("poste 12", None),
        ("+44 20 7946 0000", None),
        ("٠٣٥٣٠١٠٢٠٣", None),
        ("0353010203;ext=1", None),
    ],
)
def test_numbers(number: str, held: str | None) -> None:
    """French numbers, overseas ones, short ones and 08 ones; anything else makes no code."""
    assert phone_qr(number) == held


@given(st.text(max_size=30))
def test_any_text_is_a_number_or_nothing(text: str) -> None:
    """No text makes anything but a plain telephone link."""
    held = phone_qr(text)
    assert held is None or re.fullmatch(r"tel:\+?[0-9]+", held)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "rdv-service-public.fr",
        "http://rdv-service-public.fr/",
        "javascript:alert(1)",
        "https://evil.example/rdv-service-public.fr",
        "https://rdv-service-public.fr.evil.example/",
        "https://evilrdv-service-public.fr/",
        "https://rdv-service-public.fr@evil.example/",
        "https://user@rdv-service-public.fr/",
        "https://rdv-service-public.fr:8443/",
        "https://rdv-service-public.fr:bad/",
        "https://rdv-service-public.fr\\@evil.example/",
        "https://evil.example\\.rdv-service-public.fr/",
        "https://rdv-\nservice-public.fr/",
        " https://rdv-service-public.fr/",
        "https://rdv-service-públic.fr/",
        "https://[::1/",
        "https://rdv-service-public.fr/" + "a" * LONGEST_LINK,
        "https://rdv-service-public.fr/\u202egpj",
    ],
)
def test_other_links_do_not(url: str) -> None:
    """Anything that could lead elsewhere than a listed host makes no code."""
    assert booking_host(url, HOSTS) == ""


@given(st.text(max_size=60))
def test_no_host_no_link(text: str) -> None:
    """With nothing listed, no link passes; an empty entry in the list lists nothing."""
    assert booking_host("https://" + text, ()) in {"", *RDV_HOSTS}
    assert booking_host("https://" + text, ("", ".")) in {"", *RDV_HOSTS}


@pytest.mark.parametrize("text", ["", "a" * 3000, "é" * 1300])
def test_what_does_not_fit(text: str) -> None:
    """A text no code can hold is an error that says so, without repeating it."""
    with pytest.raises(UsageError):
        matrix(text)
