"""From when all that is shown is: said quietly, and aloud once it is too long ago to count on."""

from __future__ import annotations

from kiosk.i18n.catalogue import Words
from kiosk.i18n.formats import format_date_only
from kiosk.ui.viewmodels.lines import LineProps, hear_name
from kiosk.ui.viewmodels.moment import Moment

UNDATED = LineProps("dated", "", "note")


def derive_dated(moment: Moment, t: Words) -> LineProps:
    """The date of what is shown, on the clocks of the site: a "note", or "strong" when it is past the limit. A clock
    that is wrong makes nothing old: then the date alone is said."""
    made = moment.made_on
    if made is None:
        return UNDATED
    date = format_date_only(made, t.language.code)
    if (moment.today - made).days <= moment.settings.stale_after_days:
        return LineProps("dated", t("Informations du {date}", date=date), "note")
    text = t("Ces informations datent du {date}. Appelez avant de venir.", date=date)
    return LineProps("dated", text, "strong", "warning", hear=hear_name(text, t))
