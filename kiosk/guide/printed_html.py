"""The whole guide as one HTML page with its pictograms, to be printed and discussed around a table.

One file that asks for nothing from outside. Each need and each situation begins a new sheet, with room for what
people say of it; under every way stands all that the kiosk says on that path before it names a place.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kiosk.errors import GuideError
from kiosk.guide.printed import Call, Part, Tile, fiche_parts, first_calls
from kiosk.guide.printed_cover import cover
from kiosk.guide.printed_markup import Html, joined, tag
from kiosk.guide.tree import Guide, Need, Situation, Way
from kiosk.i18n.catalogue import N_, Words

ANSWERS = (N_("Clair"), N_("Pas clair"))
REMARK_LINES = 5


@dataclass(frozen=True, slots=True)
class Look:
    """`pictograms` are those of the guide and `controls` those of the kiosk itself, path data by name; `style` is the
    style sheet, which asks for no other file."""

    pictograms: Mapping[str, str]
    controls: Mapping[str, str]
    style: str


def printed_html(guide: Guide, t: Words, look: Look, printed: dt.date, where: str = "") -> str:
    """The page, printed on that day; `where` is the name of the site it is for, or "".

    Raises GuideError for a pictogram that `look` does not hold.
    """
    return _Page(guide, t, look).whole(printed, where)


@dataclass(frozen=True, slots=True)
class _Page:
    guide: Guide
    t: Words
    look: Look

    def whole(self, printed: dt.date, where: str) -> str:
        language = self.t.language
        head = tag(
            "head",
            Html('<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'),
            tag("title", " · ".join(part for part in (self.t("Les questions de la borne"), where) if part)),
            tag("style", Html(self.look.style)),
        )
        body = tag(
            "body", cover(self.t, printed, where, map(self._coin, self.guide.needs)), self._home(), *self._needs()
        )
        page = tag("html", head, body, lang=language.code, dir="rtl" if language.rtl else "ltr")
        return f"<!DOCTYPE html>\n{page}\n"

    def _home(self) -> Html:
        tiles = [tag("a", self._tile(f"{n}", need, "h3"), href=f"#n{n}") for n, need in enumerate(self.guide.needs, 1)]
        return tag("section", self._question(0), tag("div", *tiles, class_="tiles"), self._remarks(), class_="sheet")

    def _needs(self) -> Iterator[Html]:
        for n, need in enumerate(self.guide.needs, 1):
            yield tag(
                "section",
                tag("header", self._tile(f"{n}", need, "h2"), class_="need"),
                self._question(1),
                tag("div", *self._situation_tiles(n, need), class_="tiles"),
                self._remarks(),
                class_="sheet",
                id=f"n{n}",
            )
            for s, situation in enumerate(need.situations, 1):
                yield self._situation(f"{n}.{s}", situation, f"{n} · {self.t(need.label)}")

    def _situation_tiles(self, n: int, need: Need) -> Iterator[Html]:
        for s, situation in enumerate(need.situations, 1):
            yield tag("a", self._tile(f"{n}.{s}", situation, "h3"), href=f"#n{n}.{s}")

    def _situation(self, number: str, situation: Situation, trail: str) -> Html:
        """`trail` says of a loose sheet which need it belongs to."""
        ways = [self._way(f"{number}.{w}", way) for w, way in enumerate(situation.ways, 1)]
        return tag(
            "section",
            tag("p", trail, class_="trail"),
            tag("div", self._tile(number, situation, "h3"), self._remarks(), class_="said"),
            self._question(2),
            tag("div", *ways, class_="ways"),
            class_="sheet situation",
            id=f"n{number}",
        )

    def _way(self, number: str, way: Way) -> Html:
        fiche = self.guide.fiches[way.fiche]
        told = tag(
            "div",
            *(self._call(call) for call in first_calls(way, self.guide, self.t)),
            *((self._fact("talk", self.t("Une personne peut vous aider ici.")),) if way.helper_first else ()),
            tag("h5", self.t(fiche.title)),
            *(self._part(part) for part in fiche_parts(fiche, self.t)),
            class_="fiche",
        )
        return tag("article", self._tile(number, way, "h4"), told, class_="way", id=f"n{number}")

    def _call(self, call: Call) -> Html:
        number = tag("bdi", call.number, dir="ltr")
        words = tag("span", tag("strong", number), " ", call.name)
        return tag("p", self._control("phone"), words, class_="call urgent" if call.urgent else "call")

    def _fact(self, picture: str, text: str) -> Html:
        return tag("p", self._control(picture), tag("span", text), class_="call")

    def _part(self, part: Part) -> Html:
        head = (tag("h6", self._control(part.picture), tag("span", part.head)),) if part.head else ()
        return tag("div", *head, _lines(part), class_=f"part {part.name}")

    def _tile(self, number: str, tile: Tile, heading: str) -> Html:
        """A tile as the screen draws it, with its number for those who speak of it."""
        hint = self.t(tile.hint)
        words = (tag(heading, self.t(tile.label)), *((tag("p", hint),) if hint else ()))
        said = tag("span", tag("bdi", number, dir="ltr"), class_="number")
        return tag("div", self._coin(tile), tag("div", *words, class_="words"), said, class_="tile")

    def _coin(self, tile: Tile) -> Html:
        return tag("span", _drawn(self._pictogram(tile.pictogram)), class_="coin")

    def _question(self, which: int) -> Html:
        return tag("p", self.t(self.guide.questions[which]), class_="question")

    def _remarks(self) -> Html:
        boxes = (tag("span", tag("i", class_="box"), self.t(answer), class_="tick") for answer in ANSWERS)
        return tag(
            "div",
            tag("p", *boxes, class_="ticks"),
            tag("p", self.t("Vos remarques")),
            *(tag("i", class_="line") for _ in range(REMARK_LINES)),
            class_="remarks",
        )

    def _pictogram(self, name: str) -> str:
        if name not in self.look.pictograms:
            raise GuideError(f"the pictogram {name!r} of the guide is not in this release. Build the release again.")
        return self.look.pictograms[name]

    def _control(self, name: str) -> Html:
        """A pictogram of the controls; those that nobody has drawn leave their room empty."""
        return _drawn(self.look.controls.get(name, ""))


def _lines(part: Part) -> Html:
    if part.listed:
        return tag("ul", *(tag("li", line) for line in part.lines))
    return joined(*(tag("p", line) for line in part.lines))


def _drawn(path: str) -> Html:
    shape: Sequence[Html] = (tag("path", d=path),) if path else ()
    return tag("svg", *shape, viewBox="0 0 24 24", aria_hidden="true")
