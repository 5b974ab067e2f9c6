"""The house stands on its import law, and commands without a screen never load Qt."""

from __future__ import annotations

import ast
import importlib.util
import logging.config
import os
import subprocess
import sys
from pathlib import Path

import grimp
import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

import kiosk
from kiosk.cli import COMMANDS

PACKAGE = Path(kiosk.__file__).parent
REPOSITORY = PACKAGE.parent
QT = {"PySide6", "shiboken6"}
COMMANDS_WITH_SCREENS = {"run", "tour", "slip"}
COMMANDS_WITHOUT_SCREENS = sorted(
    path.stem
    for path in (PACKAGE / "cli").glob("*.py")
    if path.stem != "__init__" and path.stem not in COMMANDS_WITH_SCREENS
)


def imported_names(source: str) -> set[str]:
    """Top-level names of everything that a module imports, also inside functions."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names.update(alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            names.add(node.module.partition(".")[0])
    return names


def test_imports_go_downwards(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Every contract of pyproject.toml holds; the report names the import that breaks one."""
    monkeypatch.chdir(REPOSITORY)
    monkeypatch.setattr(logging.config, "dictConfig", lambda config: None)  # it would silence every logger there is
    status = lint_imports(config_filename="pyproject.toml", no_cache=True)
    assert status == EXIT_STATUS_SUCCESS, capsys.readouterr().out


def test_only_the_screens_know_qt() -> None:
    """PySide6 is imported under kiosk/ui and nowhere else, not even inside a function."""
    strangers = [
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if not path.is_relative_to(PACKAGE / "ui") and QT & imported_names(path.read_text(encoding="utf-8"))
    ]
    assert strangers == []


def test_every_command_has_its_module() -> None:
    """Each command that --help names can be imported."""
    assert [name for name in COMMANDS if importlib.util.find_spec(f"kiosk.cli.{name}") is None] == []


def test_find_and_build_are_among_the_commands_without_screens() -> None:
    """The commands that must run where Qt is absent are really looked at by the tests below."""
    assert {"find", "build"} <= set(COMMANDS_WITHOUT_SCREENS)


@pytest.mark.parametrize("command", COMMANDS_WITHOUT_SCREENS)
def test_importing_a_command_does_not_load_qt(command: str) -> None:
    """The module of a command without screens brings no Qt into its process."""
    program = f"import kiosk.cli.{command}, sys; print(sorted({QT!r} & sys.modules.keys()))"
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONPATH": str(REPOSITORY)},
        check=False,
    )
    assert (done.stdout, done.stderr) == ("[]\n", "")


@pytest.mark.parametrize("command", COMMANDS_WITHOUT_SCREENS)
def test_no_path_leads_from_a_command_to_the_screens(command: str) -> None:
    """Not even an import inside a function leads from a command without screens to kiosk.ui, but for the view models,
    which need no Qt: `clips` asks them what will be said."""
    graph = grimp.build_graph("kiosk", cache_dir=None)
    screens = [name for name in graph.find_descendants("kiosk.ui") if not name.startswith("kiosk.ui.viewmodels")]
    assert len(screens) > 10
    assert [name for name in screens if graph.chain_exists(importer=f"kiosk.cli.{command}", imported=name)] == []
