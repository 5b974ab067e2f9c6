"""`kiosk publish`: from sources or a release to signed files that any web server can serve."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kiosk import house
from kiosk.cli.working import Step, orderly_stop, progress
from kiosk.errors import BuildError, KioskError, UsageError
from kiosk.settings import Settings, load_settings

if TYPE_CHECKING:
    from kiosk.publish.office import Done
    from kiosk.publish.report import Report
    from kiosk.publish.signing.keyring import KeyRing
    from kiosk.release import Release


def add_parser(subparsers: Any) -> None:
    parser: argparse.ArgumentParser = subparsers.add_parser(
        "publish",
        help="sign a release, so that terminals take it",
        description="Check a release, cut it into a repository of plain files and sign it; or build it from sources "
        "first. Without any source, put in force what others signed and renew what nears its end. The publication in "
        "force stays when anything is wrong. Exit codes: 0 done, 1 a source or the content is not fit, 2 bad usage or "
        "keys.",
    )
    parser.add_argument(
        "sources", nargs="*", metavar="DIR|SOURCE", help="one release directory; or files and https:// addresses"
    )
    parser.add_argument("--repo", type=Path, required=True, metavar="REPO", help="repository to write")
    parser.add_argument("--keys", type=Path, required=True, metavar="KEYS", help="folder of keys (see `kiosk keys`)")
    parser.add_argument("--site", type=Path, metavar="FILE", help="site file to build for (default: the release's own)")
    parser.add_argument("--territory", metavar="NAME", help="territory (default: [sync] territory of the site file)")
    parser.add_argument("--corrections", type=Path, metavar="FILE", help="spreadsheet of what is known better here")
    parser.add_argument("--clips", action="store_true", help="say every text of what was built beforehand")
    parser.add_argument("--report", type=Path, metavar="FILE", help="write what happened to every row, as JSON")
    parser.add_argument(
        "--cache", type=Path, metavar="DIR", help="where fetched sources are kept (default: the user's)"
    )
    parser.add_argument(
        "--max-shrink", type=float, default=0.2, metavar="X", help="stop when a source shrank by more (default: 0.2)"
    )
    parser.add_argument("--passphrase-fd", type=int, metavar="N", help="read the passphrase from this descriptor")


def run(args: argparse.Namespace) -> int:
    """Publish, and print one line. Raises the errors of each step; the publication in force is untouched then."""
    _check_options(args)
    with orderly_stop(), progress() as step:
        if not args.sources:
            return _refresh(args)
        release = _release_at(args.sources)
        if release is not None:
            done, report = _publish(release, _settings(args, release), args, step), None
        else:
            done, report = _build_and_publish(args, step)
    if report is not None:
        print(report.closing_line(args.repo))
        _tell_corrections(report, args)
    print(_closing_line(done))
    for said in done.outcome.told():
        print(f"kiosk publish: {said}", file=sys.stderr)
    return 0


def _check_options(args: argparse.Namespace) -> None:
    from kiosk.publish.office import is_release
    from kiosk.publish.shrink import check_max_shrink

    check_max_shrink(args.max_shrink)
    building = [name for name in ("corrections", "clips", "report") if getattr(args, name)]
    if building and (not args.sources or is_release(Path(args.sources[0]))):
        raise UsageError(f"--{building[0]} is for building from sources. Give it to the command that builds.")


def _release_at(sources: list[str]) -> Release | None:
    from kiosk.publish.office import opened

    release = opened(Path(sources[0]))
    if release is not None and len(sources) > 1:
        raise UsageError(f"{sources[0]} is a release: it is published alone. Give one release, or files.")
    return release


def _settings(args: argparse.Namespace, release: Release) -> Settings:
    return load_settings(args.site or release.site_path)


def _build_and_publish(args: argparse.Namespace, step: Step) -> tuple[Done, Report]:
    from kiosk.directory.helper import check_helper
    from kiosk.publish.office import Sources, build
    from kiosk.publish.report import check_report, write_report
    from kiosk.publish.shrink import given, save_given
    from kiosk.release import open_release

    if args.site is None:
        raise UsageError("sources are built for a site. Give its file with --site (example: content/demo/site.toml).")
    if args.report is not None:
        check_report(args.report)
    settings = load_settings(args.site)
    check_helper(settings)
    sources = Sources(args.sources, _cache(args, settings), args.corrections, args.max_shrink)
    with _workshop() as folder:
        out = Path(folder) / "release"
        report = build(sources, settings, house.house(), out, step)
        if args.report is not None:
            write_report(args.report, report)
        if args.clips:
            _say_everything(out, settings, step)
        done = _publish(open_release(out), settings, args, step)
    save_given(sources.given, given(report))
    return done, report


def _publish(release: Release, settings: Settings, args: argparse.Namespace, step: Step) -> Done:
    from kiosk.publish.clearing import clear_away, needed
    from kiosk.publish.office import put_in_force, territory_of

    territory = territory_of(args.territory, settings)
    step("checking the release", 0, 0)
    _check(release, settings)
    before = needed(args.repo, _now)
    done = put_in_force(release, territory, args.repo, _ring(args), _now, step)
    clear_away(args.repo, _now, before)
    return done


def _check(release: Release, settings: Settings) -> None:
    """What a terminal will ask of it, and what `kiosk check` reads. Raises BuildError naming the first fault."""
    from kiosk.guide.content import open_content
    from kiosk.publish.check.checks import check
    from kiosk.publish.check.finding import ERROR
    from kiosk.publish.check.subject import load_subject
    from kiosk.sync.selfcheck import check_release

    try:
        check_release(release.path, settings, _now())
    except KioskError as error:
        raise BuildError(f"{release.path}: no terminal would take it: {error}") from error
    package = Path(house.__file__).parent
    subject, faults = load_subject(house.house(), package, _now(), lambda: open_content(settings, release.path))
    try:
        found = [finding for finding in check(subject, faults).findings if finding.level == ERROR]
    finally:
        if subject.content:
            subject.content.directory.close()
    if found:
        line = f", line {found[0].line}" if found[0].line else ""
        first = f"{found[0].file}{line}: {found[0].rule}, {found[0].words!r}"
        raise BuildError(f"the check finds {len(found)} errors, the first: {first}. Read them all with `kiosk check`.")


def _say_everything(release: Path, settings: Settings, step: Step) -> None:
    """What cannot be said is told, and is no reason to keep the rest back: the terminal says it live."""
    from kiosk.cli.clips import Opened, make, tell
    from kiosk.guide.content import open_content
    from kiosk.speech.live import LiveVoices

    opened = Opened(open_content(settings, release), settings.languages)
    voices = LiveVoices(settings.speech.voices, settings.speech.words_per_minute)
    try:
        tell(*make(opened, voices, house.cache() / "clips", step), release)
    finally:
        voices.close()
        opened.close()


def _refresh(args: argparse.Namespace) -> int:
    from kiosk.publish.clearing import clear_away, needed
    from kiosk.publish.signing.repository import SignedRepository

    before = needed(args.repo, _now)
    outcome = SignedRepository(args.repo, _now).refresh(_ring(args))
    clear_away(args.repo, _now, before)
    for said in outcome.told():
        print(f"kiosk publish: {said}", file=sys.stderr)
    print(f"{args.repo}: signed again, {len(outcome.written)} files written")
    return 0


def _ring(args: argparse.Namespace) -> KeyRing:
    from kiosk.publish.signing.keyring import KeyRing
    from kiosk.publish.signing.passphrases import Passphrases

    return KeyRing(args.keys, Passphrases(args.passphrase_fd).known)


def _cache(args: argparse.Namespace, settings: Settings) -> Path:
    """Where sources are kept between runs: one folder for each territory, for each compares with its own last time."""
    from kiosk.publish.office import territory_of

    base: Path = args.cache or house.cache() / "sources"
    return base / territory_of(args.territory, settings)


def _workshop() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="kiosk-publish-")


def _tell_corrections(report: Report, args: argparse.Namespace) -> None:
    if args.corrections is not None:
        print(report.corrections_line())
        for told in filter(None, map(str, report.corrections)):
            print(told, file=sys.stderr)


def _closing_line(done: Done) -> str:
    published = done.published
    where = f"version {published.version} of {published.territory}, {published.places} places"
    if not done.new:
        return f"{where}: published already, the timestamp is renewed"
    state = "in force" if done.outcome.in_force else "signed, not yet in force"
    return f"{where}: {state}, {done.bytes / 1e6:.1f} MB new in {len(done.outcome.written)} signed files"


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
