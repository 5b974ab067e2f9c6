"""Asks, after a sync, which organisations of RDV Service Public have open slots, and keeps the lists in the state.

`GET https://<host>/api/v1/public_links?territory=59` needs no token and answers with all of a territory at once:
`{"public_links": [{"external_id": "ccas-lens", "public_link": "https://<host>/org/1725"}]}`; 400 without a territory,
404 `{"not_found": "territory"}` for one that the host does not know, 429 to who asks too often (source: betagouv,
rdv-service-public, api/v1/public_links). A territory is a département, or "CN", the conseillers numériques. All brands
of one installation answer alike, and a link of the list may stand on another brand's host.

What fails is told to the log and costs nothing else: a sync went well, or not, before anything is asked here.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import logging
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from kiosk.directory.booking import organisation_of
from kiosk.directory.models import PHONE_KIND, Place
from kiosk.directory.store import open_directory
from kiosk.disk import Disk
from kiosk.errors import KioskError, NetworkError
from kiosk.release.open_slots import OPEN_SLOTS_NAME, OpenList, OpenSlots, read_open_slots, to_bytes
from kiosk.release.reading import DIRECTORY_NAME
from kiosk.release.state import CURRENT_NAME
from kiosk.sync.lists import Lists, TooBusyError, UnknownTerritoryError

log = logging.getLogger(__name__)

DIGITAL_ADVISERS = "CN"
"""The territory of the conseillers numériques, who are in every département."""
MOST_ASKED = 30
"""Lists in one go: those that most links need come first."""
MOST_SECONDS = 120.0
MOST_ORGANISATIONS = 20_000
MOST_GONE = 20_000
_ORGANISATION = re.compile(r"/org/([0-9]{1,12})(?:/[^/]*)?/?")
"""Whatever host it is on: it is the installation that was asked which names it."""
_NONSENSE = (ValueError, TypeError, LookupError, AttributeError, RecursionError)


@dataclass(frozen=True)
class AskOpenSlots:
    """The effect that a sync calls with its state. `helper_url` is the booking link of this site's own helper; `clock`
    gives the aware moment it is, `seconds` a time that only goes forward."""

    lists: Lists
    disk: Disk
    clock: Callable[[], dt.datetime]
    seconds: Callable[[], float]
    helper_url: str = ""

    def __call__(self, state: Path) -> None:
        """Ask, and keep what came. Raises nothing that a network, a server or a disk can cause."""
        try:
            wanted = wanted_lists(_places_of(state), self.helper_url)
            if not wanted:
                return
            known = read_open_slots(state)
            slots = merged(known, self._asked(wanted), self.clock())
            self.disk.write(state / OPEN_SLOTS_NAME, to_bytes(slots))
        except (OSError, KioskError) as error:
            log.warning("which appointments are open is not known: %s. Booking links are shown as before.", error)

    def _asked(self, wanted: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str, OpenList]]:
        """The lists that come whole. A host that does not answer, or is too busy, is not asked again this time."""
        began, silent = self.seconds(), set[str]()
        for host, territory in wanted:
            if host in silent:
                continue
            if self.seconds() - began > MOST_SECONDS:
                log.warning("asking for open appointments took too long: the rest is left for the next sync.")
                return
            try:
                data = self.lists.read(host, territory)
                yield host, territory, parsed(data, self.clock())
            except UnknownTerritoryError:
                continue
            except (TooBusyError, NetworkError) as error:
                silent.add(host)
                log.warning("%s", error)
            except _NONSENSE as error:
                kind = type(error).__name__
                log.warning("%s: its list of open appointments for %s makes no sense (%s).", host, territory, kind)


def wanted_lists(places: Iterable[Place], helper_url: str = "") -> list[tuple[str, str]]:
    """(host, territory) of each list that tells something of a link of these places, those for most links first."""
    counts: Counter[tuple[str, str]] = Counter()
    everywhere: Counter[str] = Counter()
    for place in places:
        if place.kind == PHONE_KIND:
            continue
        area = departement_of(place.insee) or departement_of(place.postcode)
        everywhere[area] += 1
        for url in {place.booking_url, *(service.booking_url for service in place.services)}:
            _count(counts, url, area)
    del everywhere[""]
    _count(counts, helper_url, everywhere.most_common(1)[0][0] if everywhere else "")
    return [asked for asked, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))][:MOST_ASKED]


def departement_of(code: str) -> str:
    """The number of the département that an INSEE code or a postcode begins with: "59", "2A", "974"; else ""."""
    if len(code) != 5 or not code.isascii() or not code[2:].isdigit() or not code[0].isdigit():
        return ""
    if not code[1].isdigit() and code[:2] not in ("2A", "2B"):
        return ""
    return code[:3] if code[:2] in ("97", "98") else code[:2]


def parsed(data: bytes, at: dt.datetime) -> OpenList:
    """A list as a host sent it at the aware moment `at`. Raises ValueError and its kin for what is none, is one page of
    several, or is too long: half a list would call organisations closed that are open."""
    document: Any = json.loads(data)
    rows = document["public_links"]
    if not isinstance(rows, list) or len(rows) > MOST_ORGANISATIONS:
        raise ValueError("public_links")
    if isinstance(document.get("meta"), dict) and document["meta"].get("next_page"):
        raise ValueError("one page of several")
    ids, external_ids = set(), set()
    for row in rows:
        external_id, link = row["external_id"], _ORGANISATION.fullmatch(urlsplit(row["public_link"]).path)
        if not isinstance(external_id, str) or not link:
            raise ValueError("external_id or public_link")
        external_ids.add(external_id)
        ids.add(link[1].lstrip("0"))
    return OpenList(at, frozenset(ids), frozenset(external_ids))


def merged(known: OpenSlots, come: Iterable[tuple[str, str, OpenList]], at: dt.datetime) -> OpenSlots:
    """What is known once these lists came. A list remembers which ids have gone from it since the first time."""
    hosts: dict[str, dict[str, OpenList]] = defaultdict(dict)
    for host, lists in known.hosts.items():
        hosts[host].update(lists)
    for host, territory, found in come:
        before = hosts[host].get(territory)
        gone = sorted((before.ids | before.gone) - found.ids)[:MOST_GONE] if before else ()
        hosts[host][territory] = replace(found, gone=frozenset(gone))
    return OpenSlots(at, hosts)


def _count(counts: Counter[tuple[str, str]], url: str, area: str) -> None:
    organisation = organisation_of(url)
    if organisation is None:
        return
    areas = (organisation.territory,) if organisation.external_id else (DIGITAL_ADVISERS, area)
    for wanted in areas:
        if wanted:
            counts[organisation.host, wanted] += 1


def _places_of(state: Path) -> list[Place]:
    """The places of the release in force that have a link. Raises DirectoryError."""
    with contextlib.closing(open_directory(state / CURRENT_NAME / DIRECTORY_NAME)) as directory:
        return list(directory.every_place())
