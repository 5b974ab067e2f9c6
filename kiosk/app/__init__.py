"""The composition root: where everything real is made and put together; the only package that knows everyone.

effects    what a kiosk needs of the world: search, helper, voice, clock, jobs
sources    where content comes from: one release, or a state that is synced underneath the screen
showing    what stands on the screen, and how the next release takes its place
touring    a visit walked offscreen, for pictures
"""

from kiosk.app.effects import effects_for, own_icons, real_speaker, silent_speaker
from kiosk.app.showing import RunOptions, run

__all__ = [
    "RunOptions",
    "effects_for",
    "own_icons",
    "real_speaker",
    "run",
    "silent_speaker",
]
