"""Private keys are for one pair of eyes; whatever is wrong with a key file is one sentence, and never its secret."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from kiosk.errors import KeysError, UsageError
from kiosk.publish.private_files import make_folder
from kiosk.publish.signing.ceremony import init, new
from kiosk.publish.signing.keyfiles import new_key, read_private, read_public, signer_of, write_pair
from kiosk.publish.signing.keyring import KeyRing
from kiosk.publish.signing.passphrases import Passphrases
from tests.unit.publish.signing_samples import Office, never_asked, no_passphrase

SECRET = b"correct horse"


def known(_file: str) -> bytes:
    return SECRET


@pytest.fixture
def open_umask() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def test_a_pair_reads_back(tmp_path: Path) -> None:
    """The private half, encrypted or not, and the public half are of the same key."""
    for name, phrase in (("plain", b""), ("locked", SECRET)):
        key = new_key()
        public = write_pair(tmp_path, name, key, phrase)
        assert public == tmp_path / f"{name}.pub"
        assert read_public(public) == signer_of(key).public_key
        assert read_private(public.with_suffix(".pem"), known).public_key == signer_of(key).public_key
    assert b"ENCRYPTED" in (tmp_path / "locked.pem").read_bytes()
    assert set(json.loads((tmp_path / "plain.pub").read_bytes())) == {"keyid", "keytype", "scheme", "keyval"}


@pytest.mark.usefixtures("open_umask")
def test_no_umask_opens_a_private_key(tmp_path: Path) -> None:
    """With umask 0 private keys have mode 0600 and their folders 0700."""
    init(tmp_path / "keys", no_passphrase, Office(tmp_path / "office").now())
    new("town", tmp_path / "towns", no_passphrase)
    for folder in (tmp_path / "keys", tmp_path / "towns"):
        assert mode(folder) == 0o700
        assert {mode(path) for path in folder.glob("*.pem")} == {0o600}


def test_a_private_key_is_private_from_its_first_moment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its file is made with O_EXCL and mode 0600, never opened to others and closed to them later."""
    made: dict[str, tuple[int, int]] = {}
    really = os.open

    def watching(path: str | Path, flags: int, mode: int = 0o777, **more: int) -> int:
        made[Path(path).name] = (flags, mode)
        return really(path, flags, mode, **more)

    monkeypatch.setattr(os, "open", watching)
    write_pair(tmp_path, "town", new_key(), b"")
    flags, mode = made["town.pem"]
    assert flags & os.O_EXCL
    assert flags & os.O_CREAT
    assert mode == 0o600


@pytest.mark.parametrize("exposed", [0o640, 0o620, 0o604, 0o602, 0o644, 0o666])
def test_a_key_that_others_can_reach_is_refused(tmp_path: Path, exposed: int) -> None:
    """Readable or writable by group or others: KeysError with the command that closes it."""
    path = write_pair(tmp_path, "town", new_key(), b"").with_suffix(".pem")
    path.chmod(exposed)
    with pytest.raises(KeysError, match=f"chmod 600 {path}"):
        read_private(path, never_asked)


def test_a_key_is_never_written_over(tmp_path: Path) -> None:
    """Neither half of a pair that is there is replaced, not even through a link."""
    write_pair(tmp_path, "town", new_key(), b"")
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    with pytest.raises(KeysError, match="there already"):
        write_pair(tmp_path, "town", new_key(), b"")
    (tmp_path / "link.pem").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(KeysError, match="there already"):
        write_pair(tmp_path, "link", new_key(), b"")
    assert {path: path.read_bytes() for path in before} == before


def test_a_wrong_passphrase_is_told_without_its_text(tmp_path: Path) -> None:
    """KeysError names the file; neither passphrase is in it, nor in what led to it."""
    path = write_pair(tmp_path, "town", new_key(), SECRET).with_suffix(".pem")
    for wrong in (b"battery staple", b""):
        with pytest.raises(KeysError, match="passphrase is wrong") as caught:
            read_private(path, lambda _file, wrong=wrong: wrong)
        assert "battery" not in repr(caught.value)
        assert caught.value.__cause__ is None


@pytest.mark.parametrize(
    "content", [b"", b"\x00\xff", b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"]
)
def test_a_damaged_file_is_one_sentence(tmp_path: Path, content: bytes) -> None:
    """As a private key and as a public one."""
    path = tmp_path / "town.pem"
    path.write_bytes(content)
    path.chmod(0o600)
    with pytest.raises(KeysError, match="this is no private key, or a damaged one"):
        read_private(path, never_asked)
    with pytest.raises(KeysError):
        read_public(path)


def test_the_two_halves_are_not_taken_for_one_another(tmp_path: Path) -> None:
    """A public key where a private one is wanted, and the other way round."""
    public = write_pair(tmp_path, "town", new_key(), b"")
    with pytest.raises(KeysError, match=r"this is a public key.* ends in \.pem"):
        read_private(public, never_asked)
    with pytest.raises(KeysError, match=r"this is a private key.* ends in \.pub"):
        read_public(public.with_suffix(".pem"))


def test_only_ed25519_is_taken(tmp_path: Path) -> None:
    """Another kind of key is refused."""
    key = ec.generate_private_key(ec.SECP256R1())
    path = tmp_path / "town.pem"
    path.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    path.chmod(0o600)
    with pytest.raises(KeysError, match="no ed25519 key"):
        read_private(path, never_asked)


def test_a_public_key_with_another_id_is_refused(tmp_path: Path) -> None:
    """One key under two ids would count as two."""
    public = write_pair(tmp_path, "town", new_key(), b"")
    told = json.loads(public.read_bytes())
    public.write_text(json.dumps(told | {"keyid": "0" * 64}))
    with pytest.raises(KeysError, match="no public key"):
        read_public(public)


def test_a_missing_file_or_folder_is_told(tmp_path: Path) -> None:
    """KeysError with the path."""
    for call in (read_public, lambda path: read_private(path, never_asked), lambda path: KeyRing(path, never_asked)):
        with pytest.raises(KeysError, match=r"absent.*No such file"):
            call(tmp_path / "absent")


def test_the_ring_asks_each_passphrase_once_and_only_when_needed(tmp_path: Path) -> None:
    """Only the key that is asked for is opened; a wrong passphrase is not asked again."""
    asked: list[str] = []

    def ask(file: str) -> bytes:
        asked.append(Path(file).name)
        return b"wrong" if "other" in file else SECRET

    folder, stick = tmp_path / "keys", tmp_path / "stick"
    make_folder(folder)
    make_folder(stick)
    keys = {name: new_key() for name in ("plain", "locked", "other")}
    ids = {name: signer_of(key).public_key.keyid for name, key in keys.items()}
    write_pair(folder, "plain", keys["plain"], b"")
    write_pair(folder, "locked", keys["locked"], SECRET)
    write_pair(stick, "other", keys["other"], SECRET)
    ring = KeyRing(folder, ask, [stick / "other.pem"])
    assert all(ring.has(keyid) for keyid in ids.values())
    assert ring.signer(ids["plain"]) is not None
    assert asked == []
    for _ in range(2):
        assert ring.signer(ids["locked"]) is not None
        with pytest.raises(KeysError, match="wrong"):
            ring.signer(ids["other"])
    assert asked == ["locked.pem", "other.pem"]
    assert ring.signer("0" * 64) is None
    assert "correct horse" not in repr(ring) + repr(vars(ring)[next(iter(vars(ring)))])


def test_a_key_without_its_public_half_is_found_by_opening_it(tmp_path: Path) -> None:
    """A stick may hold the private half alone."""
    key = new_key()
    write_pair(tmp_path, "root-1", key, SECRET).unlink()
    ring = KeyRing(None, known, [tmp_path])
    assert ring.signer(signer_of(key).public_key.keyid) is not None


def test_a_public_half_of_another_key_is_told(tmp_path: Path) -> None:
    """Two files that do not belong together sign nothing."""
    public, other = write_pair(tmp_path, "a", new_key(), b""), write_pair(tmp_path, "b", new_key(), b"")
    public.write_bytes(other.read_bytes())
    other.unlink()
    keyid = read_public(public).keyid
    with pytest.raises(KeysError, match="of another key"):
        KeyRing(tmp_path, never_asked).signer(keyid)


def test_making_keys_that_fails_leaves_nothing(tmp_path: Path) -> None:
    """A passphrase that cannot be asked: no folder, and nothing beside it."""

    def nobody(_name: str) -> bytes:
        raise KeysError("nobody can be asked")

    with pytest.raises(KeysError):
        init(tmp_path / "keys", nobody, Office(tmp_path / "office").now())
    assert [path.name for path in tmp_path.iterdir()] == ["office"]


def test_a_descriptor_gives_one_line_for_all_keys() -> None:
    """What follows the first line stays where it is; a descriptor that is closed is told."""
    reader, writer = os.pipe()
    os.write(writer, b"correct horse\r\nthe rest")
    os.close(writer)
    passphrases = Passphrases(reader)
    assert passphrases.known("a.pem") == passphrases.chosen("b") == SECRET
    assert os.read(reader, 99) == b"the rest"
    os.close(reader)
    with pytest.raises(UsageError, match=f"--passphrase-fd {reader}: this cannot be read"):
        Passphrases(reader).known("a.pem")
