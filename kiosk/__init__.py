"""The kiosk: a touch terminal that leads a visitor, in three taps, to the right human being."""

__version__ = "0.1.0"
