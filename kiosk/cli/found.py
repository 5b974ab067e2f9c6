"""What `kiosk find` prints: the same answer as JSON for programs and as text for people.

In JSON a text nobody knows is "", a number, date or yes-or-no nobody knows is null.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import fields
from typing import Any

from kiosk.directory.advice import advice
from kiosk.directory.models import PHONE_KIND, Answer, IsClosed, Opening, Place, Query, Result
from kiosk.directory.next_step import NextStep, next_steps
from kiosk.directory.offers import matching_services
from kiosk.directory.rank import is_free
from kiosk.directory.reasons import why
from kiosk.directory.words import opening_line
from kiosk.guide.tree import Fiche, Path
from kiosk.i18n.catalogue import Catalogue, Words
from kiosk.i18n.formats import format_day, format_phone, format_span

Json = dict[str, Any]


def path_as_json(path: Path, catalogue: Catalogue) -> Json:
    query = path.way.query
    return {
        "path": path.id,
        "labels": {code: [catalogue[code](label) for label in path.labels] for code in catalogue.codes},
        "query": {field.name: list(getattr(query, field.name)) for field in fields(Query)},
        "phones": list(path.way.phones),
        "helper_first": path.way.helper_first,
    }


def summary_as_json(answers: Iterable[tuple[str, Answer]]) -> Json:
    """For every path its rung and count; a dead end is a path whose answer is empty."""
    rows = [{"path": path, "rung": answer.rung, "count": len(answer.results)} for path, answer in answers]
    return {"paths": len(rows), "dead_ends": sum(row["count"] == 0 for row in rows), "answers": rows}


def answer_as_json(path: Path, answer: Answer, fiche: Fiche, t: Words, is_closed: IsClosed) -> Json:
    return {
        "path": path.id,
        "rung": answer.rung,
        "fiche": {
            "id": fiche.id,
            "title": t(fiche.title),
            "what": [t(line) for line in fiche.what],
            "there": [t(line) for line in fiche.there],
            "bring": [t(line) for line in fiche.bring],
            "cost": t(fiche.cost),
            "time": t(fiche.time),
            "written": _day(fiche.written),
        },
        "results": [_result_as_json(result, path.ask.query, t, is_closed) for result in answer.results],
    }


def _result_as_json(result: Result, query: Query, t: Words, is_closed: IsClosed) -> Json:
    place, opening = result.place, result.opening
    return {
        "id": place.id,
        "name": _name(place, t),
        "kind": place.kind,
        "rung": result.rung,
        "distance_m": result.distance_m,
        "open": opening.open,
        "hours_today": [format_span(opens, closes) for opens, closes in opening.today],
        "next_change": opening.next_change.isoformat() if opening.next_change else None,
        "phone": place.phone,
        "address": place.address,
        "booking_url": place.booking_url if result.booking_host else "",
        "booking_host": result.booking_host,
        "next": [_step(step) for step in _steps(result, is_closed)],
        "themes": _facets(result, query),
        "languages": list(place.languages),
        "labels": list(place.labels),
        "free": is_free(place, matching_services(place, query)),
        "why": why(result, t),
        "sources": [
            {"name": source.name, "id": source.id, "updated": _day(source.updated)} for source in place.sources
        ],
        "updated": _day(place.updated),
    }


def _steps(result: Result, is_closed: IsClosed) -> tuple[NextStep, ...]:
    """What one can do next, best first."""
    return next_steps(result.place, result.opening, booking_hosts=(result.booking_host,), is_closed=is_closed)


def _step(step: NextStep) -> Json:
    until = step.until.isoformat() if step.until else None
    return {"way": step.way, "target": step.target, "until": until, "now": step.now}


def _facets(result: Result, query: Query) -> list[str]:
    """Themes and digital services of the place, those asked for first."""
    offered = [facet for service in result.place.services for facet in service.themes + service.services]
    return sorted(dict.fromkeys(offered), key=lambda facet: facet not in query.facets)


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def paths_as_text(paths: list[Json], language: str) -> str:
    return "\n".join(f"{path['path']:<60} {' · '.join(path['labels'][language])}" for path in paths)


def summary_as_text(summary: Json) -> str:
    rows = [f"{row['path']:<60} {row['rung']:<8} {row['count']:>3}" for row in summary["answers"]]
    return "\n".join([*rows, f"{summary['paths']} paths, {summary['dead_ends']} dead ends"])


def answer_as_text(path: Path, answer: Answer, fiche: Fiche, at: dt.datetime, t: Words, is_closed: IsClosed) -> str:
    blocks = [_block(number, result, at, t, is_closed) for number, result in enumerate(answer.results, 1)]
    rows = [" · ".join(t(label) for label in path.labels), "", *_fiche(fiche, t)]
    return "\n".join([*rows, *(line for block in blocks for line in ("", *block))])


def _fiche(fiche: Fiche, t: Words) -> list[str]:
    """The fiche in the order in which the screen shows it."""
    parts = (
        (t("Sur place"), [f"    {t(line)}" for line in fiche.there]),
        (t("À apporter"), [f"    - {t(line)}" for line in fiche.bring]),
        (t("Prix"), [f"    {t(fiche.cost)}"] if fiche.cost else []),
        (t("Combien de temps"), [f"    {t(fiche.time)}"] if fiche.time else []),
    )
    rows = [t(fiche.title), *(f"  {t(line)}" for line in fiche.what)]
    rows += [row for title, lines in parts if lines for row in (f"  {title}", *lines)]
    written = t("Ce texte est du {date}.", date=format_day(fiche.written, t.language.code)) if fiche.written else ""
    return [*rows, f"  {written}"] if written else rows


def _block(number: int, result: Result, at: dt.datetime, t: Words, is_closed: IsClosed) -> list[str]:
    place = result.place
    known = (
        why(result, t),
        advice(_steps(result, is_closed), t),
        _door(place, result.opening, at, t),
        place.address,
        format_phone(place.phone) if place.phone else "",
        place.booking_url if result.booking_host else "",
    )
    return [f"{number}. {_name(place, t)}  [{result.rung}]", *(f"   {line}" for line in known if line)]


def _door(place: Place, opening: Opening, at: dt.datetime, t: Words) -> str:
    spans = ", ".join(format_span(opens, closes) for opens, closes in opening.today)
    return opening_line(place, opening, at, t) + (f" ({spans})" if spans else "")


def _name(place: Place, t: Words) -> str:
    """The name of a phone service is a text of the guide; that of a place is its own."""
    return t(place.name) if place.kind == PHONE_KIND else place.name
