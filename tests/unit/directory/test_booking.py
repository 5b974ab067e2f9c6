"""Which links really book an appointment, and which only pretend to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.directory.booking import RDV_HOSTS, booking_host

ALLOWED = ("rdv.ville.example", "Agenda.Example")


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://www.rdv-aide-numerique.fr/org/1725", "www.rdv-aide-numerique.fr"),
        ("https://www.rdv-aide-numerique.fr/org/1725/", "www.rdv-aide-numerique.fr"),
        ("https://www.rdv-aide-numerique.fr/org/1725/mairie-de-lens", "www.rdv-aide-numerique.fr"),
        ("HTTPS://WWW.RDV-Solidarites.fr/org/12", "www.rdv-solidarites.fr"),
        ("https://rdv.anct.gouv.fr/org/ext/59/ccas-lens_2", "rdv.anct.gouv.fr"),
        ("https://rdv.anct.gouv.fr/org/ext/2A/7", "rdv.anct.gouv.fr"),
        ("https://rdv.anct.gouv.fr/prendre_rdv?motif_name_with_location_type=aide&departement=59", "rdv.anct.gouv.fr"),
        ("https://rdv.anct.gouv.fr:443/org/3", "rdv.anct.gouv.fr"),
        ("https://rdv.ville.example/ccas", "rdv.ville.example"),
        ("https://agenda.example/a?b=c#d", "agenda.example"),
    ],
)
def test_a_link_that_books_gives_its_host(url: str, host: str) -> None:
    """Published booking addresses and the site's own hosts are accepted, and named in small letters."""
    assert booking_host(url, ALLOWED) == host


@pytest.mark.parametrize(
    "url",
    [
        "",
        "rdv",
        "https://",
        "https://www.rdv-aide-numerique.fr",
        "https://www.rdv-aide-numerique.fr/",
        "https://www.rdv-aide-numerique.fr/org",
        "https://www.rdv-aide-numerique.fr/org/ext/59",
        "https://www.rdv-aide-numerique.fr/presentation",
        "https://rdv.anct.gouv.fr/prendre_rdv",
        "https://rdv.anct.gouv.fr/prendre_rdv?",
        "http://www.rdv-aide-numerique.fr/org/1725",
        "https://rdv.ville.example",
        "https://rdv.ville.example//",
        "https://rdv.ville.example/?a=b",
        "https://unknown.example/org/1",
        "https://www.somme.fr/services/rsa-insertion/",
        "http://lesmotspourlecrire.org",
    ],
)
def test_a_link_that_does_not_book_gives_nothing(url: str) -> None:
    """Home pages, other hosts and links without https are not bookings."""
    assert booking_host(url, ALLOWED) == ""


@pytest.mark.parametrize(
    "url",
    [
        "https://www.rdv-aide-numerique.fr@evil.example/org/1",
        "https://evil.example@www.rdv-aide-numerique.fr/org/1",
        "https://www.rdv-aide-numerique.fr:pass@evil.example/org/1",
        "https://www.rdv-aide-numerique.fr:8443/org/1",
        "https://www.rdv-aide-numerique.fr:/org/1",
        "https://www.rdv-aide-numerique.fr:443:443/org/1",
        "https://www.rdv-aide-numerique.fr./org/1",
        "https://www.rdv-aide-numerique.fr.evil.example/org/1",
        "https://evil-www.rdv-aide-numerique.fr/org/1",
        "https://a.rdv.ville.example/x",
        "https://www.rdv-aide-numeriquе.fr/org/1",
        "https://www.rdv\u2011aide\u2011numerique.fr/org/1",
        "https://www。rdv-aide-numerique。fr/org/1",
        "https://www.rdv-aide-numerique.fr\\@evil.example/org/1",
        "https://evil.example\\.rdv.ville.example/x",
        "https://evil.example#https://www.rdv-aide-numerique.fr/org/1",
        "https://evil.example?www.rdv-aide-numerique.fr/org/1",
        "https:///www.rdv-aide-numerique.fr/org/1",
        "https:www.rdv-aide-numerique.fr/org/1",
        "https://www.rdv-aide-numerique.fr/org/1\nhttps://evil.example",
        "https://www.rdv-aide-numerique.fr/org/1 ",
        "\thttps://www.rdv-aide-numerique.fr/org/1",
        "https://www.rdv-aide-numerique.fr/org/../out?to=evil.example",
        "https://www.rdv-aide-numerique.fr/org/1/../../x",
        "https://www.rdv-aide-numerique.fr/org/%2e%2e",
        "https://[www.rdv-aide-numerique.fr]/org/1",
        "https://%77ww.rdv-aide-numerique.fr/org/1",
        "javascript:https://www.rdv-aide-numerique.fr/org/1",
    ],
)
def test_tricks_are_refused(url: str) -> None:
    """A link that looks like one host and leads to another, or to another page, never becomes a QR code."""
    assert booking_host(url, ALLOWED) == ""


@given(st.text(), st.lists(st.text(max_size=10), max_size=3))
def test_anything_gives_a_known_host_or_nothing(rest: str, allowed: list[str]) -> None:
    """Whatever the text, the answer is empty or one of the hosts one may book on; it never raises."""
    for url in (rest, f"https://{rest}", f"https://www.rdv-solidarites.fr{rest}", f"https://[{rest}"):
        host = booking_host(url, allowed)
        assert host == "" or host in RDV_HOSTS or host in {name.lower() for name in allowed}
