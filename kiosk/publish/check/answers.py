"""What a release answers: paths that end nowhere, and booking links that would be shown to nobody or must not be."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from pathlib import Path as FilePath
from urllib.parse import urlsplit

from kiosk.directory.booking import booking_host
from kiosk.guide.answers import answer_to, leads_somewhere
from kiosk.guide.content import Content
from kiosk.publish.check.finding import ERROR, WARNING, Finding
from kiosk.publish.check.tiles import Places

MOST_HOSTS = 6


def dead_ends(content: Content, at: dt.datetime, places: Places) -> Iterator[Finding]:
    """Every path is asked as a visitor would at that aware moment, in French."""
    for path in content.guide.paths():
        if not leads_somewhere(path, answer_to(content, path.ask, "fr", at)):
            trail = ("need", path.need.id, "situation", path.situation.id, "way", path.way.id)
            file, line = places.where(trail, "label")
            advice = "Aucun lieu ni numéro ne répond. Ajoutez un numéro (phones), d'autres themes, ou helper_first."
            yield Finding(ERROR, file, line, f"parcours {path.id}", "impasse", path.way.label, advice)


def booking_links(content: Content, house: FilePath) -> Iterator[Finding]:
    """The helper's own link must book; of the places' links, those whose host the site does not know are counted."""
    allowed = content.settings.booking_hosts
    site = _relative(content.settings.origin.where, house)
    link = content.settings.helper.booking_url
    if link and not booking_host(link, allowed):
        advice = "Donnez un lien https qui prend rendez-vous, sur un site de booking_hosts."
        yield Finding(ERROR, site, None, "helper, booking_url", "rendez-vous", link, advice)
    unknown: Counter[str] = Counter()
    for place in content.directory.every_place():
        links = {place.booking_url, *(service.booking_url for service in place.services)} - {""}
        unknown.update({_host(url) for url in links if not booking_host(url, allowed)})
    if unknown:
        hosts = ", ".join(f"{host} ({count})" for host, count in unknown.most_common(MOST_HOSTS))
        advice = (
            f"{unknown.total()} liens de rendez-vous ne sont pas montrés. Si un de ces sites est sûr et que la page "
            f"donne un rendez-vous, ajoutez-le à booking_hosts : {hosts}."
        )
        yield Finding(WARNING, site, None, "site, booking_hosts", "rendez-vous", "", advice)


def _relative(file: str, house: FilePath) -> str:
    path = FilePath(file)
    return path.relative_to(house).as_posix() if path.is_relative_to(house) else file


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or url[:60]
    except ValueError:
        return url[:60]
