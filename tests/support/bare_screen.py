"""An X screen of its own without a monitor, and its picture, read from memory without asking the server."""

from __future__ import annotations

import mmap
import os
import struct
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

COLOUR_ENTRY_BYTES = 12
"""XWDColor of X11/XWDFile.h; the pixels follow the header and so many entries of it."""

Colour = tuple[int, int, int]
Spot = tuple[float, float]
"""Across and down the screen, 0 to 1."""


@dataclass(frozen=True)
class BareScreen:
    """`display` is what DISPLAY must say. No window manager runs there."""

    display: str
    width: int
    height: int
    memory: mmap.mmap
    start: int
    line_bytes: int

    def colour(self, spot: Spot) -> Colour:
        """Red, green, blue of the pixel at `spot`, as they are this instant."""
        x, y = min(int(spot[0] * self.width), self.width - 1), min(int(spot[1] * self.height), self.height - 1)
        begins = self.start + y * self.line_bytes + x * 4
        blue, green, red = self.memory[begins : begins + 3]
        return red, green, blue

    def save(self, path: Path) -> None:
        """Write the whole picture as a PPM file."""
        lines = []
        for y in range(self.height):
            begins = self.start + y * self.line_bytes
            line = self.memory[begins : begins + 4 * self.width]
            rgb = bytearray(3 * self.width)
            rgb[0::3], rgb[1::3], rgb[2::3] = line[2::4], line[1::4], line[0::4]
            lines.append(bytes(rgb))
        path.write_bytes(b"P6 %d %d 255\n" % (self.width, self.height) + b"".join(lines))


@contextmanager
def bare_screen(folder: Path, size: tuple[int, int]) -> Iterator[BareScreen]:
    """A screen of `size` pixels for the time of the block, its picture kept in `folder`. Needs Xvfb."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{size[0]}x{size[1]}x24", "-fbdir", str(folder)]
    server = subprocess.Popen(
        [*command, "-nolisten", "tcp", "-noreset"],
        pass_fds=[writing],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as told:
            number = told.readline().strip()
        assert number, "Xvfb could not start"
        with (folder / "Xvfb_screen0").open("rb") as file:
            memory = mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ)
        with memory:
            yield _described(f":{number}", memory)
    finally:
        server.terminate()
        server.wait()


def _described(display: str, memory: mmap.mmap) -> BareScreen:
    """Read the header of an XWD picture: 32-bit words, most significant byte first (X11/XWDFile.h)."""
    words = struct.unpack(">25I", memory[:100])
    header, width, height, line_bytes, colours = words[0], words[4], words[5], words[12], words[19]
    assert words[11] == 32, "pixels of four bytes are expected"
    return BareScreen(display, width, height, memory, header + colours * COLOUR_ENTRY_BYTES, line_bytes)
