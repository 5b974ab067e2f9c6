"""Whether a link really books an appointment, on which host, and what to say of it when it does not.

Source of the rule: the stable public addresses of RDV Service Public and its brands, `/org/{id}`,
`/org/ext/{territory}/{external_id}` and `/prendre_rdv?…`. Many published "booking" links are a plain home page;
and what is printed as a QR code must not lead anywhere else than where its written host name says.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from kiosk.directory.links import is_plain, refusal

RDV_HOSTS = frozenset({"www.rdv-aide-numerique.fr", "www.rdv-solidarites.fr", "rdv.anct.gouv.fr"})

LONGEST_LINK = 287
"""Characters. A visitor books by a code alone, and a phone at 40 cm reads no larger one (see kiosk.paper.codes)."""

_SLUG = r"(?:/[A-Za-z0-9_~-][A-Za-z0-9_.~-]*)?/?"
_HOME = re.compile(r"[/.]*(?:(?:index|home|default|accueil)(?:\.[a-z]{3,5})?)?/?", re.IGNORECASE)
_BY_ID = re.compile(r"/org/([0-9]{1,12})" + _SLUG)
_BY_EXTERNAL_ID = re.compile(r"/org/ext/([0-9A-Z]{2,3})/([A-Za-z0-9_~-][A-Za-z0-9_.~-]*)" + _SLUG)
"""The territory is a département, or one that is none: "CN" gathers the conseillers numériques."""
_SEARCH = re.compile(r"/prendre_rdv/?")


@dataclass(frozen=True, slots=True)
class Verdict:
    """`offers` is "booking", "page" (an https page that books nothing, as far as one knows) or "refused" (no code and
    no button may lead there). `host` is the host in small letters, empty when refused; `why` is one sentence for
    technicians, which never repeats the link."""

    offers: str
    host: str
    why: str


@dataclass(frozen=True, slots=True)
class Organisation:
    """Whose appointments a link of RDV Service Public books: by `id`, or by `territory` and `external_id`."""

    host: str
    id: str = ""
    territory: str = ""
    external_id: str = ""


def explain(url: str, allowed_hosts: Collection[str] = ()) -> Verdict:
    """What a link offers. Any text gives a verdict; nothing is asked of the network.

    It books when it is https, plain ASCII, no longer than LONGEST_LINK, with no user name and no port, and its host is
    one of RDV_HOSTS with a booking path, or exactly one of the site's `allowed_hosts` with another path than that of
    its home page.
    """
    why = refusal(url)
    if why:
        return Verdict("refused", "", why)
    parts = urlsplit(url)
    host = parts.netloc.lower()
    if not is_plain(url):
        return Verdict("page", host, "Its path has letters outside plain ASCII: write them percent-encoded.")
    if len(url) > LONGEST_LINK:
        return Verdict(
            "page", host, f"It is longer than {LONGEST_LINK} characters: no code that a phone reads holds it."
        )
    if host in RDV_HOSTS:
        if _BY_ID.fullmatch(parts.path) or _BY_EXTERNAL_ID.fullmatch(parts.path):
            return Verdict("booking", host, f"It is the booking page of one organisation on {host}.")
        if _SEARCH.fullmatch(parts.path) and parse_qs(parts.query):
            return Verdict("booking", host, f"It is a search for appointments on {host}.")
        return Verdict("page", host, f"It is a page of {host}, and none of those that book.")
    if host in {allowed.lower() for allowed in allowed_hosts}:
        if not _HOME.fullmatch(parts.path):
            return Verdict("booking", host, f"It is a page of {host}, which the site file names in booking_hosts.")
        return Verdict("page", host, f"It is the home page of {host}, and a home page is not called a booking.")
    return Verdict("page", host, f"It is a page of {host}, which is not one of the hosts in booking_hosts.")


def booking_host(url: str, allowed_hosts: Collection[str] = ()) -> str:
    """The host of `url` when `explain` says that it books, else empty text."""
    verdict = explain(url, allowed_hosts)
    return verdict.host if verdict.offers == "booking" else ""


def organisation_of(url: str) -> Organisation | None:
    """The organisation of RDV Service Public that a booking link names; None for a search among several, for another
    host and for what books nothing."""
    host = booking_host(url)
    if not host:
        return None
    parts = urlsplit(url)
    if found := _BY_ID.fullmatch(parts.path):
        return Organisation(host, id=found[1].lstrip("0") or "0")
    if found := _BY_EXTERNAL_ID.fullmatch(parts.path):
        return Organisation(host, territory=found[1], external_id=found[2])
    numbers = parse_qs(parts.query).get("public_link_organisation_id", [])
    if len(numbers) == 1 and re.fullmatch(r"[0-9]{1,12}", numbers[0], re.ASCII):
        return Organisation(host, id=numbers[0].lstrip("0") or "0")
    return None
