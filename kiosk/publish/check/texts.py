"""Every French text a visitor can see, with where it stands and what is read together with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from kiosk.guide.tree import Fiche, Guide, Way
from kiosk.publish.check.finding import HINT, LABEL, NAME, PAPER, SENTENCE, TITLE, UI, WORD, Text
from kiosk.publish.check.lines import Block, Trail, blocks
from kiosk.publish.check.prose import straight
from kiosk.publish.extraction import python_messages, qml_messages
from kiosk.publish.publication import SHOWN
from kiosk.publish.tables import table

GUIDE, VOCABULARY = "content/guide", "content/vocabulary"
_SHOWN_COLUMNS = ("libelle", "mots_simples")


def fiche_texts(fiche: Fiche) -> tuple[str, ...]:
    """All that is read in one fiche."""
    return (fiche.title, *fiche.what, *fiche.bring, *fiche.there, *filter(None, (fiche.cost, fiche.time)))


class GuideTexts:
    """The texts of a guide, found again in its files."""

    def __init__(self, guide: Guide, house: Path) -> None:
        self._guide = guide
        self._blocks = blocks(house / GUIDE, GUIDE)

    def where(self, trail: Trail, key: str, text: str = "\n") -> tuple[str, int | None]:
        """(file, line) of `text`, or of `key`, in the table at `trail`."""
        block: Block | None = self._blocks.get(trail)
        return (block.file, block.line(key, text)) if block else (GUIDE, None)

    def all(self) -> Iterator[Text]:
        for key, question in zip(("need", "situation", "way"), self._guide.questions, strict=True):
            yield self._text(question, SENTENCE, ("questions", ""), key, f"question {key}")
        yield from self._tiles()
        for fiche in self._guide.fiches.values():
            yield from self._fiche(fiche)
        for phone in self._guide.phones.values():
            trail, where, around = ("phone", phone.id), f"téléphone {phone.id}", (phone.name, phone.what)
            yield self._text(phone.name, NAME, trail, "name", f"{where}, name", around)
            yield self._text(phone.what, SENTENCE, trail, "what", f"{where}, what", around)

    def _tiles(self) -> Iterator[Text]:
        for need in self._guide.needs:
            trail: Trail = ("need", need.id)
            where = f"besoin {need.id}"
            around = [text for situation in need.situations for text in self._below(situation.ways)]
            yield from self._tile(need.label, need.hint, trail, where, around)
            for situation in need.situations:
                own, place = (*trail, "situation", situation.id), f"{where}, situation {situation.id}"
                yield from self._tile(situation.label, situation.hint, own, place, self._below(situation.ways))
                for way in situation.ways:
                    last, named = (*own, "way", way.id), f"{place}, comment {way.id}"
                    yield from self._tile(way.label, way.hint, last, named, self._below([way]))

    def _below(self, ways: Iterable[Way]) -> list[str]:
        return [text for way in ways for text in fiche_texts(self._guide.fiches[way.fiche])]

    def _tile(self, label: str, hint: str, trail: Trail, where: str, around: Iterable[str]) -> Iterator[Text]:
        together = (label, hint, *around)
        yield self._text(label, LABEL, trail, "label", f"{where}, label", together)
        if hint:
            yield self._text(hint, HINT, trail, "hint", f"{where}, hint", together)

    def _fiche(self, fiche: Fiche) -> Iterator[Text]:
        around = fiche_texts(fiche)
        parts = (
            ("title", TITLE, (fiche.title,)),
            ("what", SENTENCE, fiche.what),
            ("bring", PAPER, fiche.bring),
            ("there", SENTENCE, fiche.there),
            ("cost", SENTENCE, (fiche.cost,)),
            ("time", SENTENCE, (fiche.time,)),
        )
        for key, kind, texts in parts:
            for text in filter(None, texts):
                yield self._text(text, kind, ("fiche", fiche.id), key, f"fiche {fiche.id}, {key}", around)

    def _text(self, text: str, kind: str, trail: Trail, key: str, where: str, around: Iterable[str] = ()) -> Text:
        return Text(text, kind, *self.where(trail, key, text), where, tuple(around))


def screen_texts(package: Path) -> Iterator[Text]:
    """The strings of the code, with the line where each is first written. A plural is a text of its own."""
    lines: dict[str, list[str]] = {}
    for message in (*python_messages(package), *qml_messages(package)):
        file = message.where.partition(":")[0]
        if file not in lines:
            lines[file] = (package.parent / file).read_text(encoding="utf-8").splitlines()
        for text in filter(None, (message.text, message.plural)):
            number = next((n for n, line in enumerate(lines[file], 1) if text[:60] in line), None)
            yield Text(text, UI, file, number, "écran")


def directory_words(house: Path) -> Iterator[Text]:
    """The words of the directory that a screen shows. A label is the name of a network: it keeps its words."""
    shown = {sort for sorts in SHOWN.values() for sort in sorts}
    folder = house / VOCABULARY
    rows = [
        *(("mots.csv", line, row) for line, row in table(folder / "mots.csv", ("sorte", "code", *_SHOWN_COLUMNS))),
        *(
            ("lieux.csv", line, row | {"sorte": "lieu"})
            for line, row in table(folder / "lieux.csv", ("code", *_SHOWN_COLUMNS))
        ),
    ]
    for file, line, row in rows:
        sort = row["sorte"]
        if sort in shown:
            kind = NAME if sort == "label" else WORD
            shown_text = straight(row["mots_simples"] or row["libelle"])
            yield Text(shown_text, kind, f"{VOCABULARY}/{file}", line, f"{sort} {row['code']}")
