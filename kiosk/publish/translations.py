"""The translators' `.po` files, compiled to what a release carries."""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path

from kiosk.errors import CatalogueError
from kiosk.i18n.languages import LANGUAGES, SOURCE_LANGUAGE


def compile_translations(folder: Path, codes: Iterable[str]) -> dict[str, bytes]:
    """Language code → gettext `.mo` bytes, for every code but French, from `folder/<code>.po`.

    Doubtful ("fuzzy") translations are left out: French is better than a guess.
    Raises CatalogueError when a language is unknown or its file is missing or malformed.
    """
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import PoFileError, read_po

    compiled = {}
    for code in codes:
        if code == SOURCE_LANGUAGE:
            continue
        if code not in LANGUAGES:
            raise CatalogueError(f"{code!r} is not a language of the kiosk. Known: {', '.join(LANGUAGES)}.")
        path = folder / f"{code}.po"
        try:
            with path.open("rb") as stream:
                catalogue = read_po(stream, locale=code, abort_invalid=True)
        except (OSError, ValueError, PoFileError) as error:
            raise CatalogueError(f"{path}: this file cannot be read ({error}). Mend or restore it.") from error
        target = io.BytesIO()
        write_mo(target, catalogue, use_fuzzy=False)
        compiled[code] = target.getvalue()
    return compiled
