"""Slip numbers: "B7-042". Short enough to be said aloud, never the same twice on one terminal, and no server needed.

The last number is in a file, which is written and flushed before the number is shown: a power cut may leave a gap,
never a repeat. Numbers grow for ever; they are never set back, also not at midnight or New Year, since a slip from
before may still be in somebody's pocket. They repeat only when the folder is lost with the machine: whoever installs a
terminal anew gives it another `slip_prefix`. The file alone lost, or damaged, is told, and nothing is offered until
staff write the last printed number into it.
"""

from __future__ import annotations

from pathlib import Path

from kiosk.appointments.outbox import GIVEN_NAME, NUMBER_NAME
from kiosk.disk import Disk
from kiosk.errors import AppointmentError

LARGEST = 999_999_999


def last_number(folder: Path) -> int:
    """The last number that was taken; 0 for none yet. Raises AppointmentError when it is lost or damaged, OSError."""
    path = folder / NUMBER_NAME
    try:
        text = path.read_bytes()[:20].decode("ascii").strip()
    except FileNotFoundError:
        if not (folder / GIVEN_NAME).is_dir():
            return 0
        text = ""
    except UnicodeDecodeError:
        text = ""
    if not text.isdigit() or int(text) >= LARGEST:
        raise AppointmentError(
            f"{path}: the last slip number is lost. Write the last number that was printed into it, alone."
        )
    return int(text)


def take_number(folder: Path, prefix: str, disk: Disk) -> str:
    """The next number, which is on the disk when this returns. Raises AppointmentError, OSError."""
    number = last_number(folder) + 1
    disk.write(folder / NUMBER_NAME, f"{number}\n".encode())
    return f"{prefix}-{number:03}"
