"""What the home screen looks like from outside, and the same as one static web page, to compare a browser with."""

from __future__ import annotations

from html import escape
from string import Template

from kiosk.flow import fresh_session
from kiosk.guide.content import Content
from kiosk.ui.viewmodels.frame import derive_frame
from kiosk.ui.viewmodels.question import TileProps, derive_question
from tests.support.bare_screen import BareScreen

ACCENT = (0x00, 0x38, 0x3F)
INK = (0x1A, 0x24, 0x29)
GROUND = (0xFB, 0xF6, 0xEC)

PORTRAIT = (1080, 1920)
EDGE = [(0.01, 0.5), (0.99, 0.5), (0.5, 0.89)]
TALK = [(0.52 + 0.12 * n / 20, 0.912 + 0.055 * m / 10) for n in range(21) for m in range(11)]
"""Where "Parler à quelqu'un" stands on a screen of PORTRAIT pixels, and on its page."""
LAST_WORDS = [(0.525 + 0.3 * n / 100, 0.80 + 0.06 * m / 10) for n in range(101) for m in range(11)]
"""Where the words of the last tile stand."""


def shows_home(screen: BareScreen) -> bool:
    """Is the home screen there: the ground, the button to a human being, the words of the last tile?"""
    return (
        all(screen.colour(spot) == GROUND for spot in EDGE)
        and sum(screen.colour(spot) == ACCENT for spot in TALK) > len(TALK) / 2
        and sum(screen.colour(spot) == INK for spot in LAST_WORDS) > 10
    )


PAGE = Template("""<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><title>$site</title><style>
* { box-sizing: border-box; margin: 0 }
body { width: 100vw; height: 100vh; padding: 1.5vh 3.3vw 1.9vh; display: flex; flex-direction: column; overflow: hidden;
       background: #fbf6ec; color: #1a2429; font: 28px/1.34 Andika, "Noto Sans", "DejaVu Sans", sans-serif }
header { display: flex; justify-content: space-between; align-items: end; margin-bottom: 24px }
h1 { font-size: 46px; color: #00383f; margin-bottom: 24px }
main { flex: 1; display: grid; grid-template-columns: 1fr 1fr; grid-auto-rows: 1fr; gap: 18px; margin-bottom: 52px }
main button { position: relative; padding: 18px; display: flex; flex-direction: column; justify-content: space-between;
              align-items: start; text-align: left; background: #fff; border: 2.4px solid #6f7f80; border-radius: 19px;
              font: inherit; color: inherit }
.coin { width: 134px; height: 134px; padding: 26px; border-radius: 43px; background: #dcece8 }
.hear { position: absolute; top: 18px; right: 18px; width: 34px; height: 34px }
main b { font-size: 33px; display: block }
nav { height: 160px; display: grid; grid-template-columns: repeat(6, 1fr); gap: 17px }
nav button { background: #fff; border: 2.4px solid #6f7f80; border-radius: 19px; font: bold 26px/1.34 Andika;
             color: #00383f }
nav button:disabled { opacity: .35 }
nav button.main { background: #00383f; color: #fff }
nav svg { width: 46px; height: 46px; display: block; margin: 0 auto }
svg { fill: none; stroke: #00383f; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round }
.main svg { stroke: #fff }
</style></head><body>
<header><div><b>$site</b><br>$demonstration</div><div>$step</div></header>
<p>$welcome</p><h1>$title</h1>
<main>$tiles</main>
<nav>$controls</nav>
</body></html>
""")


def home_page(content: Content, icons: dict[str, str]) -> str:
    """The HTML of the home screen in French of a site and its release; `icons` are the pictograms of the controls."""
    t = content.release.catalogue["fr"]
    session = fresh_session("fr")
    frame = derive_frame(session, content.settings, content.release.manifest.demonstration, t)
    question = derive_question(session, content.guide, content.release.pictograms, t)
    controls = (
        ("start-again", frame.startAgain, "disabled"),
        ("back", frame.back, "disabled"),
        ("listen", frame.listen, ""),
        ("talk", frame.talk, 'class="main"'),
        ("languages", frame.languages, ""),
        ("voice", frame.speech, ""),
    )
    return PAGE.substitute(
        site=escape(frame.site),
        demonstration=escape(frame.demonstration),
        step=escape(frame.stepText),
        welcome=escape(question.welcome),
        title=escape(question.title),
        tiles="".join(_tile(tile, icons["listen"]) for tile in question.tiles),
        controls="".join(f"<button {how}>{_svg(icons[icon])}{escape(text)}</button>" for icon, text, how in controls),
    )


def _tile(tile: TileProps, speaker: str) -> str:
    words = f"<span><b>{escape(tile.label)}</b>{escape(tile.hint)}</span>"
    return f"<button>{_svg(tile.picture, 'coin')}{_svg(speaker, 'hear')}{words}</button>"


def _svg(path: str, kind: str = "") -> str:
    return f'<svg class="{kind}" viewBox="0 0 24 24"><path d="{escape(path)}"/></svg>'
