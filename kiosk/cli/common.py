"""What several commands share: --release and --site, and opening what they point at."""

from __future__ import annotations

import argparse
from pathlib import Path

from kiosk import house
from kiosk.guide.content import Content, open_content
from kiosk.settings import load_settings

Context = Content


def add_place_options(parser: argparse.ArgumentParser) -> None:
    """Add --release and --site, with the demonstration as the default of both."""
    parser.add_argument("--release", type=Path, metavar="DIR", help="release to open (default: the demonstration)")
    parser.add_argument("--site", type=Path, metavar="FILE", help="site file (default: the demonstration's)")


def find_release(path: Path | None) -> Path:
    """The release asked for, or the demonstration, which is built on first use."""
    if path is not None:
        return path
    from kiosk.publish.demo import demonstration_release

    return demonstration_release(house.house(), house.cache())


def load_context(args: argparse.Namespace) -> Context:
    """Open settings, release, guide and directory. Raises the errors of each, which name what is wrong."""
    return open_content(load_settings(args.site or house.demonstration_site()), find_release(args.release))
