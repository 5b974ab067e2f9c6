"""What `kiosk check` says: French lines for agents, JSON for programs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from itertools import groupby
from typing import Any

from kiosk.publish.check.checks import Checked
from kiosk.publish.check.finding import ERROR, Finding

LEVELS = {True: "ERREUR", False: "ATTENTION"}
LISTS = {
    "themes": "thèmes",
    "services": "services numériques",
    "publics": "publics",
    "mednum_publics": "publics de la médiation numérique",
    "everyday": "besoins de tous les jours",
}
LONGEST_QUOTE = 80
MOST_OF_A_FILE, MOST_OF_A_LANGUAGE = 60, 12


def as_json(checked: Checked) -> dict[str, Any]:
    return {
        "findings": [asdict(finding) for finding in checked.findings],
        "coverage": {
            name: {code: list(paths) for code, paths in codes.items()} for name, codes in checked.coverage.items()
        },
        "languages": {code: asdict(progress) for code, progress in checked.languages.items()},
        "errors": checked.errors,
        "warnings": checked.warnings,
    }


def as_text(checked: Checked, everything: bool = False) -> str:
    """`everything`: all findings of a file, not the first ones only; and the paths of every code."""
    lines = [*_findings(checked, everything), *_coverage(checked, everything), *_languages(checked)]
    return "\n".join([*lines, _closing(checked)])


def finding_line(finding: Finding) -> str:
    where = ":".join(filter(None, (finding.file, str(finding.line or "")))) or "contenu"
    words = finding.words if len(finding.words) <= LONGEST_QUOTE else finding.words[: LONGEST_QUOTE - 1] + "…"
    said = f"« {words} » → {finding.advice}" if words else finding.advice
    return f"{where}: {LEVELS[finding.level == ERROR]} {finding.rule} : {said}"


def _findings(checked: Checked, everything: bool) -> Iterator[str]:
    for file, group in groupby(checked.findings, key=lambda finding: finding.file):
        found = list(group)
        most = MOST_OF_A_LANGUAGE if file.startswith("translations/") else MOST_OF_A_FILE
        shown = found if everything else found[:most]
        yield from map(finding_line, shown)
        if len(shown) < len(found):
            yield f"{file}: … et {len(found) - len(shown)} autres (tout : --all)"
        yield ""


def _coverage(checked: Checked, everything: bool) -> Iterator[str]:
    for name, codes in checked.coverage.items():
        reached = sum(map(bool, codes.values()))
        yield f"{LISTS.get(name, name)} : {reached} sur {len(codes)} ont une case"
        if everything:
            yield from (f"  {code} : {', '.join(paths) or 'aucune case'}" for code, paths in codes.items())
    if checked.coverage:
        yield ""


def _languages(checked: Checked) -> Iterator[str]:
    if not checked.languages:
        return
    yield f"{'langue':<8}{'traduit':>12}{'relu':>8}  état"
    for code, progress in checked.languages.items():
        done = f"{progress.translated}/{progress.total}"
        yield f"{code:<8}{done:>12}{progress.reread:>8}  {progress.state}"
    yield ""


def _closing(checked: Checked) -> str:
    verdict = "À corriger avant de publier." if checked.errors else "Rien n'empêche de publier."
    return f"{checked.errors} erreurs, {checked.warnings} points d'attention. {verdict}"
