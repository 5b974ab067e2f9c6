"""The pictograms of a release: Lucide, one family under the ISC licence, read from the python-lucide package."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib.resources import files

from kiosk.errors import GuideError
from kiosk.guide.pictogram import path_of
from kiosk.guide.tree import Guide


def pictogram_names(guide: Guide) -> list[str]:
    """The names of the pictograms of every tile, each once, in the order of the guide."""
    tiles = [tile for path in guide.paths() for tile in (path.need, path.situation, path.way)]
    return list(dict.fromkeys(tile.pictogram for tile in tiles))


def lucide_names() -> frozenset[str]:
    """The name of every pictogram of Lucide."""
    import sqlite3
    from contextlib import closing

    path = files("lucide") / "data" / "lucide-icons.db"
    with closing(sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)) as database:
        return frozenset(name for (name,) in database.execute("SELECT name FROM icons"))


def lucide(names: Iterable[str]) -> Mapping[str, str]:
    """Path data by name. Raises GuideError for a name Lucide does not have."""
    import sqlite3
    from contextlib import closing

    path = files("lucide") / "data" / "lucide-icons.db"
    found = {}
    with closing(sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)) as database:
        for name in names:
            row = database.execute("SELECT svg FROM icons WHERE name = ?", (name,)).fetchone()
            if row is None:
                raise GuideError(
                    f"the guide names the pictogram {name!r}, which Lucide does not have. "
                    "Choose another on its site and correct content/guide."
                )
            found[name] = path_of(row[0], name)
    return found
