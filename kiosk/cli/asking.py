"""What commands that ask the guide share: the path, the language and the answer."""

from __future__ import annotations

import datetime as dt
import difflib

from kiosk.cli.common import Context
from kiosk.directory.models import NONE_CLOSED, Answer, IsClosed
from kiosk.errors import UsageError
from kiosk.guide.answers import answer_to
from kiosk.guide.tree import Path


def ask(
    context: Context, path: Path, language: str, at: dt.datetime, limit: int, is_closed: IsClosed = NONE_CLOSED
) -> Answer:
    """The places of a path at an aware moment, at most `limit`."""
    return answer_to(context, path.ask, language, at, limit=limit, is_closed=is_closed)


def check_language(code: str, context: Context) -> None:
    """Raises UsageError for a language that the release does not hold."""
    codes = context.release.catalogue.codes
    if code not in codes:
        raise UsageError(f"--lang {code!r}: this release does not speak it. It speaks {', '.join(codes)}.")


def path_named(path_id: str, context: Context) -> Path:
    """The path of that name. Raises UsageError with the names near it."""
    wanted = path_id.strip("/")
    path = context.guide.path(wanted)
    if path:
        return path
    ids = [known.id for known in context.guide.paths()]
    below = [known for known in ids if known.startswith(f"{wanted}/")]
    near = (below or difflib.get_close_matches(wanted, ids, 3, 0.4))[:3]
    advice = f"Near it: {', '.join(near)}." if near else "See them all with `kiosk find --list`."
    raise UsageError(f"the guide has no path {path_id!r}. {advice}")
