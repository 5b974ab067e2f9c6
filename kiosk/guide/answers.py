"""Whether what the directory answers to a path is an answer to it."""

from __future__ import annotations

from kiosk.directory.ladder import GENERAL_PHONE
from kiosk.directory.models import Answer, Result
from kiosk.guide.tree import Path


def leads_somewhere(path: Path, answer: Answer) -> bool:
    """Whether an answer is more than the general number and the helper of the site, unless the path wants these."""
    return any(_answers(path, result) for result in answer.results)


def _answers(path: Path, result: Result) -> bool:
    if result.rung == "helper":
        return path.way.helper_first
    general = result.place.phone.replace(" ", "") == GENERAL_PHONE
    return not general or bool({result.place.id.partition("--")[2]} & set(path.way.phones))
