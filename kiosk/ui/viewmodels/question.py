"""One question and its tiles."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.flow import Session
from kiosk.guide.tree import Guide, Need, Situation, Way
from kiosk.i18n.catalogue import Words
from kiosk.speech.utterance import Line
from kiosk.ui.viewmodels.dated import UNDATED
from kiosk.ui.viewmodels.lines import LineProps, heading_lines, hear_name, trail


@dataclass(frozen=True, slots=True)
class TileProps:
    """`picture` is the path data of the pictogram; `key` lights the tile while it is read."""

    id: str
    key: str
    label: str
    hint: str
    picture: str
    hear: str


@dataclass(frozen=True, slots=True)
class QuestionProps:
    """`dated` tells from when all this is, on the home screen alone; when that is a warning, it is read before the
    tiles."""

    title: str
    titleHear: str
    welcome: str
    chosen: str
    tiles: tuple[TileProps, ...]
    dated: LineProps = UNDATED

    @property
    def spoken(self) -> tuple[Line, ...]:
        tiles = (Line(tile.key, text) for tile in self.tiles for text in (tile.label, tile.hint) if text)
        heading = heading_lines(self.title, self.welcome, self.chosen)
        if self.dated.part == "strong":
            return (*heading, *self.dated.spoken, *tiles)
        return (*heading, *tiles, *self.dated.spoken)


def derive_question(
    session: Session, guide: Guide, pictures: dict[str, str], t: Words, dated: LineProps = UNDATED
) -> QuestionProps:
    """The question that `session` asks; `dated` stands under the first one. A choice the guide does not know asks the
    first question again."""
    need = guide.need(session.need)
    situation = next((s for s in need.situations if s.id == session.situation), None) if need else None
    options: tuple[Need | Situation | Way, ...]
    if situation:
        question, options = guide.questions[2], situation.ways
    elif need:
        question, options = guide.questions[1], need.situations
    else:
        question, options = guide.questions[0], guide.needs
    return QuestionProps(
        title=t(question),
        titleHear=hear_name(t(question), t),
        welcome="" if need else t("Bonjour. Touchez ce qui vous concerne."),
        chosen=trail(t(step.label) for step in (need, situation) if step),
        tiles=tuple(_tile(option, pictures, t) for option in options),
        dated=UNDATED if need else dated,
    )


def _tile(option: Need | Situation | Way, pictures: dict[str, str], t: Words) -> TileProps:
    label = t(option.label)
    return TileProps(
        id=option.id,
        key=f"tile:{option.id}",
        label=label,
        hint=t(option.hint),
        picture=pictures.get(option.pictogram, ""),
        hear=hear_name(label, t),
    )
