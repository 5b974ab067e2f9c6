"""The helper of this very site, as a place: the last rung of the ladder and the answer of "talk to someone"."""

from __future__ import annotations

import datetime as dt

from kiosk.directory.booking import booking_host
from kiosk.directory.models import Place
from kiosk.directory.opening import doubt_on
from kiosk.settings import Settings

HELPER_ID = "helper"
HELPER_KIND = "accueil"
_ANY_DAY = dt.date(2026, 1, 2)


def helper_place(settings: Settings) -> Place:
    """The helper named in the site file, standing where the terminal stands."""
    helper = settings.helper
    return Place(
        id=HELPER_ID,
        name=helper.name,
        kind=HELPER_KIND,
        street=settings.address,
        complement=helper.desk,
        latitude=settings.latitude,
        longitude=settings.longitude,
        phone=helper.phone,
        booking_url=helper.booking_url,
        hours=helper.hours,
        languages=helper.languages,
        free=True,
    )


def check_helper(settings: Settings) -> None:
    """Raises SettingsError, with the line, when the hours of the helper are not hours anyone can read, or when the
    booking link books nothing: the screen of the helper shows both."""
    helper, origin = settings.helper, settings.origin
    if helper.hours and doubt_on(helper_place(settings), _ANY_DAY) == "unreadable":
        raise origin.wrong(
            "helper", "hours", helper.hours, 'hours as OpenStreetMap writes them, like "Mo-Fr 09:00-12:00,13:30-17:00"'
        )
    if helper.booking_url and not booking_host(helper.booking_url, settings.booking_hosts):
        raise origin.wrong(
            "helper",
            "booking_url",
            helper.booking_url,
            "a link that books an appointment: https, and a page of a host named in booking_hosts of [site]",
        )
