"""Work folders that a build which was killed left beside its output.

A work folder is called ".NAME.PID." or ".NAME.old.PID." and eight letters, so that the next build knows whose it was.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import time
from pathlib import Path

ONE_DAY_S = 24 * 3600.0


def work_prefix(out: Path, old: bool = False) -> str:
    """How the names of this process's work folders for `out` begin; `old`: of one where a release steps aside."""
    return f".{out.name}.{'old.' * old}{os.getpid()}."


def sweep(out: Path) -> None:
    """Remove the work folders of `out` whose build is dead, or that are older than a day. What cannot be removed
    stays, and a release that had stepped aside stays as long as nothing stands at `out`."""
    ours = re.compile(rf"\.{re.escape(out.name)}\.(?P<old>old\.)?(?P<pid>\d{{1,9}})\.[a-z0-9_]{{8}}", re.ASCII)
    for path in out.parent.iterdir():
        name = ours.fullmatch(path.name)
        if name is None or path.is_symlink() or not path.is_dir() or (name["old"] and not out.exists()):
            continue
        with contextlib.suppress(FileNotFoundError):
            if not _is_alive(int(name["pid"])) or time.time() - path.stat().st_mtime > ONE_DAY_S:
                shutil.rmtree(path, ignore_errors=True)


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True  # somebody else's
    return True
