"""What is to be recorded, as a table for whoever records it: each text, the name of its file, what is recorded."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from kiosk.publish.clips.collect import Text
from kiosk.publish.clips.recordings import Recordings

HEADER = ("langue", "clé", "français", "texte", "enregistrement")


def table(texts: Iterable[Text], recordings: Recordings) -> str:
    """Lines of a CSV with semicolons, as French spreadsheets open it; its first line names the columns."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    for text in texts:
        writer.writerow((text.language, text.key, text.french, text.text, recordings.files.get(text.key, "")))
    return out.getvalue()
