"""What commands that work for minutes share: a progress bar, and an orderly end."""

from __future__ import annotations

import contextlib
import signal
import sys
import threading
from collections.abc import Callable, Iterator

Step = Callable[[str, int, int], None]
"""Called with what is being done, how much is done, and how much there is."""


@contextlib.contextmanager
def orderly_stop() -> Iterator[None]:
    """SIGTERM ends the work the way an error does, so that no work folder stays behind; exit code 143."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(_number: int, _frame: object) -> None:
        raise SystemExit(128 + signal.SIGTERM)

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_DFL if before is None else before)


@contextlib.contextmanager
def progress() -> Iterator[Step]:
    """A bar on standard error when a terminal watches it, else nothing."""
    if not sys.stderr.isatty():
        yield lambda _what, _done, _total: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("starting", total=None)

        def step(what: str, done: int, total: int) -> None:
            bar.update(task, description=what, completed=done, total=total or None)

        yield step
