"""The guide on paper: nothing of it is lost, and no text of it can break the page or the line."""

from __future__ import annotations

import datetime as dt
import gettext
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kiosk.directory.models import Query
from kiosk.errors import GuideError
from kiosk.guide.load import load_guide
from kiosk.guide.pictogram import path_of
from kiosk.guide.printed_html import Look, printed_html
from kiosk.guide.printed_text import LEAST_WIDTH, printed_text
from kiosk.guide.tree import Fiche, Guide, Need, PhoneService, Situation, Way
from kiosk.i18n.catalogue import Words
from kiosk.i18n.languages import LANGUAGES
from kiosk.publish.pictures import lucide, pictogram_names

HOUSE = Path(__file__).parents[3]
STYLE = (HOUSE / "assets" / "print" / "guide.css").read_text(encoding="utf-8")
FRENCH = Words(LANGUAGES["fr"])
DAY = dt.date(2026, 11, 20)
VOID = {"meta"}
LOOK = Look({"house": "M1 2h3", "phone": "M4 5h6"}, {"bag": "M7 8h9"}, STYLE)


class Page(HTMLParser):
    """A page read back: (open tags and ids around it, text), all drawn paths, and any tag closed out of turn."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str, str]] = []
        self.paths: list[tuple[str, str]] = []
        self.attributes: list[tuple[str, str, str | None]] = []
        self.unbalanced: list[str] = []
        self.feed(page)
        self.close()
        self.unbalanced += [tag for tag, _ in self.open]

    @property
    def within(self) -> str:
        """The id of the innermost element that has one."""
        return next((str(attributes["id"]) for _, attributes in reversed(self.open) if "id" in attributes), "")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes += [(tag, name, value) for name, value in attrs]
        if tag in VOID:
            return
        self.open.append((tag, dict(attrs)))
        if tag == "path":
            self.paths.append((self.within, str(dict(attrs)["d"])))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop()[0] != tag:
            self.unbalanced.append(tag)

    def handle_data(self, data: str) -> None:
        if self.open and data.strip():
            self.texts.append((self.within, self.open[-1][0], data))

    def said(self, within: str, *tags: str) -> list[str]:
        return [text for where, tag, text in self.texts if where == within and (not tags or tag in tags)]

    @property
    def tags(self) -> set[str]:
        return {tag for tag, _, _ in self.attributes} | {tag for _, tag, _ in self.texts}


def small(label: str = "Un logement", hint: str = "Chercher", line: str = "Une personne aide.") -> Guide:
    """Two ways that show one fiche, one of them first of all a call."""
    ways = (
        Way("avec", label, "house", Query(), "toit", hint, helper_first=True),
        Way("appeler", "Je téléphone", "phone", Query(), "toit", phones=("115", "3939")),
    )
    fiche = Fiche("toit", "Trouver un toit", (line,), ("Un papier",), ("On vous écoute.",), "Rien.", "1 heure.", DAY)
    phones = {
        "115": PhoneService("115", "Dormir ce soir", "115", "On répond.", urgent=True),
        "3939": PhoneService("3939", "Vos droits", "3939", "On répond."),
    }
    situation = Situation("chercher", "Je cherche", "house", ways)
    need = Need("logement", "Logement", "house", (situation,))
    return Guide((need,), {"toit": fiche}, phones, ("Quel besoin ?", "Quelle situation ?", "Quelle aide ?"))


def read(guide: Guide, t: Words = FRENCH, look: Look = LOOK, where: str = "") -> Page:
    return Page(printed_html(guide, t, look, DAY, where))


@pytest.fixture(scope="module")
def shipped() -> Guide:
    return load_guide(HOUSE / "content" / "guide")


@pytest.fixture(scope="module")
def shipped_page(shipped: Guide) -> Page:
    return read(shipped, look=Look(lucide(pictogram_names(shipped)), LOOK.controls, STYLE))


def test_text_names_all_of_a_path() -> None:
    """Need, situation, way with their numbers and ids, hints, who to call first, and the fiche's title."""
    text = printed_text(small(), FRENCH)
    assert "\n1 Logement [logement]\n" in text
    assert "\n  1.1 Je cherche [chercher]\n" in text
    assert "\n    1.1.1 Un logement [avec]\n      Chercher\n      Une personne peut vous aider ici.\n" in text
    assert "Numéro à appeler : 115, Dormir ce soir\n" in text
    assert "Numéro à appeler : 39\N{NO-BREAK SPACE}39, Vos droits\n" in text
    assert text.count("Fiche : Trouver un toit\n") == 2
    assert "Une personne aide." not in text


def test_a_fiche_is_written_where_it_is_first_shown() -> None:
    """Whole under the first path that uses it, with all its parts; elsewhere a pointer to there."""
    text = printed_text(small(), FRENCH, fiches=True)
    parts = ("Une personne aide.", "On vous écoute.", "- Un papier", "Rien.", "1 heure.", "vendredi 20 novembre 2026")
    assert [text.count(part) for part in parts] == [1] * len(parts)
    first, second = text.split("1.1.2 Je téléphone")
    assert all(part in first for part in parts)
    assert "Fiche : Trouver un toit, voir 1.1.1\n" in second


@given(st.text(), st.text(), st.integers(-5, 120))
@example("mot " * 40, "incassable" * 20, 72)
def test_no_line_is_longer_than_the_terminal(label: str, line: str, width: int) -> None:
    """A line is longer than asked only where one word is."""
    for written in printed_text(small(label, label, line), FRENCH, width, fiches=True).split("\n"):
        words = re.split(r"[ \t\n\x0b\x0c\r]+", written.strip(" "))
        assert len(written) <= max(width, LEAST_WIDTH) or len(words) <= 2


def test_roles_are_painted_and_nothing_else() -> None:
    """Without a painter the text is plain; with one, the lines of each role pass through it, and no character moves."""
    seen: list[tuple[str, str]] = []

    def paint(role: str, line: str) -> str:
        seen.append((role, line.strip()))
        return line

    assert printed_text(small(), FRENCH, paint=paint) == printed_text(small(), FRENCH)
    assert ("question", "1. Quel besoin ?") in seen
    assert ("tile", "1 Logement [logement]") in seen
    assert [line for role, line in seen if role == "urgent"] == ["Numéro à appeler : 115, Dormir ce soir"]
    assert "\x1b" not in printed_text(small(), FRENCH)


def test_page_says_all_of_a_way_under_its_tile() -> None:
    """The tile, its hint, the numbers, the helper, and every part of the fiche, under each way that shows it."""
    page = read(small(), where="Le CCAS")
    assert page.unbalanced == []
    fiche = ["Une personne aide.", "Sur place", "On vous écoute.", "À apporter", "Un papier", "Prix", "Rien."]
    fiche += ["Combien de temps", "1 heure.", "Ce texte est du vendredi 20 novembre 2026."]
    help_here = "Une personne peut vous aider ici."
    assert page.said("n1.1.1") == ["Un logement", "Chercher", "1.1.1", help_here, "Trouver un toit", *fiche]
    calls = ["115", " Dormir ce soir", "39\N{NO-BREAK SPACE}39", " Vos droits"]
    assert page.said("n1.1.2") == ["Je téléphone", "1.1.2", *calls, "Trouver un toit", *fiche]
    assert ("p", "class", "call urgent") in page.attributes


def test_page_leaves_room_beside_each_situation() -> None:
    """Two boxes and lines for remarks at every screen and every situation."""
    page = read(small())
    for within in ("", "n1", "n1.1"):
        assert [text for text in page.said(within, "span") if "lair" in text] == ["Clair", "Pas clair"]
        assert "Vos remarques" in page.said(within)


def test_first_sheet_says_what_the_paper_is_for() -> None:
    """Its title, its purpose, the steps, the day it was printed and for whom."""
    page = read(small(), where="Le CCAS & la ville")
    assert page.said("", "title") == ["Les questions de la borne · Le CCAS & la ville"]
    assert page.said("", "h1") == ["Les questions de la borne"]
    assert "Le CCAS & la ville" in page.said("", "p")
    assert "Papier imprimé le vendredi 20 novembre 2026." in page.said("", "p")
    assert "Cochez Clair ou Pas clair." in page.said("", "li")


def test_page_asks_for_nothing_from_outside(shipped_page: Page) -> None:
    """No script, no picture file, no link but within the page; the style sheet loads nothing and cannot be left."""
    assert {"script", "img", "link", "iframe", "object", "use"}.isdisjoint(shipped_page.tags)
    outside = ("src", "href", "style", "srcset", "data")
    links = [value for _, name, value in shipped_page.attributes if name in outside or name.startswith("on")]
    assert links
    assert all(str(value).startswith("#n") for value in links)
    assert not re.search(r"url\(|@import|</", STYLE)


def test_links_lead_somewhere(shipped_page: Page) -> None:
    """Every tile of an overview leads to its own sheet, and no two places have one name."""
    ids = [value for _, name, value in shipped_page.attributes if name == "id"]
    assert len(ids) == len(set(ids))
    assert {str(value)[1:] for _, name, value in shipped_page.attributes if name == "href"} <= set(ids)


def test_every_path_of_the_shipped_guide_is_on_the_page(shipped: Guide, shipped_page: Page) -> None:
    """Each tile stands at its number with its words and its own pictogram, and each fiche whole under its way."""
    assert shipped_page.unbalanced == []
    drawn = lucide(pictogram_names(shipped))
    for n, need in enumerate(shipped.needs, 1):
        assert need.label in shipped_page.said(f"n{n}", "h2")
        assert shipped_page.said(f"n{n}", "h3") == [situation.label for situation in need.situations]
        for s, situation in enumerate(need.situations, 1):
            assert shipped_page.said(f"n{n}.{s}", "h3") == [situation.label]
            assert (f"n{n}.{s}", drawn[situation.pictogram]) in shipped_page.paths
            for w, way in enumerate(situation.ways, 1):
                within = f"n{n}.{s}.{w}"
                said = shipped_page.said(within)
                assert shipped_page.said(within, "h4") == [way.label]
                assert (within, drawn[way.pictogram]) in shipped_page.paths
                fiche = shipped.fiches[way.fiche]
                lines = (fiche.title, *fiche.what, *fiche.there, *fiche.bring, fiche.cost, fiche.time)
                assert [line for line in lines if line and line not in said] == []


@given(st.text(min_size=1), st.text(min_size=1))
@example("</h4><script>alert(1)</script>", "<!--")
@example('"><img src=x onerror=y>', "]]></p></div>")
@example("&lt;b&gt;", "</style></title>&")
def test_no_text_breaks_out_of_the_page(label: str, other: str) -> None:
    """Whatever a label, a line, a name or a site says is read back as that text and nothing else."""
    page = read(small(label, other, other), where=label)
    plain = read(small(), where="Un nom")
    assert page.unbalanced == []
    assert [(tag, name) for tag, name, _ in page.attributes] == [(tag, name) for tag, name, _ in plain.attributes]
    if label.strip():
        assert page.said("n1.1.1", "h4") == [label]
    if other.strip():
        assert other in page.said("n1.1.1", "p")


@given(st.text())
def test_no_drawing_breaks_out_of_the_page(path: str) -> None:
    """Path data is an attribute like another."""
    page = read(small(), look=Look({"house": path, "phone": "M0 0h1"}, {}, STYLE))
    assert page.unbalanced == []
    assert path == "" or ("n1.1.1", path) in page.paths


def test_a_pictogram_nobody_has_is_named() -> None:
    """A guide and pictograms that do not belong together are refused in a sentence."""
    with pytest.raises(GuideError, match="'house'"):
        read(small(), look=Look({}, {}, STYLE))


class Shouting(gettext.NullTranslations):
    """A language where every text is in capitals."""

    def gettext(self, message: str) -> str:
        return re.sub(r"[^{}]+(?![^{]*\})", lambda found: found[0].upper(), message)


@pytest.mark.parametrize("code", [code for code in ("ar", "fa", "en") if code in LANGUAGES])
@pytest.mark.parametrize("render", [lambda *a: read(*a).texts, lambda *a: printed_text(*a, fiches=True)])
def test_every_word_comes_from_the_catalogue(code: str, render: Callable[[Guide, Words], object]) -> None:
    """In another language no French word is left: neither those of the guide nor those of the paper itself."""
    rendered = render(small(), Words(LANGUAGES[code], Shouting()))
    words = " ".join(text for _, tag, text in rendered if tag != "style") if isinstance(rendered, list) else rendered
    without_ids = re.sub(r"\[[a-z]+\]", "", str(words))
    day = r"Friday|November"
    assert re.findall(r"[a-zà-ÿ]{2,}", re.sub(day, "", without_ids)) == []


@pytest.mark.parametrize(("code", "direction"), [("fr", "ltr"), ("ar", "rtl")])
def test_page_runs_the_way_of_its_language(code: str, direction: str) -> None:
    """The root says language and direction; a number to dial keeps its own."""
    page = read(small(), Words(LANGUAGES[code]))
    assert ("html", "lang", code) in page.attributes
    assert ("html", "dir", direction) in page.attributes
    assert all(value == "ltr" for tag, name, value in page.attributes if (tag, name) == ("bdi", "dir"))


def test_labels_can_be_read_on_paper() -> None:
    """No text that belongs to a tile or a fiche is under 11 points, and labels are well over 12."""
    sizes = {name: float(size) for name, size in re.findall(r"([^{};\n]+)\{[^}]*?font-size: ([\d.]+)pt", STYLE)}
    assert min(sizes.values()) >= 11
    assert sizes[".tile .words > :first-child "] >= 14
    assert re.search(r"body \{\s*font: (\d+)pt", STYLE)[1] == "12"


def test_controls_that_are_drawn_are_shown() -> None:
    """A part of the fiche bears the pictogram of the screen, where there is one."""
    svg = (HOUSE / "assets" / "pictograms" / "bag.svg").read_text(encoding="utf-8")
    bag = path_of(svg, "bag")
    page = read(small(), look=Look(LOOK.pictograms, {"bag": bag}, STYLE))
    assert ("n1.1.1", bag) in page.paths
