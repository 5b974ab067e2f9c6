"""Whether a link really books an appointment, and on which host.

Source of the rule: the stable public addresses of RDV Service Public and its brands, `/org/{id}`,
`/org/ext/{departement}/{external_id}` and `/prendre_rdv?…`. Many published "booking" links are a plain home page;
and what is printed as a QR code must not lead anywhere else than where its written host name says.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from urllib.parse import urlsplit

RDV_HOSTS = frozenset({"www.rdv-aide-numerique.fr", "www.rdv-solidarites.fr", "rdv.anct.gouv.fr"})

_ORGANISATION = re.compile(r"/org/(?:[0-9]+(?:/[A-Za-z0-9_-]+)?|ext/[0-9AB]{2,3}/[A-Za-z0-9_.~-]+)/?")
_SEARCH = re.compile(r"/prendre_rdv/?")
_PLAIN = re.compile(r"https://[!-~]+", re.IGNORECASE)
_HOST = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+")


def booking_host(url: str, allowed_hosts: Collection[str] = ()) -> str:
    """The host of `url` when that link books an appointment, else empty text.

    Only https, only plain ASCII, no user name, no other port; the host is one of RDV_HOSTS with a booking path,
    or exactly one of the site's `allowed_hosts` with any path at all.
    """
    if not _PLAIN.fullmatch(url) or "\\" in url:
        return ""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    host = parts.netloc.lower().removesuffix(":443")
    if not _HOST.fullmatch(host):
        return ""
    if host in RDV_HOSTS:
        books = _ORGANISATION.fullmatch(parts.path) or (_SEARCH.fullmatch(parts.path) and parts.query)
        return host if books else ""
    if host in {allowed.lower() for allowed in allowed_hosts}:
        return host if parts.path.strip("/") else ""
    return ""
