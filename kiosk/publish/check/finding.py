"""What a rule looks at, and what it says.

A rule is a pure function from a text to findings. Rules are named in French, for agents read them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

ERROR, WARNING = "error", "warning"

LABEL, HINT, TITLE, SENTENCE, PAPER, NAME, UI, WORD = (
    "label",
    "hint",
    "title",
    "sentence",
    "bring",
    "name",
    "ui",
    "vocabulary",
)
"""Kinds of text: of a tile, its examples, of a fiche its title, sentences and papers, a proper name, a word of the
screens, a word of the directory."""


@dataclass(frozen=True, slots=True)
class Finding:
    """`file` is relative to the house, `line` begins at 1 and is None where there is none to give; `key` says where in
    the file; `words` are exactly those at fault, empty when no text is; `advice` is French, for the agent."""

    level: str
    file: str
    line: int | None
    key: str
    rule: str
    words: str
    advice: str


@dataclass(frozen=True, slots=True)
class Text:
    """A French text that a visitor sees, and where it stands. `around` holds the texts of the same fiche."""

    text: str
    kind: str = SENTENCE
    file: str = ""
    line: int | None = None
    key: str = ""
    around: tuple[str, ...] = ()

    def error(self, rule: str, words: str, advice: str) -> Finding:
        return Finding(ERROR, self.file, self.line, self.key, rule, words, advice)

    def warning(self, rule: str, words: str, advice: str) -> Finding:
        return Finding(WARNING, self.file, self.line, self.key, rule, words, advice)

    def above(self, count: int, warn: int, error: int, rule: str, words: str, advice: str) -> Iterator[Finding]:
        """An error when there are more than `error`, else a warning when there are more than `warn`."""
        if count > error:
            yield self.error(rule, words, advice)
        elif count > warn:
            yield self.warning(rule, words, advice)


Rule = Callable[[Text], Iterator[Finding]]
