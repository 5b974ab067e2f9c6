"""What came of signing, told so that a command can print it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Outcome:
    """`in_force`: a timestamp was signed, terminals see all this from now on. `written` names the files, in the order
    they were written, from the repository's folder on. The rest are whole sentences: `left_out` is what was signed by
    others and refused, `warnings` what nears its end or is damaged, `todo` what somebody must still do."""

    in_force: bool
    written: tuple[str, ...]
    left_out: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    todo: tuple[str, ...] = ()

    def told(self) -> Iterator[str]:
        """Everything a person should read, most urgent first."""
        yield from self.left_out
        yield from self.warnings
        yield from self.todo
