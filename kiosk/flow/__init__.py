"""The flow of a visit: Session, events, `advance`, idle. Pure Python, no screen."""

from kiosk.flow.advance import advance
from kiosk.flow.idle import IdleRule
from kiosk.flow.session import PAGE_SIZE, SPEEDS, VOLUMES, Print, Screen, Session, SlipOf, fresh_session

__all__ = [
    "PAGE_SIZE",
    "SPEEDS",
    "VOLUMES",
    "IdleRule",
    "Print",
    "Screen",
    "Session",
    "SlipOf",
    "advance",
    "fresh_session",
]
