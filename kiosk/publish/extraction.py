"""Collects every string a visitor can see: one gettext domain from Python, QML, the guide and the vocabulary.

In Python, `t("…")`, `N_("…")` and `t.plural("…", "…", n)`; in QML, `qsTrId("…")` (by design there are no words in QML,
but one that slipped in must reach the translators all the same). Each string comes with a comment: the one that
stands above it after "Translators:", else what the file it stands in is for.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from babel.messages.extract import extract

from kiosk.guide.messages import guide_messages
from kiosk.guide.tree import Guide

KEYWORDS = {"t": None, "N_": None, "plural": (1, 2)}
QML_KEYWORDS = {"qsTrId": None}
TAG = "Translators:"
_SENTENCE = re.compile(r".*?(?:\.(?=\s)|$)")
SORTS = {"kinds": "a kind of place", "labels": "a label that a place bears"}
"""What the words of the vocabulary are; a sort that is not here is told by its name."""


@dataclass(frozen=True, slots=True)
class Message:
    """A French string, where it stands, what a translator should know about it, and its plural when it counts."""

    text: str
    where: str
    comment: str = ""
    plural: str = ""


def python_messages(package: Path) -> Iterator[Message]:
    """Strings marked in the Python files of `package`."""
    for path in sorted(package.rglob("*.py")):
        source = path.read_bytes()
        if any(keyword in source for keyword in (b"t(", b"N_(", b"plural(")):
            where = path.relative_to(package.parent).as_posix()
            yield from _extracted(path, "python", KEYWORDS, where, f"{where}: {_promise(source)}".removesuffix(": "))


def qml_messages(package: Path) -> Iterator[Message]:
    """Strings marked in the QML files of `package`."""
    for path in sorted(package.rglob("*.qml")):
        if b"qsTrId" in path.read_bytes():
            where = path.relative_to(package.parent).as_posix()
            yield from _extracted(path, "javascript", QML_KEYWORDS, where, where)


def collect(guide: Guide, vocabulary: Mapping[str, Mapping[str, str]], package: Path) -> list[Message]:
    """Every string of the product, each once, in a stable order. A string that counts somewhere has its plural."""
    found: Iterable[Message] = (
        *python_messages(package),
        *qml_messages(package),
        *(Message(text, "content/guide", comment) for text, comment in guide_messages(guide)),
        *(
            Message(text, "content/vocabulary", SORTS.get(sort, sort))
            for sort, words in vocabulary.items()
            for text in words.values()
        ),
    )
    once: dict[str, Message] = {}
    for message in found:
        if message.text not in once or (message.plural and not once[message.text].plural):
            once[message.text] = message
    return list(once.values())


def _extracted(
    path: Path, method: str, keywords: Mapping[str, tuple[int, ...] | None], where: str, otherwise: str
) -> Iterator[Message]:
    with path.open("rb") as stream:
        for _, text, comments, _ in extract(method, stream, keywords, [TAG], strip_comment_tags=True):
            comment = " ".join(comments) or otherwise
            if isinstance(text, str) and text:
                yield Message(text, where, comment)
            elif isinstance(text, tuple) and len(text) == 2 and all(text):
                yield Message(text[0], where, comment, text[1])


def _promise(source: bytes) -> str:
    """The first sentence of a module's docstring."""
    paragraph = " ".join((ast.get_docstring(ast.parse(source)) or "").partition("\n\n")[0].split())
    return _SENTENCE.match(paragraph)[0] if paragraph else ""  # type: ignore[index]
