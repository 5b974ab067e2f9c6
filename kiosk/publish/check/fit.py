"""Every label fits the tile it stands on, at the largest size of letters, both ways up, in every language.

Only the real screens can tell. They are laid out by `kiosk.ui.fit` in processes of their own, one for each way up,
so that no command that writes or checks ever loads Qt, and a machine that cannot start Qt loses this rule only.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import kiosk
from kiosk.errors import ScreenError
from kiosk.guide.load import guide_to_json
from kiosk.guide.tree import Guide
from kiosk.i18n.languages import SOURCE_LANGUAGE
from kiosk.publish.check.finding import ERROR, WARNING, Finding, Text
from kiosk.settings import Settings

RULE = "trop-long"
MODULE = "kiosk.ui.fit"
LONGEST_S = 600
WAYS_UP = ("portrait", "paysage")

Measured = Sequence[Mapping[str, Any]]
"""What `kiosk.ui.fit` writes: language, screen, label, size, fits, over."""
Measure = Callable[[Path], Measured]
"""Measures a folder that holds `guide.json`, `site.toml` and `<code>.mo`. Raises ScreenError."""


def measure(folder: Path) -> Measured:
    """Both ways up at once, each in a child process. Raises ScreenError, with what a child said last."""
    beside = os.pathsep.join(filter(None, (str(Path(kiosk.__file__).parent.parent), os.environ.get("PYTHONPATH"))))
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software", "PYTHONPATH": beside}
    children: list[subprocess.Popen[bytes]] = []
    try:
        for way in WAYS_UP:
            command = [sys.executable, "-m", MODULE, str(folder), way]
            children.append(subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment))
        return [misfit for child in children for misfit in _answer(child)]
    except (OSError, subprocess.TimeoutExpired) as error:
        raise ScreenError(f"the screens could not be measured ({error}).") from error
    finally:
        for child in children:
            child.kill()
            child.communicate()


def _answer(child: subprocess.Popen[bytes]) -> Measured:
    out, said = child.communicate(timeout=LONGEST_S)
    try:
        answer: Measured = json.loads(out)
    except ValueError:
        last = said.decode("utf-8", "replace").strip().rpartition("\n")[2]
        raise ScreenError(f"the screens could not be measured ({last}).") from None
    return answer


def check_fit(
    guide: Guide,
    translations: Mapping[str, bytes],
    settings: Settings,
    texts: Mapping[str, Iterable[Text]],
    measure: Measure = measure,
) -> Iterator[Finding]:
    """What does not fit. `translations` are compiled (`.mo`) by language; `texts`, by language, say where each label
    stands; `settings` give the screen and its distance."""
    with tempfile.TemporaryDirectory(prefix="kiosk-fit-") as name:
        folder = Path(name)
        (folder / "guide.json").write_text(json.dumps(guide_to_json(guide)), encoding="utf-8")
        (folder / "site.toml").write_text(settings.origin.text, encoding="utf-8")
        for code, compiled in translations.items():
            (folder / f"{code}.mo").write_bytes(compiled)
        try:
            found = measure(folder)
        except ScreenError as error:
            advice = (
                f"La longueur des cases n'a pas été vérifiée : les écrans ne peuvent pas être dessinés ici. {error}"
            )
            yield Finding(WARNING, "kiosk/ui", None, "cases", RULE, "", advice)
            return
    places = {(code, text.text): text for code, shown in texts.items() for text in shown}
    for misfit in _worst(found):
        code, label = str(misfit["language"]), str(misfit["label"])
        if (code, label) not in places and (SOURCE_LANGUAGE, label) in places:
            continue  # not translated: told once, in French
        elsewhere = "content/guide" if code == SOURCE_LANGUAGE else f"translations/{code}.po"
        where = places.get((code, label), Text(label, file=elsewhere, key=str(misfit["screen"])))
        level = WARNING if misfit["fits"] else ERROR
        yield Finding(level, where.file, where.line, where.key, RULE, label, _advice(misfit))


def _advice(misfit: Mapping[str, Any]) -> str:
    width, height = misfit["size"]
    way = WAYS_UP[0] if height > width else WAYS_UP[1]
    screen = {"": "premier écran", "bar": "boutons du bas"}.get(misfit["screen"], f"écran {misfit['screen']}")
    told = f"langue {misfit['language']}, {screen}, en {way}, grandes lettres"
    if misfit["fits"]:
        return f"Les lettres de tout l'écran doivent rapetisser pour ce texte ({told}). Choisissez plus court."
    return f"Ce texte ne tient pas dans sa case : {misfit['over']} points de trop ({told}). Choisissez plus court."


def _worst(found: Measured) -> list[Mapping[str, Any]]:
    """Each label once by language, where it fits least."""
    worst: dict[tuple[str, str], Mapping[str, Any]] = {}
    for misfit in sorted(found, key=lambda misfit: (misfit["fits"], -misfit["over"])):
        worst.setdefault((misfit["language"], misfit["label"]), misfit)
    return list(worst.values())
