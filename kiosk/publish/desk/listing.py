"""The requests as people of the office read them: a French list, a table for a spreadsheet, a calendar, or JSON."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import unicodedata
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from kiosk.appointments.request import Request
from kiosk.appointments.spans import HALF_HOUR
from kiosk.i18n.formats import format_day, format_phone, format_time
from kiosk.publish.desk.opening import HalfHour, Opened

COLUMNS = ("jour", "heure", "numéro", "besoin", "langue", "prénom", "téléphone", "borne", "demandé le", "à savoir")
TWICE = "DEMANDÉ DEUX FOIS"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_text(opened: Opened, zone: ZoneInfo) -> list[str]:
    """A list by day; what was asked for twice stands first, and loudly."""
    lines = []
    for half_hour in opened.conflicts:
        lines.append(f"!!! {TWICE} : {_when(half_hour.slot, zone)} — équipe « {half_hour.desk} »")
        lines += [f"!!!   {_line(request, zone)} — {_rank(rank)}" for rank, request in enumerate(half_hour.requests)]
    for number in opened.repeated:
        lines.append(f"!!! LE NUMÉRO {number} EST SUR DEUX TICKETS : donnez un autre slip_prefix à l'une des bornes.")
    day = None
    for half_hour in opened.half_hours:
        local = half_hour.slot.astimezone(zone)
        if local.date() != day:
            day = local.date()
            lines += ["", format_day(day, "fr").capitalize()]
        mark = f"  {TWICE}" if half_hour.is_conflict else ""
        lines += [f"  {format_time(local)}  {_line(request, zone)}{mark}" for request in half_hour.requests]
    if not opened.half_hours:
        lines.append("Aucune demande.")
    return lines


def as_csv(opened: Opened, zone: ZoneInfo) -> str:
    """Semicolons, as a French spreadsheet opens it. What a visitor typed never becomes a formula (OWASP, CSV
    injection): a cell that begins like one gets an apostrophe."""
    out = io.StringIO()
    table = csv.writer(out, delimiter=";", lineterminator="\r\n")
    table.writerow(COLUMNS)
    for half_hour in opened.half_hours:
        for rank, request in enumerate(half_hour.requests):
            local, made = half_hour.slot.astimezone(zone), request.made.astimezone(zone)
            row = (
                f"{local:%Y-%m-%d}",
                format_time(local),
                request.number,
                _need(request),
                _language(request),
                request.contact.first_name,
                format_phone(request.contact.phone),
                request.terminal,
                f"{made:%Y-%m-%d %H:%M}",
                ", ".join(_notes(half_hour, rank, request)),
            )
            table.writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row])
    return "\ufeff" + out.getvalue()


def as_json(opened: Opened) -> str:
    data = {
        "half_hours": [
            {
                "desk": half_hour.desk,
                "slot": half_hour.slot.isoformat(),
                "conflict": half_hour.is_conflict,
                "requests": [_to_json(request) for request in half_hour.requests],
            }
            for half_hour in opened.half_hours
        ],
        "problems": list(opened.problems),
        "repeated_numbers": list(opened.repeated),
    }
    return json.dumps(data, ensure_ascii=False, indent=1)


def as_ics(opened: Opened, zone: ZoneInfo) -> bytes:
    """One event for each request, with the request's id: importing twice changes nothing. The title has no name, for
    calendars are shared; the description has what the visitor typed."""
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//kiosk//rendez-vous//FR")
    calendar.add("version", "2.0")
    for half_hour in opened.half_hours:
        for rank, request in enumerate(half_hour.requests):
            event = Event()
            event.add("uid", f"{request.id}@kiosk-rdv")
            event.add("dtstamp", request.made.astimezone(dt.UTC))
            event.add("dtstart", half_hour.slot.astimezone(dt.UTC))
            event.add("dtend", half_hour.slot.astimezone(dt.UTC) + HALF_HOUR)
            notes = _notes(half_hour, rank, request)
            event.add("summary", " — ".join((f"Borne {request.number}", *notes)))
            event.add("description", _line(request, zone))
            calendar.add_component(event)
    return calendar.to_ical()


def _line(request: Request, zone: ZoneInfo) -> str:
    contact = request.contact
    name = contact.first_name
    if any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in name):
        name = f"\u2068{name}\u2069"  # isolated, or it would turn the number after it round
    who = ", ".join(filter(None, (name, format_phone(contact.phone) if contact.phone else "")))
    made = request.made.astimezone(zone)
    parts = (
        request.number,
        _need(request),
        f"en {_language(request)}",
        who or "sans contact",
        f"demandé le {made:%d/%m à %H:%M} à {request.terminal}",
        "À CONFIRMER" if request.to_confirm else "",
    )
    return " · ".join(filter(None, parts))


def _notes(half_hour: HalfHour, rank: int, request: Request) -> Iterator[str]:
    if half_hour.is_conflict:
        yield f"{TWICE} ({_rank(rank)})"
    if request.to_confirm:
        yield "à confirmer"


def _rank(rank: int) -> str:
    return "demandé en premier : garde l'heure" if rank == 0 else "demandé après : proposez une autre heure"


def _need(request: Request) -> str:
    return " > ".join(request.need.labels) or "besoin non précisé"


def _language(request: Request) -> str:
    from babel import Locale

    return Locale("fr").languages.get(request.language, request.language)


def _when(slot: dt.datetime, zone: ZoneInfo) -> str:
    local = slot.astimezone(zone)
    return f"{format_day(local.date(), 'fr')}, {format_time(local)}"


def _to_json(request: Request) -> dict[str, object]:
    return {
        "id": request.id,
        "number": request.number,
        "terminal": request.terminal,
        "made": request.made.isoformat(),
        "path": request.need.path,
        "labels": list(request.need.labels),
        "language": request.language,
        "first_name": request.contact.first_name,
        "phone": request.contact.phone,
        "to_confirm": request.to_confirm,
    }
