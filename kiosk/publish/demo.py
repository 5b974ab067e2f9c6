"""The demonstration release: built on first use, kept in the user's cache, made again when anything changed."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from kiosk.errors import BuildError

Builder = Callable[[Path, Path], None]
"""`build(house, out)` writes the demonstration release of `house` to `out`."""

_INGREDIENTS = ("content", "translations")
_RECORDINGS = Path("content", "audio")
"""They enter a release by `kiosk clips`, and would be long to read at each start."""
_CODE = ("directory", "guide", "i18n", "publish", "release")


def demonstration_release(house: Path, cache: Path, build: Builder | None = None) -> Path:
    """The path of the demonstration release of `house`, built into `cache` when it is not there yet.

    Safe when two processes do it at once: each builds aside, the first to finish gives its own, the other one's is
    thrown away. Raises BuildError when the cache cannot be written, and the errors of a build.
    """
    release = cache / f"demo-{fingerprint(house)}"
    if (release / "release.json").is_file():
        return release
    aside = None
    try:
        cache.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix=".demo-", dir=cache))
        (build or build_demonstration)(house, aside / "release")
        try:
            os.rename(aside / "release", release)
        except OSError:
            if not (release / "release.json").is_file():
                raise
    except OSError as error:
        raise BuildError(f"{cache}: the demonstration cannot be kept there ({error}). Set XDG_CACHE_HOME.") from error
    finally:
        if aside is not None:
            shutil.rmtree(aside, ignore_errors=True)
    return release


def build_demonstration(house: Path, out: Path) -> None:
    """Build `content/demo` with its own site file."""
    from kiosk.publish.publication import gather, load_companions, publish
    from kiosk.settings import load_settings

    settings = load_settings(house / "content" / "demo" / "site.toml")
    companions = load_companions(house, settings.languages)
    assembled = gather(demonstration_sources(house), settings, house)
    publish(assembled, companions, settings, out, dt.datetime.now(dt.UTC))


def demonstration_sources(house: Path) -> list[Path]:
    """Every CSV and JSON file of `content/demo`, in the order of their names."""
    return sorted(path for path in (house / "content" / "demo").iterdir() if path.suffix in (".csv", ".json"))


def fingerprint(house: Path) -> str:
    """16 hexadecimal digits that change with content, translations, or the code that builds a release."""
    package = Path(__file__).resolve().parent.parent
    digest = hashlib.sha256()
    for root, path in _ingredients(house, package):
        name = path.relative_to(root).as_posix().encode()
        data = path.read_bytes()
        digest.update(b"%d %b %d " % (len(name), name, len(data)))
        digest.update(data)
    return digest.hexdigest()[:16]


def _ingredients(house: Path, package: Path) -> Iterator[tuple[Path, Path]]:
    for folder in _INGREDIENTS:
        files = (path for path in sorted((house / folder).rglob("*")) if path.is_file())
        yield from ((house, path) for path in files if house / _RECORDINGS not in path.parents)
    for folder in _CODE:
        yield from ((package, path) for path in sorted((package / folder).rglob("*.py")))
