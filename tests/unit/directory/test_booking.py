"""Which links really book an appointment, and which only pretend to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.directory.booking import RDV_HOSTS, Organisation, booking_host, explain, organisation_of
from kiosk.directory.links import MAX_LINK, SHORTENERS

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
        ("https://www.rdv-aide-numerique.fr/org/ext/CN/63d1-a", "www.rdv-aide-numerique.fr"),
        ("https://rdv.anct.gouv.fr/org/ext/59/ccas-lens/mairie-de-lens", "rdv.anct.gouv.fr"),
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
        "https://www.rdv-aide-numerique.fr:443/org/1",
        "https://www.rdv-aide-numerique.fr/org/1/..",
        "https://www.rdv-aide-numerique.fr/org/ext/59/..",
        "https://www.rdv-aide-numerique.fr/prendre_rdv?x",
        "https://www.rdv-aide-numerique.fr/prendre_rdv?" + "departement=59&" * 20,
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


REFUSED = {
    "": "empty",
    "https://rdv.ville.example/" + "a" * MAX_LINK: "2,000",
    "https://rdv.ville.example/a b": "space",
    "https://rdv.ville.example/\x00": "invisible",
    "https://rdv.ville.example/\u202egpj": "invisible",
    "https://rdv.ville.example\\@evil.example/": "backslash",
    "http://rdv.ville.example/x": "not https",
    "javascript:alert(1)": "not https",
    "data:text/html,https://rdv.ville.example/": "not https",
    "//rdv.ville.example/x": "not https",
    "https:///x": "no host",
    "https://user:password@rdv.ville.example/x": "user name",
    "https://rdv.ville.example@evil.example/": "user name",
    "https://www.rdv-aide-numeriquе.fr/org/1": "outside plain ASCII",
    "https://xn--rdv-ville-9za.example/x": "punycode",
    "https://rdv.XN--ville-9za.example/x": "punycode",
    "https://rdv.ville.example:8443/x": "a port",
    "https://rdv.ville.example:/x": "a port",
    "https://127.0.0.1/x": "IP address",
    "https://2130706433/x": "IP address",
    "https://0x7f.0x1/x": "IP address",
    "https://[::1]/x": "IP address",
    "https://[::1/x": "cannot be read",
    "https://localhost/x": "dot in it",
    "https://rdv..ville.example/x": "dot in it",
    "https://rdv_ville.example/x": "dot in it",
    "https://bit.ly/x": "shortens",
    "https://www.TinyURL.com/x": "shortens",
}


@pytest.mark.parametrize(("url", "why"), REFUSED.items())
def test_what_is_refused_says_why_in_one_sentence(url: str, why: str) -> None:
    """The sentence is plain ASCII, never repeats the link, and a site that allows the host does not change it."""
    for allowed in ((), ALLOWED, (url, "127.0.0.1", "localhost", "bit.ly", "xn--rdv-ville-9za.example")):
        verdict = explain(url, allowed)
        assert (verdict.offers, verdict.host) == ("refused", "") and why in verdict.why
        assert verdict.why.isascii() and verdict.why.endswith(".") and verdict.why.count(".") <= 3


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://www.rdv-aide-numerique.fr/", "www.rdv-aide-numerique.fr"),
        ("https://www.rdv-solidarites.fr/celestierslieu", "www.rdv-solidarites.fr"),
        ("https://rdv.ville.example", "rdv.ville.example"),
        ("https://ccas.example/rendez-vous", "ccas.example"),
        ("https://rdv.ville.example/réserver", "rdv.ville.example"),
        ("https://sub.rdv.ville.example/x", "sub.rdv.ville.example"),
    ],
)
def test_a_page_is_not_called_a_booking(url: str, host: str) -> None:
    """A home page, a page of an unknown host, and a path that is not plain ASCII are pages, and no more."""
    verdict = explain(url, ALLOWED)
    assert (verdict.offers, verdict.host) == ("page", host) and verdict.why.endswith(".")


@given(st.text(), st.lists(st.text(max_size=10), max_size=3))
def test_any_text_gives_a_verdict_that_agrees_with_the_host(rest: str, allowed: list[str]) -> None:
    """One rule: a link books exactly when it has a booking host; a page has a host, a refusal has none."""
    hosts = (*RDV_HOSTS, *SHORTENERS, *ALLOWED)
    for url in (rest, f"https://{rest}", *(f"https://{host}{rest}" for host in hosts)):
        verdict = explain(url, (*allowed, *ALLOWED))
        assert verdict.offers in ("booking", "page", "refused") and verdict.why
        assert (verdict.offers == "booking") == bool(booking_host(url, (*allowed, *ALLOWED)))
        assert bool(verdict.host) == (verdict.offers != "refused")


@pytest.mark.parametrize(
    ("url", "organisation"),
    [
        ("https://rdv.anct.gouv.fr/org/0012/mairie", Organisation("rdv.anct.gouv.fr", id="12")),
        ("https://rdv.anct.gouv.fr/prendre_rdv?public_link_organisation_id=12", Organisation("rdv.anct.gouv.fr", "12")),
        (
            "https://www.rdv-solidarites.fr/org/ext/2A/x_1/y",
            Organisation("www.rdv-solidarites.fr", territory="2A", external_id="x_1"),
        ),
        ("https://rdv.anct.gouv.fr/prendre_rdv?departement=59", None),
        ("https://rdv.anct.gouv.fr/prendre_rdv?public_link_organisation_id=1&public_link_organisation_id=2", None),
        ("https://rdv.ville.example/org/12", None),
        ("https://rdv.anct.gouv.fr/", None),
        ("", None),
    ],
)
def test_the_organisation_of_a_link(url: str, organisation: Organisation | None) -> None:
    """However the link is written, the same organisation; none for a search or for another host."""
    assert organisation_of(url) == organisation
