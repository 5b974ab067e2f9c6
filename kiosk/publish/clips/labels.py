"""Where each word begins in a recording: the labels that whoever recorded it set in a sound editor.

Without labels the whole line is lit, not its words: shared out by letters they were wrong by up to a second (150 texts
in each of four languages, against espeak-ng's own marks), and a light that lies is worse than none.
"""

from __future__ import annotations

import re
from pathlib import Path

from kiosk.publish.clips.codec import RecordingError
from kiosk.speech.clips import Mark
from kiosk.speech.utterance import clean


def labels_of(recording: Path) -> Path:
    """Beside the recording, with its name: a label track as Audacity exports it."""
    return recording.with_suffix(".txt")


def read_labels(path: Path) -> str:
    """The text of a label track, empty when there is none. Raises RecordingError."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise RecordingError(f"its labels {path.name} cannot be read ({error})") from error


def marks_from(labels: str, text: str, cut_ms: int, ms: int) -> tuple[Mark, ...]:
    """Marks on the words of `text` from a label track: on each line a moment in seconds, a tab, and whatever follows,
    one line for each word, in order. `cut_ms` were cut from the beginning of a sound that then lasts `ms`.

    Raises RecordingError when a line is no label, when there are more or fewer than words, or when they go back.
    """
    rows = [row for row in labels.splitlines() if row.strip()]
    words = [found.span() for found in re.finditer(r"\S+", text) if any(map(str.isalnum, clean(found[0])))]
    if not rows:
        return ()
    if len(rows) != len(words):
        raise RecordingError(f"it has {len(rows)} labels for {len(words)} words; set one where each word begins")
    marks: list[Mark] = []
    for number, (row, (start, end)) in enumerate(zip(rows, words, strict=True), 1):
        found = re.match(r"\s*(\d+(?:[.,]\d+)?)(?:\t|$)", row)
        if found is None:
            raise RecordingError(f"line {number} of its labels does not begin with seconds and a tab")
        at = round(1000 * float(found[1].replace(",", "."))) - cut_ms
        if at > ms or (marks and at < marks[-1].ms):
            raise RecordingError(f"line {number} of its labels is before the line above it, or after the sound")
        marks.append(Mark(max(0, at), start, end))
    return tuple(marks)
