"""The guide from its folder of TOML files, and to and from the one `guide.json` of a release.

Reserved names: `questions.toml`, `fiches*.toml`, `phones.toml`; every other `*.toml` is one need, in the
order of the number that begins its name. The agent's own explanation is `LISEZ-MOI.md` in that folder.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from kiosk.errors import GuideError
from kiosk.guide.messages import guide_messages
from kiosk.guide.page import Page
from kiosk.guide.parse import QUERY_KEYS, Codes, parse_guide
from kiosk.guide.table import Table
from kiosk.guide.tree import MAX_NEEDS, Guide, Situation, Way

__all__ = ["guide_from_json", "guide_messages", "guide_to_json", "load_guide"]

JSON_NAME = "guide.json"
JSON_VERSION = 1


def load_guide(folder: Path, codes: Codes | None = None) -> Guide:
    """The guide of a folder of TOML files; codes and pictogram names are checked where `codes` gives them.

    Raises GuideError naming the file, the line where it can be found, and what to do.
    """
    if not folder.is_dir():
        raise GuideError(f"{folder}: there is no such folder. Give the folder that holds the guide's files.")
    names = sorted((path.name for path in folder.glob("*.toml")), key=_in_order)
    fiches = [name for name in names if name.startswith("fiches")]
    needs = [name for name in names if name not in {*fiches, "questions.toml", "phones.toml"}]
    for name in ("questions.toml", "fiches.toml", "phones.toml"):
        if name not in names and not (name == "fiches.toml" and fiches):
            raise GuideError(f"{folder}: {name} is missing. Put that file back.")
    if not 1 <= len(needs) <= MAX_NEEDS:
        found = ", ".join(needs) or "none"
        raise GuideError(
            f"{folder}: a guide has 1 to {MAX_NEEDS} needs, one file each; found {found}. Add or remove files."
        )
    return parse_guide(
        _read(folder / "questions.toml", ""),
        [_read(folder / name, "need") for name in needs],
        [table for name in fiches for table in _only_tables(_read(folder / name, ""), "fiche")],
        _only_tables(_read(folder / "phones.toml", ""), "phone"),
        codes or {},
    )


def guide_to_json(guide: Guide) -> dict[str, Any]:
    """The guide as JSON values, under the same keys as its files. `guide_from_json` gives it back."""
    need, situation, way = guide.questions
    return {
        "version": JSON_VERSION,
        "questions": {"need": need, "situation": situation, "way": way},
        "need": [
            _filled(asdict(each), without="situations") | {"situation": [_situation(s) for s in each.situations]}
            for each in guide.needs
        ],
        "fiche": [_filled(asdict(fiche)) for fiche in guide.fiches.values()],
        "phone": [_filled(asdict(phone)) for phone in guide.phones.values()],
    }


def guide_from_json(data: object, name: str = JSON_NAME) -> Guide:
    """The guide of a release. `name` is its file in errors. Raises GuideError when anything is amiss."""
    page = Page(name)
    if not isinstance(data, Mapping) or data.get("version") != JSON_VERSION:
        raise GuideError(f"{name}: this is not a guide of version {JSON_VERSION}. Build the release again.")
    top = Table(page, data, "")
    top.only("version", "questions", "need", "fiche", "phone")
    questions = data.get("questions")
    if not isinstance(questions, Mapping):
        raise GuideError(f"{name}: the three questions are missing. Build the release again.")
    needs = top.tables("need", least=1, most=MAX_NEEDS)
    return parse_guide(Table(page, questions, "questions"), needs, top.tables("fiche", 1), top.tables("phone", 0), {})


def _read(path: Path, kind: str) -> Table:
    name = str(path)
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise GuideError(
            f"{name}: this file cannot be read ({error.strerror}). Check its name and its rights."
        ) from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise GuideError(f"{name}, line {line}: this is not UTF-8 text. Save the file again as UTF-8.") from error
    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise GuideError(_syntax(name, str(error))) from error
    identifier = data.get("id")
    called = f"{kind} {identifier!r}" if kind and isinstance(identifier, str) else kind
    return Table(Page(name, text), data, called)


def _syntax(name: str, error: str) -> str:
    found = re.search(r" \(at line (\d+), column \d+\)", error)
    where = f"{name}, line {found[1]}" if found else name
    what = error.replace(found[0], "") if found else error
    return f"{where}: this is not valid TOML ({what}). Look for a missing quote, bracket or comma there or just above."


def _only_tables(top: Table, key: str) -> tuple[Table, ...]:
    top.only(key)
    return top.tables(key, least=0)


def _in_order(name: str) -> tuple[int, str]:
    number = re.match(r"\d{1,9}", name)
    return (int(number[0]) if number else 10**9, name)


def _situation(situation: Situation) -> dict[str, Any]:
    return _filled(asdict(situation), without="ways") | {"way": [_way(way) for way in situation.ways]}


def _way(way: Way) -> dict[str, Any]:
    query = {key: getattr(way.query, key) for key in QUERY_KEYS}
    return _filled(asdict(way), without="query") | _filled(query)


def _filled(values: Mapping[str, Any], without: str = "") -> dict[str, Any]:
    """The keys that hold something, as JSON knows them: lists for tuples, ISO texts for days."""
    return {k: _json(v) for k, v in values.items() if v and k != without}


def _json(value: Any) -> Any:
    if isinstance(value, tuple):
        return list(value)
    return value.isoformat() if isinstance(value, dt.date) else value
