"""Everything the kiosk stands on is in the list of licences."""

from __future__ import annotations

import re
from pathlib import Path

from kiosk.i18n.faces import PACKAGES

NAME = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)\s*==", re.MULTILINE)


def listed(repository: Path) -> set[str]:
    """Every word of the list, in small letters."""
    text = (repository / "assets" / "LICENCES.md").read_text(encoding="utf-8")
    return set(re.findall(r"[a-z0-9][a-z0-9_-]*", text.lower()))


def test_every_locked_package_has_its_licence(repository: Path) -> None:
    """A package that is installed with the kiosk stands in the list, by its own name."""
    locked = {name.lower() for name in NAME.findall((repository / "requirements.lock").read_text(encoding="utf-8"))}
    assert "babel" in locked
    assert locked - listed(repository) == set()


def test_every_typeface_has_its_licence(repository: Path) -> None:
    """So does the system package of every typeface of the screens, and the family of the pictograms."""
    assert {*PACKAGES.values(), "python-lucide", "isc"} - listed(repository) == set()
