"""Keys are replaced and revoked, and terminals that know 1.root.json alone follow."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tuf.api.exceptions import DownloadHTTPError, UnsignedMetadataError
from tuf.api.metadata import Metadata, Root, Snapshot, Targets, Timestamp

from kiosk.errors import KeysError, UsageError
from kiosk.publish.signing.keyring import KeyRing
from tests.unit.publish.signing_samples import TOWN, Office, Terminal, never_asked, no_passphrase

ROLES = ("targets", "snapshot", "timestamp")


@pytest.fixture
def office(tmp_path: Path) -> Office:
    office = Office(tmp_path / "office")
    office.repository().publish(TOWN, b"first", office.ring())
    return office


@pytest.fixture
def terminal(office: Office, tmp_path: Path) -> Terminal:
    terminal = Terminal(office, tmp_path / "terminal")
    assert terminal.read() == b"first"
    return terminal


def root(office: Office, version: int) -> Metadata[Root]:
    return Metadata.from_bytes(office.metadata(f"{version}.root.json").read_bytes())


@pytest.mark.parametrize("role", ROLES)
def test_a_terminal_follows_the_rotation_of_a_role(office: Office, terminal: Terminal, role: str) -> None:
    """One that has read before, and a new one, read on; the old key is retired and signs nothing any more."""
    old = office.keyid(role)
    done = office.rotation().rotate(role)
    assert done.outcome.in_force
    assert terminal.read() == b"first"
    assert not (office.keys / f"{role}.pem").exists()
    assert (office.keys / f"{role}.pem.retired").stat().st_mode & 0o777 == 0o600
    office.repository().publish(TOWN, b"second", office.ring())
    assert terminal.read() == b"second"
    assert old not in root(office, 2).signed.keys


def test_a_terminal_follows_the_rotation_of_root_keys(office: Office, terminal: Terminal, tmp_path: Path) -> None:
    """Each root key in turn, on sticks: every version is signed by two of the old keys and by two of the new."""
    for number in (1, 2, 3):
        done = office.rotation().rotate("root", office.keyid(f"root-{number}")[:12])
        assert "the new root key. Move it to a stick" in done.said[0]
        before, after = root(office, number), root(office, number + 1)
        after_names = set(after.signatures)
        assert len(after_names & set(before.signed.roles["root"].keyids)) >= 2
        assert len(after_names & set(after.signed.roles["root"].keyids)) >= 2
        assert terminal.read() == b"first"
    assert Terminal(office, tmp_path / "new").read() == b"first"
    assert not set(root(office, 1).signed.roles["root"].keyids) & set(root(office, 4).signed.roles["root"].keyids)
    assert (office.keys / "4.root.json").read_bytes() == office.metadata("4.root.json").read_bytes()


def test_root_keys_come_from_sticks(office: Office, terminal: Terminal, tmp_path: Path) -> None:
    """One stick is not enough, and nothing is changed then; two are."""
    sticks = []
    for number in (1, 2, 3):
        sticks.append(tmp_path / f"stick{number}" / f"root-{number}.pem")
        sticks[-1].parent.mkdir()
        shutil.move(office.keys / f"root-{number}.pem", sticks[-1])
    before, keys = office.files(), sorted(office.keys.iterdir())
    with pytest.raises(KeysError, match=r"^root: one more of its keys is needed .*--root-key"):
        office.rotation(office.ring(sticks[0])).rotate("timestamp")
    assert (office.files(), sorted(office.keys.iterdir())) == (before, keys)
    office.rotation(office.ring(*sticks[:2])).rotate("timestamp")
    assert terminal.read() == b"first"


def test_a_lost_root_key_is_replaced_by_the_two_others(office: Office, terminal: Terminal) -> None:
    """root-2 is gone; root-1 and root-3 put a new one in its place."""
    (office.keys / "root-2.pem").unlink()
    done = office.rotation().revoke([office.keyid("root-2")])
    assert [said for said in done.said if "Destroy its file, wherever it lies" in said]
    assert terminal.read() == b"first"
    (office.keys / "root-1.pem").unlink()
    office.rotation().renew()
    assert terminal.read() == b"first"


def test_a_key_of_the_server_that_cannot_be_used_stops_everything(office: Office) -> None:
    """Refused before anything is written: neither the repository nor the folder of keys is changed."""
    (office.keys / "timestamp.pem").chmod(0o644)
    before, keys = office.files(), sorted(office.keys.iterdir())
    with pytest.raises(KeysError, match="chmod 600"):
        office.rotation().rotate("targets")
    with pytest.raises(KeysError, match="chmod 600"):
        office.repository().publish(TOWN, b"second", office.ring())
    assert (office.files(), sorted(office.keys.iterdir())) == (before, keys)


def test_two_root_keys_are_enough_to_replace_one_of_them(office: Office, terminal: Terminal) -> None:
    """With root-2 lost, root-1 and root-3 sign for the old set, root-3 and the new key for the new one."""
    (office.keys / "root-2.pem").unlink()
    office.rotation().rotate("root", office.keyid("root-1"))
    assert len(root(office, 2).signatures) == 3
    assert terminal.read() == b"first"


def test_the_root_key_to_replace_is_named(office: Office) -> None:
    """Without --old the choice is told; an id that nobody has is refused."""
    with pytest.raises(UsageError, match=office.keyid("root-2")[:12]):
        office.rotation().rotate("root")
    for wrong in ("", "0" * 64, office.keyid("root-2")[:7], office.keyid("targets")):
        with pytest.raises(KeysError, match="no key that is trusted"):
            office.rotation().rotate("root", wrong)
    with pytest.raises(KeysError, match="no such role"):
        office.rotation().rotate("nowhere")


@pytest.mark.parametrize("role", ROLES)
def test_a_terminal_refuses_what_a_revoked_key_signs(
    office: Office, terminal: Terminal, tmp_path: Path, role: str
) -> None:
    """A thief who holds the old key, and may write into the repository, signs a new version: nothing of it is read,
    and the office's next publication heals."""
    thief = KeyRing(shutil.copytree(office.keys, tmp_path / "thief"), never_asked)
    old = office.keyid(role)
    office.rotation().revoke([old])
    assert terminal.read() == b"first"
    name = max(path.name for path in office.metadata("").glob(f"*{role}.json"))
    metadata = Metadata.from_bytes(office.metadata(name).read_bytes())
    metadata.signed.version += 1
    signer = thief.signer(old)
    assert signer is not None
    metadata.sign(signer)
    name = name if role == "timestamp" else f"{metadata.signed.version}.{role}.json"
    office.metadata(name).write_bytes(metadata.to_bytes())
    if role == "timestamp":
        with pytest.raises(UnsignedMetadataError):
            terminal.read()
    outcome = office.repository().publish(TOWN, b"second", office.ring())
    assert outcome.in_force
    assert terminal.read() == b"second"


def test_who_ran_ahead_with_stolen_keys_is_forgotten(office: Office, terminal: Terminal, tmp_path: Path) -> None:
    """A fast forward: the thief of snapshot and timestamp signed versions of a far future, and terminals saw them.
    Revoked together the two start anew, low, and terminals follow."""
    ring = office.ring()
    far = 10**9
    signers = {role: ring.signer(office.keyid(role)) for role in ("snapshot", "timestamp")}
    snapshot: Metadata[Snapshot] = Metadata.from_bytes(office.metadata("1.snapshot.json").read_bytes())
    snapshot.signed.version = far
    snapshot.signed.meta["targets.json"].version = far
    timestamp: Metadata[Timestamp] = Metadata.from_bytes(office.metadata("timestamp.json").read_bytes())
    timestamp.signed.version = timestamp.signed.snapshot_meta.version = far
    timestamp.signed.snapshot_meta.hashes = timestamp.signed.snapshot_meta.length = None
    for metadata, name in ((snapshot, f"{far}.snapshot.json"), (timestamp, "timestamp.json")):
        signer = signers[metadata.signed.type]
        assert signer is not None
        metadata.sign(signer)
        office.metadata(name).write_bytes(metadata.to_bytes())
    with pytest.raises(DownloadHTTPError, match=str(far)):
        terminal.read()
    office.rotation().revoke([office.keyid("snapshot"), office.keyid("timestamp")])
    assert terminal.read() == b"first"
    now = Metadata[Timestamp].from_bytes(office.metadata("timestamp.json").read_bytes()).signed
    assert (now.version, now.snapshot_meta.version) == (1, 2)
    office.repository().publish(TOWN, b"second", office.ring())
    assert terminal.read() == b"second"


def test_what_a_thief_signed_and_nobody_saw_is_not_signed_again(office: Office, terminal: Terminal) -> None:
    """Revoking the key of targets signs again what is in force, not what waits."""
    away = office.keys / "away"
    (office.keys / "timestamp.pem").rename(away)
    office.repository().publish(TOWN, b"of the thief", office.ring())
    away.rename(office.keys / "timestamp.pem")
    office.rotation().revoke([office.keyid("targets")])
    assert terminal.read() == b"first"


def test_what_a_thief_of_a_town_signed_and_nobody_saw_is_not_signed_again(office: Office, terminal: Terminal) -> None:
    """The same for the key of a town."""
    town = office.town("neuville")
    office.repository().publish("neuville", b"town", town)
    office.repository().refresh(office.ring())
    office.repository().publish("neuville", b"of the thief", town)
    office.rotation().revoke([next(iter((office.towns / "neuville").glob("*.pub"))).read_text().split('"')[3]])
    assert terminal.read("neuville") == b"town"


def test_the_key_of_a_town_is_rotated_and_revoked(office: Office, terminal: Terminal) -> None:
    """Terminals read on at once; the town's old key signs nothing any more."""
    town = office.town("neuville")
    office.repository().publish("neuville", b"town", town)
    office.repository().refresh(office.ring())
    assert terminal.read("neuville") == b"town"
    done = office.rotation().rotate("neuville")
    assert "Hand it over" in done.said[0]
    assert terminal.read("neuville") == b"town"
    with pytest.raises(KeysError, match=r"^neuville: its key is needed"):
        office.repository().publish("neuville", b"again", town)
    held = Metadata[Targets].from_bytes(office.metadata("3.targets.json").read_bytes()).signed
    office.rotation().revoke([held.get_delegated_role("neuville").keyids[0][:12]])
    assert terminal.read("neuville") == b"town"
    assert terminal.read() == b"first"


def test_renewing_gives_new_terms(office: Office, terminal: Terminal) -> None:
    """Root and targets live their whole life again, with the keys they had."""
    office.days(300)
    before = root(office, 1).signed
    office.rotation().renew()
    after = root(office, 2).signed
    assert after.roles == before.roles
    assert (after.expires - before.expires).days == 300
    targets = Metadata[Targets].from_bytes(office.metadata("2.targets.json").read_bytes()).signed
    assert (targets.expires - office.now()).days == 364
    assert terminal.read() == b"first"


@pytest.mark.parametrize("begun", [False, True], ids=["absent", "empty"])
def test_no_key_is_replaced_where_nothing_was_published(tmp_path: Path, begun: bool) -> None:
    """A mistyped folder is refused before a key is asked for, and neither it nor the folder of keys is changed."""
    office = Office(tmp_path / "office")
    if begun:
        office.repo.mkdir()
    before = {path: path.read_bytes() for path in office.keys.iterdir()}
    for change in (
        lambda: office.rotation().rotate("targets"),
        lambda: office.rotation().revoke([office.keyid("timestamp")]),
        lambda: office.rotation().renew(),
        lambda: office.delegate(TOWN, [office.keys / "root-1.pub"]),
    ):
        with pytest.raises(KeysError, match="nothing was published there"):
            change()
    assert {path: path.read_bytes() for path in office.keys.iterdir()} == before
    assert office.repo.exists() == begun
    assert not list(office.repo.rglob("*"))


def test_a_key_that_was_replaced_in_another_copy_is_replaced_here_too(office: Office, terminal: Terminal) -> None:
    """The repository still has the root before, and its lists are signed by a key that counts no more: publishing is
    refused and says so, replacing the key again signs what the root before vouched for, towns included."""
    town = office.town("neuville")
    office.repository().publish("neuville", b"the town's", town)
    office.repository().refresh(office.ring())
    here, copy = office.repo, office.repo.parent / "copy"
    shutil.copytree(here, copy)
    office.repo = copy
    office.rotation().rotate("targets")
    office.repo = here
    before = office.files()
    for sign in (
        lambda: office.repository().publish(TOWN, b"second", office.ring()),
        lambda: office.delegate("lille", [office.towns / "neuville" / "neuville.pub"]),
        lambda: office.rotation().renew(),
    ):
        with pytest.raises(KeysError, match=r"no targets\.json there is signed by the key that counts.*keys rotate"):
            sign()
    assert office.files() == before
    assert office.rotation().rotate("targets").outcome.in_force
    assert office.repository().territories() == (TOWN, "neuville")
    assert (terminal.read(), terminal.read("neuville")) == (b"first", b"the town's")
    office.repository().publish(TOWN, b"second", office.ring())
    assert terminal.read() == b"second"


@pytest.mark.parametrize("change", ["rotate", "revoke", "renew"])
def test_no_key_signs_again_what_is_damaged(office: Office, change: str) -> None:
    """The list that says which towns there are is damaged, in force or not yet: no new key signs an older one."""
    office.town("neuville")
    path = office.metadata("2.targets.json")
    path.write_bytes(path.read_bytes().replace(b'"neuville"', b'"neuvilla"'))
    before = office.files()
    rotation = office.rotation()
    call = {
        "rotate": lambda: rotation.rotate("targets"),
        "revoke": lambda: rotation.revoke([office.keyid("targets")]),
        "renew": rotation.renew,
    }[change]
    with pytest.raises(KeysError, match=r"2\.targets\.json.*is missing, damaged"):
        call()
    assert office.files() == before


def test_a_new_repository_begins_with_every_root(office: Office, tmp_path: Path) -> None:
    """The folder of keys kept the roots of each ceremony: a repository that is lost is made again from it."""
    office.rotation().rotate("targets")
    shutil.rmtree(office.repo)
    office.repository().publish(TOWN, b"again", office.ring())
    assert Terminal(office, tmp_path / "new").read() == b"again"


def test_a_new_key_has_a_passphrase_where_people_sign(office: Office) -> None:
    """Asked for root and targets, never for snapshot and timestamp, whose server has nobody to type it."""
    asked: list[str] = []

    def chosen(name: str) -> bytes:
        asked.append(name)
        return no_passphrase(name)

    rotation = office.rotation()
    rotation._chosen = chosen
    rotation.rotate("targets")
    rotation.rotate("snapshot")
    rotation.rotate("timestamp")
    rotation.rotate("root", office.keyid("root-1"))
    assert asked == ["the new key of targets", "the new key of root"]
