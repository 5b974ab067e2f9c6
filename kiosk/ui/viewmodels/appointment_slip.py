"""The numbered slip of an appointment that was asked for: when to come, and the number to give at the desk.

It never tells what for, nor who: the number is enough for the desk, and anybody may pick up a paper.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kiosk.flow.wish import Outcome
from kiosk.i18n.catalogue import N_, Words
from kiosk.i18n.languages import SOURCE_LANGUAGE
from kiosk.paper.slip import Block, Kind, Slip, with_french
from kiosk.ui.viewmodels.request import SURE, UNSURE
from kiosk.ui.viewmodels.slip import SlipSource, printed_blocks, site_blocks, whole_slip
from kiosk.ui.viewmodels.slip_blocks import Pen
from kiosk.ui.viewmodels.slots import slot_text

# Translators: title of a printed slip: an appointment that was asked for, at an hour that may still change
ASKED = N_("Demande de rendez-vous")
# Translators: on a printed slip; the visitor comes back to this very place
COME = N_("Venez ici à cette heure, avec ce ticket.")


def derive_appointment_slip(source: SlipSource, outcome: Outcome | None, t: Words, french: Words) -> Slip:
    """`french` are the words for the person at the desk. Raises LookupError when no number was given."""
    if outcome is None or outcome.slot is None or not outcome.number:
        raise LookupError("no appointment was asked for")
    return with_french(_slip(source, outcome, t), _slip(source, outcome, french))


def _slip(source: SlipSource, outcome: Outcome, t: Words) -> Slip:
    pen = Pen(t, source.icons)
    parts = (site_blocks(source.moment.settings), _asked(source, outcome, pen), printed_blocks(source, pen))
    return whole_slip(source, parts, t, outcome.number)


def _asked(source: SlipSource, outcome: Outcome, pen: Pen) -> Iterator[Block]:
    """The number is in Latin letters and digits in every language: it is said aloud at the desk."""
    assert outcome.slot is not None
    settings = source.moment.settings
    yield Block(Kind.RULE)
    yield pen.line(Kind.HEADING, "asked", ASKED)
    yield Block(Kind.NUMBER, "number", outcome.number)
    yield pen.text(Kind.STRONG, "when", slot_text(outcome.slot, pen.t), "calendar")
    yield replace(pen.text(Kind.FACT, "who", settings.helper.name, picture="people"), language=SOURCE_LANGUAGE)
    yield pen.line(Kind.FACT, "come", COME, picture="pin")
    yield pen.line(Kind.STRONG, "sure", UNSURE if outcome.to_confirm else SURE, picture="talk")
    yield Block(Kind.RULE)
