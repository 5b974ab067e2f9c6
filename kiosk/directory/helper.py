"""The helper of this very site, as a place: the last rung of the ladder and the answer of "talk to someone"."""

from __future__ import annotations

from kiosk.directory.models import Place
from kiosk.settings import Settings

HELPER_ID = "helper"
HELPER_KIND = "accueil"


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
