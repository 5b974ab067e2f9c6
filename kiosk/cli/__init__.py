"""The `kiosk` command: one file per subcommand, each with `add_parser(subparsers)` and `run(args) -> int`.

Only the module of the command that was asked for is imported, so that `kiosk find` never loads what
`kiosk run` needs. Errors of the tree end as one sentence on standard error and their family's exit code.
"""

from __future__ import annotations

import argparse
import importlib
import io
import sys
from collections.abc import Sequence

from kiosk.errors import KioskError

COMMANDS = {
    "run": "show the kiosk on this screen",
    "tour": "walk a whole visit offscreen and leave a picture of every screen",
    "find": "ask the guide from a shell",
    "booking": "tell whether a link books an appointment",
    "slip": "draw the slip of a place, into a PDF or a picture",
    "printers": "tell how the printers of a site are",
    "build": "make a release from published open data",
    "guide": "print the whole guide, in the terminal or as a page to discuss on paper",
    "check": "re-read the guide, the words and the translations",
    "voices": "tell which voice reads each language, and what is missing",
    "say": "say one text as the kiosk would, into a file",
    "clips": "say every text of a release beforehand",
    "keys": "make, rotate and revoke the keys that sign publications",
    "publish": "sign a release, so that terminals take it",
    "sync": "fetch the newest publication and put it in force",
    "status": "tell which release a terminal has, and how its last sync went",
    "appointments": "read the helpers' calendar and send what visitors asked for",
    "desk": "make the town's keys, receive and open the appointments that visitors asked for",
    "words": "collect the strings to translate into the translation files",
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. Returns its exit code; argparse itself exits with 2 on bad usage."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a letter the terminal cannot show is no reason to stop
            stream.reconfigure(errors="backslashreplace")
    arguments = list(sys.argv[1:] if argv is None else argv)
    parser = argparse.ArgumentParser(prog="kiosk", description="The kiosk: three taps to the right human being.")
    subparsers = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    asked = next((argument for argument in arguments if not argument.startswith("-")), None)
    alone = asked in COMMANDS and arguments[0] == asked  # else help or an error is to list them all
    modules = {}
    for name, summary in COMMANDS.items():
        if name == asked:
            modules[name] = importlib.import_module(f"kiosk.cli.{name}")
            modules[name].add_parser(subparsers)
        elif not alone:
            subparsers.add_parser(name, help=summary)
    args = parser.parse_args(arguments)
    try:
        return modules[args.command].run(args)
    except KioskError as error:
        print(f"kiosk: {error}", file=sys.stderr)
        return error.exit_code
    except BrokenPipeError:
        sys.stderr.close()
        return 1
    except KeyboardInterrupt:
        return 130
