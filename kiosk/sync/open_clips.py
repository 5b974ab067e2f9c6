"""`python -m kiosk.sync.open_clips`: opens each sound that standard input names, `<sha256> <path>` a line.

A process of its own, because a decoder that is given a broken file may end it. Prints the name of each before it is
opened, so that the last line tells which one it was; ends with 1 at the first that is wrong.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

from kiosk.speech.library import decode


def main() -> int:
    for line in sys.stdin.buffer.read().splitlines():
        digest, _, name = line.decode().partition(" ")
        print(Path(name).name, flush=True)
        data = Path(name).read_bytes()
        if hashlib.sha256(data).hexdigest() != digest or decode(data) is None:
            return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
