"""What the slip of an appointment says, line by line; the number stands apart, as large as the paper allows."""

from __future__ import annotations

from kiosk.appointments.asking import Slip
from kiosk.i18n.catalogue import Words
from kiosk.i18n.formats import format_day, format_time


def slip_lines(slip: Slip, t: Words) -> tuple[str, ...]:
    """In the language of `t`: what this is, the day, the hour, what to do. The number is `slip.number`, in Latin
    letters and digits in every language: it is said aloud at the desk."""
    code = t.language.code
    # Translators: title of a printed slip: an appointment that was asked for, at a hour that may still change
    asked = t("Demande de rendez-vous")
    # Translators: on a printed slip; the visitor comes back to this very place
    come = t("Venez ici à cette heure, avec ce ticket.")
    if slip.to_confirm:
        # Translators: on a printed slip; the hour of the appointment may be taken by somebody else
        sure = t("L'heure n'est pas encore sûre. Demandez à l'accueil : donnez votre numéro.")
    else:
        # Translators: on a printed slip; "votre numéro" is the large number on it
        sure = t("À l'accueil, donnez votre numéro.")
    return asked, format_day(slip.slot.date(), code), format_time(slip.slot, code), come, sure
