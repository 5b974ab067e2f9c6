"""Finding the private key that somebody asks a signature of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from securesystemslib.signer import CryptoSigner

from kiosk.errors import KeysError
from kiosk.publish.signing.keyfiles import PRIVATE, PUBLIC, read_private, read_public


class KeyRing:
    """The private keys of a folder, and of further files and folders (the sticks of the root keys).

    `passphrase` is called with the path of an encrypted key, at most once for each. A key whose NAME.pub lies beside
    it is opened only when it is asked for. Raises KeysError when a folder or file is missing or unreadable.
    """

    def __init__(self, folder: Path | None, passphrase: Callable[[str], bytes], extra: Sequence[Path] = ()) -> None:
        self.folder = folder
        self._passphrase = passphrase
        self._signers: dict[str, CryptoSigner] = {}
        self._paths: dict[str, Path] = {}
        self._unnamed: list[Path] = []
        self._refused: dict[Path, KeysError] = {}
        for place in (*([folder] if folder is not None else ()), *extra):
            for path in _private_files(place):
                self._note(path)

    def signer(self, keyid: str) -> CryptoSigner | None:
        """The signer of that key, None when it is not here. Raises KeysError when it is here and cannot be used."""
        if keyid not in self._signers:
            path = self.path(keyid)
            if path is not None and keyid not in self._signers:
                signer = self._open(path)
                if signer.public_key.keyid != keyid:
                    raise KeysError(f"{path}: {path.with_suffix(PUBLIC).name} is of another key. Bring the right one.")
        return self._signers.get(keyid)

    def has(self, keyid: str) -> bool:
        """That key is here; whether it can be used shows when it is asked for."""
        return keyid in self._signers or self.path(keyid) is not None

    def path(self, keyid: str) -> Path | None:
        """Where the private half of a key lies. Opens keys without NAME.pub until it is found."""
        while keyid not in self._paths and self._unnamed:
            self._open(self._unnamed.pop(0))
        return self._paths.get(keyid)

    def add(self, signer: CryptoSigner) -> None:
        """Take in a key that was just made, so that nobody is asked its passphrase again."""
        self._signers[signer.public_key.keyid] = signer

    def __repr__(self) -> str:
        return f"KeyRing({str(self.folder)!r}, {len(self._paths) + len(self._unnamed)} files)"

    def _note(self, path: Path) -> None:
        public = path.with_suffix(PUBLIC)
        if public.is_file():
            self._paths.setdefault(read_public(public).keyid, path)
        else:
            self._unnamed.append(path)

    def _open(self, path: Path) -> CryptoSigner:
        if path in self._refused:
            raise self._refused[path]
        try:
            signer = read_private(path, self._passphrase)
        except KeysError as error:
            self._refused[path] = error
            raise
        keyid = signer.public_key.keyid
        self._signers[keyid] = signer
        self._paths.setdefault(keyid, path)
        return signer


def _private_files(place: Path) -> list[Path]:
    try:
        if not place.is_dir():
            place.stat()
            return [place]
        return sorted(path for path in place.iterdir() if path.suffix == PRIVATE and path.is_file())
    except OSError as error:
        raise KeysError(f"{place}: no key can be read there ({error.strerror}). Check the path.") from None
