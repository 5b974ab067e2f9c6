"""What the values of a site file may be, by the names of their keys."""

from __future__ import annotations

import re

PHONE = re.compile(r"\+?[0-9](?:[ \u00a0\u202f.\-()]*[0-9]){1,14}")
CHOICES = {
    "text_size": ("normal", "large", "larger", "largest"),
    "contrast": ("normal", "high"),
    "reach": ("normal", "low"),
}
VOICES = ("espeak-ng", "clips")
VOICE_FILE = ".onnx"
RANGES = {
    "latitude": (-90, 90),
    "longitude": (-180, 180),
    "near_km": (0.1, 500),
    "far_km": (0.1, 2000),
    "diagonal_inches": (7, 120),
    "viewing_mm": (200, 2000),
    "idle_seconds": (60, 300),
    "warning_seconds": (20, 60),
    "words_per_minute": (60, 300),
    "volume": (0, 10),
    "slips_per_visit": (1, 20),
    "deadline_seconds": (10, 300),
    "old_after_days": (1, 36500),
    "stale_after_days": (1, 3650),
    "terminal": (1, 20),
    "terminals": (1, 20),
    "days": (1, 60),
    "notice_minutes": (0, 10080),
}
