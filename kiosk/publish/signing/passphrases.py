"""Passphrases: asked at the terminal without echo, or read from a file descriptor; never an argument, never shown."""

from __future__ import annotations

import getpass
import os
import sys
import warnings

from kiosk.errors import KeysError, UsageError

_MOST_BYTES = 1 << 12
_TRIES = 3


class Passphrases:
    """With a `descriptor` the first line that comes from it is the passphrase of every key; else a person is asked.

    Raises UsageError when the descriptor cannot be read, KeysError when nobody can be asked."""

    def __init__(self, descriptor: int | None = None) -> None:
        self._descriptor = descriptor
        self._line: bytes | None = None

    def known(self, file: str) -> bytes:
        """The passphrase of a key file that is encrypted."""
        return self._ask(f"Passphrase of {file}: ") if self._descriptor is None else self._read()

    def chosen(self, name: str) -> bytes:
        """The passphrase for a new key, asked twice; empty for none, which is warned of on standard error."""
        phrase = self._read() if self._descriptor is not None else self._twice(name)
        if not phrase:
            print(f"{name}: no passphrase; whoever can read its file can sign with it.", file=sys.stderr)
        return phrase

    def _twice(self, name: str) -> bytes:
        for _ in range(_TRIES):
            phrase = self._ask(f"New passphrase for {name} (empty for none): ")
            if not phrase or phrase == self._ask("Once more: "):
                return phrase
            print("The two are not the same.", file=sys.stderr)
        raise KeysError(f"{name}: the passphrases were not the same {_TRIES} times. Nothing was made; start again.")

    def _ask(self, prompt: str) -> bytes:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("error", getpass.GetPassWarning)  # it would echo
                return getpass.getpass(prompt).encode()
        except (getpass.GetPassWarning, EOFError, OSError):
            raise KeysError(f"{prompt.rstrip(': ')}: nobody can be asked here. Give --passphrase-fd N.") from None

    def _read(self) -> bytes:
        if self._line is None:
            line = bytearray()
            try:
                while len(line) < _MOST_BYTES and (byte := os.read(self._descriptor or 0, 1)) not in (b"", b"\n"):
                    line += byte
            except OSError as error:
                raise UsageError(
                    f"--passphrase-fd {self._descriptor}: this cannot be read ({error.strerror}). Open it for reading."
                ) from None
            self._line = bytes(line).rstrip(b"\r")
        return self._line
