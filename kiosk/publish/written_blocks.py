"""The grammar of written French hours, strict: a text is a list of blocks, or it is not certain.

text    = clause { join clause }            every clause the same way round
clause  = days times | times days | days "fermé" | "fermé" days
days    = item { [","|"et"|"/"] item }      item = ["le"] DAY | ["du"] DAY ("au"|"à"|"-") DAY
times   = range { ["et"|","|"/"|";"|"-"|":"] range }
range   = [["le"] PART [":"]] ["de"] TIME ["à"|"-"|"/"] TIME

A block is one `days`, one `times` or one "fermé"; `written_hours` puts them together two by two.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from kiosk.publish.week_hours import Spans, tidy_spans
from kiosk.publish.written_tokens import Kind, NotCertainError, Token

_AFTER_DAYS = frozenset({":", ",", "-"})
_BETWEEN_CLAUSES = frozenset({",", ";", "/", "-", ".", "et"})
_BETWEEN_DAYS = frozenset({",", "et", "/"})
_BETWEEN_RANGES = frozenset({",", "et", "/", ";", "-", ":"})
_AT_THE_END = frozenset({".", ",", ";"})
_MORNING_ENDS = 13 * 60 + 30
_AFTERNOON_STARTS = 12 * 60

BlockKind = Literal["days", "times", "closed"]


@dataclass(frozen=True, slots=True)
class Block:
    """`days` (0 is Monday) for days, `spans` for times, neither for "fermé"."""

    kind: BlockKind
    days: tuple[int, ...] = ()
    spans: Spans = ()


class Reader:
    """Recursive descent over the tokens; `_at` is the only thing that moves."""

    def __init__(self, stream: tuple[Token, ...]) -> None:
        self._stream = stream
        self._at = 0

    def blocks(self) -> list[Block]:
        found: list[Block] = []
        while True:
            signs = self._signs()
            if self._at == len(self._stream):
                if not _AT_THE_END.issuperset(signs) or len(signs) > 1:
                    raise NotCertainError("cut short")
                return found
            block = self._block()
            self._check_signs(found[-1].kind if found else None, signs, block.kind)
            found.append(block)

    def _check_signs(self, before: BlockKind | None, signs: tuple[str, ...], after: BlockKind) -> None:
        if before is None:
            allowed = frozenset({":"})  # "Horaires :"
        elif before == "days" and after != "days":
            allowed = _AFTER_DAYS if after == "times" else _AFTER_DAYS | _BETWEEN_CLAUSES
        else:
            allowed = _BETWEEN_CLAUSES | {":"}
        if len(signs) > 2 or not allowed.issuperset(signs):
            raise NotCertainError(" ".join(signs))

    def _block(self) -> Block:
        if self._kind() == "closed":
            self._at += 1
            return Block("closed")
        if self._days_ahead():
            return Block("days", days=self._days())
        return Block("times", spans=self._times())

    def _days(self) -> tuple[int, ...]:
        days = self._day_item()
        while self._continues(_BETWEEN_DAYS, self._days_ahead):
            days += self._day_item()
        if len(set(days)) != len(days):
            raise NotCertainError("a day told twice")
        return days

    def _day_item(self) -> tuple[int, ...]:
        article = self._word("le", "du", "de")
        first = self._take("day").days
        start = self._at
        if len(first) == 1 and self._word("a", "-") and self._kind() == "day":
            last = self._take("day").days
            if len(last) != 1 or last[0] <= first[0]:
                raise NotCertainError("a range that goes backwards")
            return tuple(range(first[0], last[0] + 1))
        self._at = start
        if article in ("du", "de"):
            raise NotCertainError("a range without an end")
        return first

    def _times(self) -> Spans:
        ranges = [self._range()]
        while True:
            start = self._at
            if not self._continues(_BETWEEN_RANGES, self._times_ahead):
                break
            loose = ranges[-1][2] and any(token.word == "-" for token in self._stream[start : self._at])
            if loose:  # "10h 14h-16h 18h": which dash belongs to what?
                raise NotCertainError("hours side by side")
            ranges.append(self._range())
        parts = [part for _, _, _, part in ranges if part]
        if parts and len(parts) != len(ranges):
            raise NotCertainError("morning or afternoon for some of the hours only")
        for begins, ends, _, part in ranges:
            if (part == "morning" and ends > _MORNING_ENDS) or (part == "afternoon" and begins < _AFTERNOON_STARTS):
                raise NotCertainError(part)
        spans = tidy_spans((begins, ends) for begins, ends, _, _ in ranges)
        if not spans:
            raise NotCertainError("impossible hours")
        return spans

    def _range(self) -> tuple[int, int, bool, str]:
        """(begins, ends, whether nothing stands between the two, part of the day)."""
        part = ""
        self._word("le")
        if self._kind() == "part":
            part = self._take("part").word
            self._word(":")
        self._word("de")
        begins = self._take("time", "number")
        link = self._word("a", "-", "/")
        ends = self._take("time", "number")
        if "number" in (begins.kind, ends.kind) and (not link or begins.kind == ends.kind):
            raise NotCertainError("a bare number")
        return begins.minutes, ends.minutes, not link, part

    def _days_ahead(self) -> bool:
        skip = 1 if self._peek().word in ("le", "du", "de") else 0
        return self._kind(skip) == "day"

    def _times_ahead(self) -> bool:
        word = self._peek().word
        if word == "le":
            return self._kind(1) == "part"
        return self._kind(1 if word == "de" else 0) in ("time", "number", "part")

    def _continues(self, signs: frozenset[str], ahead: Callable[[], bool]) -> bool:
        """Steps over at most two signs when what follows goes on with the same list; else stays."""
        start = self._at
        run = self._signs()
        if len(run) <= 2 and signs.issuperset(run) and ahead():
            return True
        self._at = start
        return False

    def _signs(self) -> tuple[str, ...]:
        start = self._at
        while self._kind() == "word" and self._peek().word in _BETWEEN_RANGES | _BETWEEN_CLAUSES:
            self._at += 1
        return tuple(token.word for token in self._stream[start : self._at])

    def _peek(self, skip: int = 0) -> Token:
        return self._stream[self._at + skip] if self._at + skip < len(self._stream) else Token("word")

    def _kind(self, skip: int = 0) -> Kind:
        return self._peek(skip).kind

    def _word(self, *words: str) -> str:
        word = self._peek().word
        if self._kind() == "word" and word in words:
            self._at += 1
            return word
        return ""

    def _take(self, *kinds: Kind) -> Token:
        token = self._peek()
        if token.kind not in kinds:
            raise NotCertainError(token.word or token.kind)
        self._at += 1
        return token
