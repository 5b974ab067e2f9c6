"""What is printed on the slip: the strings of the screens, chosen and ordered for a paper that is read at home.

A paper knows no "now": where the screen says that a door is open, the slip gives the hours of the day it is printed.
What the visitor asked stands there only when they leave it on. Without it the fiche gives the papers to bring and no
more, for its title and its sentences tell the need as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain

from kiosk.directory.models import PHONE_KIND, Place, Query, Result
from kiosk.directory.words import OPEN_ALWAYS
from kiosk.guide.tree import Fiche, Guide, Path
from kiosk.i18n.catalogue import N_, Words
from kiosk.i18n.formats import format_date_only, format_day, format_list
from kiosk.i18n.languages import SOURCE_LANGUAGE
from kiosk.paper.codes import Code
from kiosk.paper.slip import Block, Kind, Slip, with_french
from kiosk.settings import Settings
from kiosk.ui.viewmodels.dated import derive_dated
from kiosk.ui.viewmodels.fiche import derive_fiche
from kiosk.ui.viewmodels.lines import LineProps
from kiosk.ui.viewmodels.moment import Moment
from kiosk.ui.viewmodels.place import PlaceProps, derive_place
from kiosk.ui.viewmodels.place_facts import shown_phone
from kiosk.ui.viewmodels.results import RUNG_TITLES
from kiosk.ui.viewmodels.slip_blocks import Pen
from kiosk.ui.viewmodels.told import Asked, Vocabulary
from kiosk.ui.viewmodels.urgent import phone_service
from kiosk.ui.viewmodels.week import DayProps, derive_week

CHOICE = N_("Ce que vous cherchez")
STEP = "  ›  "
"""From one answer to the next. In a line from the right it is drawn turned round (Unicode BidiMirroring)."""
WHERE = ("address", "complement", "note", "distance")
REST = ("written", "email", "charge", "languages")
"""Facts of the screen of a place that are worth paper, in the order of the slip; its number and its doors apart."""


@dataclass(frozen=True, slots=True)
class SlipSource:
    """What a slip is made of, beside the place: where the terminal stands and when, the guide, the words of codes, and
    pictures as path data by name, those of the guide (`pictograms`) and of the controls (`icons`)."""

    moment: Moment
    guide: Guide
    vocabulary: Vocabulary
    pictograms: Mapping[str, str] = field(default_factory=dict)
    icons: Mapping[str, str] = field(default_factory=dict)
    demonstration: bool = False


def answers_on(chosen: bool | None, path: Path | None) -> bool:
    """Whether the paper tells what was asked: as somebody chose; unless they did, not for who is in danger, whose paper
    may be found by whom they fear."""
    return chosen if chosen is not None else not (path and path.urgent)


def derive_slip(
    source: SlipSource,
    result: Result,
    path: Path | None,
    t: Words,
    french: Words,
    *,
    code: Code | None = None,
    answers: bool = True,
) -> Slip:
    """The slip of one place, with French beneath for the person at the desk. `path` is what the visitor asked, None
    when they asked nothing; `answers` is whether they leave that on it."""
    own = _slip(source, result, path, t, code, answers)
    if t.language == french.language:
        return own
    return with_french(own, _slip(source, result, path, french, code, answers, desk=True))


def _slip(
    source: SlipSource,
    result: Result,
    path: Path | None,
    t: Words,
    code: Code | None,
    answers: bool,
    desk: bool = False,
) -> Slip:
    """The slip in one language; for the `desk`, without what they know: what help is about, who speaks what there."""
    fiche = source.guide.fiches.get(path.way.fiche) if path else None
    phone = phone_service(result, source.guide)
    asked = Asked(path.way.query if path else Query(), fiche, phone.what if phone else "")
    props = derive_place(result, asked, source.vocabulary, source.moment, t)
    draft = _Draft(source, result, asked, props, {line.key: line for line in props.told}, Pen(t, source.icons), desk)
    parts = (
        site_blocks(source.moment.settings),
        draft.choice(path) if path and answers else (),
        draft.place(),
        draft.doors(),
        draft.facts(REST) if not desk else (),
        draft.code(code) if code else (),
        draft.fiche(fiche, answers) if fiche else (),
        draft.small_print(),
    )
    return whole_slip(source, parts, t, props.facts.name)


def whole_slip(source: SlipSource, parts: Iterable[Iterable[Block]], t: Words, subject: str) -> Slip:
    """The parts under each other, called after the site, in the language of `t`."""
    paging, blocks = t("Page {number} sur {total}", number="{number}", total="{total}"), chain.from_iterable(parts)
    return Slip(t.language.code, source.moment.settings.name, tuple(blocks), paging, subject)


def site_blocks(settings: Settings) -> Iterator[Block]:
    """Where the terminal stands: the head of every slip."""
    yield Block(Kind.SITE, "site", settings.name)
    if settings.address:
        yield Block(Kind.SMALL, "site:address", settings.address)


def printed_blocks(source: SlipSource, pen: Pen) -> Iterator[Block]:
    """The day of printing, and whether all of it is invented: the foot of every slip."""
    moment = source.moment
    if moment.trusted:
        day = format_date_only(moment.local.date(), pen.t.language.code)
        yield pen.text(Kind.SMALL, "printed", pen.t("Papier imprimé le {date}.", date=day))
    if source.demonstration:
        yield pen.line(Kind.SMALL, "demonstration", "Démonstration : cette ville est inventée.")


@dataclass(frozen=True)
class _Draft:
    """The parts of a slip; `told` are the facts of the screen by their keys."""

    source: SlipSource
    result: Result
    asked: Asked
    props: PlaceProps
    told: Mapping[str, LineProps]
    pen: Pen
    desk: bool

    def choice(self, path: Path) -> Iterator[Block]:
        """The three answers, one leading to the next."""
        picture = self.source.pictograms.get(path.need.pictogram, "")
        block = self.pen.told(LineProps("choice", STEP.join(map(self.pen.t, path.labels))), label=CHOICE)
        yield Block(Kind.RULE)
        yield replace(block, picture=picture)

    def place(self) -> Iterator[Block]:
        """Who it is, the number to call, and where."""
        facts, pen = self.props.facts, self.pen
        yield Block(Kind.RULE)
        yield pen.line(Kind.HEADING, "rung", RUNG_TITLES[self.result.rung])
        yield Block(Kind.TITLE, "title", facts.name, SOURCE_LANGUAGE if facts.french else pen.t.language.code)
        if facts.kind and facts.kind.casefold() not in facts.name.casefold():
            yield pen.text(Kind.TEXT, "kind", facts.kind)
        if self.asked.what:
            yield pen.line(Kind.TEXT, "why", self.asked.what)
        if "old" in self.told:
            yield pen.told(self.told["old"], Kind.STRONG)
        if "phone" in self.told:
            yield pen.told(self.told["phone"], Kind.NUMBER, "Téléphone")
        yield from self.facts(WHERE)

    def facts(self, keys: tuple[str, ...]) -> Iterator[Block]:
        for key in keys:
            if key in self.told:
                yield self.pen.told(self.told[key], label="Adresse" if key == "address" else "")

    def doors(self) -> Iterator[Block]:
        """The hours of the day of printing, with its date, then those of the days after it."""
        moment, pen, opening = self.source.moment, self.pen, self.result.opening
        days = _days(self.result.place, moment, pen.t)
        always = self.props.facts.opening == pen.t(OPEN_ALWAYS)
        certain = opening.open is not None and not opening.doubt and not always
        if days and days[0].today and certain:
            date = format_day(moment.local.date(), pen.t.language.code)
            yield replace(pen.text(Kind.FACT, "opening", days[0].hours, picture="clock"), label=date)
        elif "opening" in self.told:
            yield pen.told(self.told["opening"])
        if days and not always:
            yield pen.text(Kind.HEADING, "week", self.props.weekTitle, picture="calendar")
            for number, (names, hours) in enumerate(_by_hours(days)):
                label = format_list(names, pen.t.language.code)
                yield replace(pen.text(Kind.ROW, f"week:{number}", hours), label=label)

    def code(self, code: Code) -> Iterator[Block]:
        """A number beside it is one word, as everywhere; an hour is in the language of the slip, all else in French."""
        beside = shown_phone(code.beside) if code.kind == "phone" else code.beside
        language = self.pen.t.language.code if code.kind == "visit" else SOURCE_LANGUAGE
        yield Block(Kind.RULE)
        yield Block(Kind.CODE, "code", beside, language, label=self.pen.t(code.label), code=code)

    def fiche(self, fiche: Fiche, answers: bool) -> Iterator[Block]:
        """What this is, as far as the slip may tell it, and what to bring to a place."""
        props, pen = derive_fiche(fiche, self.pen.t), self.pen
        bring = fiche.bring if self.result.place.kind != PHONE_KIND else ()
        if answers or bring:
            yield Block(Kind.RULE)
        if answers:
            yield pen.line(Kind.HEADING, "fiche", fiche.title)
            yield from (pen.told(line, Kind.TEXT) for line in props.what if not self.desk)
        if bring:
            yield pen.line(Kind.HEADING, "bring", "À apporter", picture="bag")
            for number, paper in enumerate(bring):
                yield pen.line(Kind.ITEM, f"bring:{number}", paper)

    def small_print(self) -> Iterator[Block]:
        """Whom to show it to, how old all this is, where it comes from, and when it was printed."""
        pen, moment = self.pen, self.source.moment
        dated, notes = derive_dated(moment, pen.t), () if self.desk else self.props.notes
        yield Block(Kind.RULE)
        if self.result.place.kind != PHONE_KIND:
            yield pen.line(Kind.STRONG, "show", N_("Montrez ce papier à l'accueil."))
        if dated.part == "strong" or (dated.text and not notes):  # one date is enough, unless all of it is old
            yield pen.told(dated, Kind.STRONG if dated.part == "strong" else Kind.SMALL)
        yield from (pen.told(note, Kind.SMALL) for note in notes)
        if self.desk and self.result.place.updated:
            day = format_date_only(self.result.place.updated, pen.t.language.code)
            yield pen.text(Kind.SMALL, "updated", pen.t("Informations du {date}", date=day))
        yield from printed_blocks(self.source, pen)


def _days(place: Place, moment: Moment, t: Words) -> tuple[DayProps, ...]:
    """The days to come as the screen shows them for a place; on paper a number one calls has its days too."""
    return derive_week(replace(place, kind="autre") if place.kind == PHONE_KIND else place, moment, t)


def _by_hours(days: tuple[DayProps, ...]) -> list[tuple[list[str], str]]:
    """The days after today, those of the same hours together, as on a door: a paper must be short."""
    found: dict[str, list[str]] = {}
    for day in days:
        if not day.today:
            found.setdefault(day.hours, []).append(day.day)
    return [(names, hours) for hours, names in found.items()]
