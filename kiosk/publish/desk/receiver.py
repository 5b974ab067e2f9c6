"""The receiver, as a WSGI application (PEP 3333) behind any web server that does https. It can open nothing.

POST /requests/<desk>/<slot>/<id>    keeps sealed bytes: 201 kept now, 200 kept before, 409 kept, and another request
                                     has that half-hour; 400, 413, 422 never; 507 full, 503 the disk refuses
GET /requests/<desk>                 {"requests": [["<slot>", "<id>"], …]}, for `kiosk desk fetch`
GET /requests/<desk>/<slot>/<id>     the sealed bytes
GET /taken/<desk>                    {"taken": ["<slot>", …]}, those to come

Each asks for the token ("Authorization: Bearer …", RFC 6750). An answer to a POST repeats the SHA-256 of what came.
Only half-hours and ids are ever seen here; nothing is logged.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import hmac
import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from kiosk.appointments.request import DESK, MAGIC, REQUEST_ID, SEALED_BYTES
from kiosk.appointments.sealed_name import SealedName
from kiosk.appointments.spans import slot_name, slot_of
from kiosk.publish.desk.shelf import Shelf

FARTHEST = dt.timedelta(days=400)
"""A half-hour beyond it would fill the shelf for years."""
_STATUS = {
    200: "OK",
    201: "Created",
    400: "Bad Request",
    401: "Unauthorized",
    404: "Not Found",
    405: "Method Not Allowed",
    409: "Conflict",
    413: "Content Too Large",
    422: "Unprocessable Content",
    503: "Service Unavailable",
    507: "Insufficient Storage",
}
_KEPT = {"kept": 201, "had": 200, "conflict": 409}

Answer = tuple[int, dict[str, Any] | bytes]
WsgiApp = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def receiver(folder: Path, token: str, clock: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC)) -> WsgiApp:
    """The application that keeps requests in `folder`. `token` is not empty; `clock` gives the aware moment it is."""
    shelf = Shelf(folder)

    def app(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        try:
            came = _came(environ)  # also when it is refused: an answer before the end of what comes is lost
            status, body = _answer(environ, came, shelf, token, clock())
        except OSError:
            status, body = 503, {"error": "the disk refuses"}
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        kind = "application/octet-stream" if isinstance(body, bytes) else "application/json"
        headers = [("Content-Type", kind), ("Content-Length", str(len(data))), ("Cache-Control", "no-store")]
        if status == 401:
            headers.append(("WWW-Authenticate", "Bearer"))
        start_response(f"{status} {_STATUS[status]}", headers)
        return [data]

    return app


def _answer(environ: dict[str, Any], came: bytes, shelf: Shelf, token: str, now: dt.datetime) -> Answer:
    given = environ.get("HTTP_AUTHORIZATION", "")
    if not hmac.compare_digest(given.encode("latin-1", "replace"), f"Bearer {token}".encode()):
        return 401, {"error": "the token is not the right one"}
    method = environ["REQUEST_METHOD"]
    match environ.get("PATH_INFO", "").strip("/").split("/"):
        case ["taken", desk] if DESK.fullmatch(desk):
            if method != "GET":
                return 405, {"error": "GET"}
            with contextlib.suppress(OSError):  # a disk that refuses can still be read
                shelf.tidy(desk, now)
            slots = sorted({one.slot for one in shelf.names(desk) if one.slot > now})
            return 200, {"taken": [slot_name(slot) for slot in slots]}
        case ["requests", desk] if DESK.fullmatch(desk):
            if method != "GET":
                return 405, {"error": "GET"}
            return 200, {"requests": [[slot_name(one.slot), one.id] for one in shelf.names(desk)]}
        case ["requests", desk, slot, request_id] if DESK.fullmatch(desk) and REQUEST_ID.fullmatch(request_id):
            try:
                name = SealedName(slot_of(slot), request_id)
            except ValueError:
                return 400, {"error": "this is no half-hour"}
            if method == "POST":
                return _post(environ, came, shelf, desk, name, now)
            sealed = shelf.get(desk, name) if method == "GET" else None
            return (404, {"error": "there is no such request"}) if sealed is None else (200, sealed)
    return 404, {"error": "there is nothing here"}


def _came(environ: dict[str, Any]) -> bytes:
    length = environ.get("CONTENT_LENGTH") or ""
    known = length.isascii() and length.isdigit()
    return environ["wsgi.input"].read(min(int(length[:12]), 2 * SEALED_BYTES)) if known else b""


def _post(
    environ: dict[str, Any], sealed: bytes, shelf: Shelf, desk: str, name: SealedName, now: dt.datetime
) -> Answer:
    length = environ.get("CONTENT_LENGTH") or ""
    if not (length.isascii() and length.isdigit()):
        return 400, {"error": "its length is not told"}
    if int(length[:12]) > SEALED_BYTES:
        return 413, {"error": f"a request has {SEALED_BYTES} bytes"}
    if len(sealed) < int(length):  # the connection broke: it will come again
        return 503, {"error": "it was cut short"}
    if len(sealed) != SEALED_BYTES or not sealed.startswith(MAGIC):
        return 422, {"error": "this is no sealed request"}
    if name.slot > now + FARTHEST:
        return 422, {"error": "this half-hour is too far away"}
    kept = shelf.put(desk, name, sealed, now)
    if kept == "full":
        return 507, {"error": "there is no room"}
    if kept == "other":
        return 422, {"error": "something else has this id"}
    return _KEPT[kept], {"id": name.id, "sha256": hashlib.sha256(sealed).hexdigest(), "conflict": kept == "conflict"}
