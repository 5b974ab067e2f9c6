"""What an office publishes is what terminals read, through python-tuf's own client."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.errors import DamagedError, KeysError, UsageError
from kiosk.publish.private_files import make_folder
from kiosk.publish.signing.keyfiles import new_key, write_pair
from kiosk.publish.signing.keyring import KeyRing
from kiosk.release.published import DOCUMENT_NAME
from tests.unit.publish.signing_samples import OTHER, TOWN, Office, Terminal


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path / "office")


@pytest.fixture
def terminal(office: Office, tmp_path: Path) -> Terminal:
    return Terminal(office, tmp_path / "terminal")


def test_a_terminal_reads_what_was_published(office: Office, terminal: Terminal) -> None:
    """Publishing makes the repository with its roots; a terminal that knows 1.root.json alone reads the document."""
    outcome = office.repository().publish(TOWN, b"first", office.ring())
    assert outcome.in_force
    assert list(outcome.told()) == []
    assert terminal.read() == b"first"
    office.repository().publish(TOWN, b"second", office.ring())
    assert terminal.read() == b"second"


def test_the_layout_is_the_one_that_terminals_know(office: Office) -> None:
    """Metadata has its version before its name, and a document its hash, in the folder of its territory."""
    outcome = office.repository().publish(TOWN, b"first", office.ring())
    sha256 = hashlib.sha256(b"first").hexdigest()
    assert outcome.written == (
        "metadata/1.root.json",
        f"targets/{TOWN}/{sha256}.{DOCUMENT_NAME}",
        "metadata/1.targets.json",
        "metadata/1.snapshot.json",
        "metadata/timestamp.json",
    )
    assert set(outcome.written) == set(office.files())


def test_the_same_document_again_renews_the_timestamp_alone(office: Office, terminal: Terminal) -> None:
    """Nothing else is written, and terminals see a newer timestamp."""
    office.repository().publish(TOWN, b"same", office.ring())
    before = office.files()
    office.days(1)
    outcome = office.repository().publish(TOWN, b"same", office.ring())
    after = office.files()
    assert outcome.written == ("metadata/timestamp.json",)
    assert {name for name in after if before.get(name) != after[name]} == {"metadata/timestamp.json"}
    assert terminal.read() == b"same"


def test_a_snapshot_is_renewed_when_half_its_life_is_over(office: Office) -> None:
    """After 31 of 60 days a refresh signs the snapshot too, after 29 it does not."""
    office.repository().publish(TOWN, b"same", office.ring())
    office.days(29)
    assert office.repository().refresh(office.ring()).written == ("metadata/timestamp.json",)
    office.days(2)
    outcome = office.repository().refresh(office.ring())
    assert outcome.written == ("metadata/2.snapshot.json", "metadata/timestamp.json")


def test_targets_are_renewed_when_half_their_life_is_over(office: Office) -> None:
    """A refresh with the key of targets signs them again after half a year; without it, it tells when they near
    their end."""
    office.repository().publish(TOWN, b"same", office.ring())
    office.days(200)
    assert "metadata/2.targets.json" in office.repository().refresh(office.ring()).written
    office.days(320)
    (office.keys / "targets.pem").rename(office.keys / "away")
    outcome = office.repository().refresh(office.ring())
    assert "metadata/3.targets.json" not in outcome.written
    assert [warning for warning in outcome.warnings if warning.startswith("What targets signed expires on")]


@pytest.mark.parametrize(("days", "word"), [(641, "expires"), (731, "expired")])
def test_a_root_that_nears_its_end_is_told(office: Office, days: int, word: str) -> None:
    """From 90 days before its end on each outcome asks for two root keys and `kiosk keys renew`."""
    office.days(days)
    outcome = office.repository().publish(TOWN, b"first", office.ring())
    assert len(outcome.warnings) == 1
    assert outcome.warnings[0].startswith(f"The root {word} on")
    assert "kiosk keys renew" in outcome.warnings[0]


def test_a_key_that_nobody_can_open_does_not_stop_the_weekly_job(office: Office, terminal: Terminal) -> None:
    """The key of targets is encrypted and nobody is there to ask: its list waits, which is told; the timestamp does
    not."""
    office.repository().publish(TOWN, b"first", office.ring())
    office.days(200)
    pem = office.keys / "targets.pem"
    pem.rename(office.keys / "away")
    make_folder(office.keys / "locked")
    write_pair(office.keys / "locked", "targets", new_key(), b"correct horse")
    (office.keys / "locked" / "targets.pem").rename(pem)

    def nobody(file: str) -> bytes:
        raise KeysError(f"Passphrase of {file}: nobody can be asked here. Give --passphrase-fd N.")

    for sign in (
        lambda ring: office.repository().refresh(ring),
        lambda ring: office.repository().publish(TOWN, b"first", ring),
    ):
        outcome = sign(KeyRing(office.keys, nobody))
        assert outcome.in_force and "metadata/timestamp.json" in outcome.written
        assert outcome.warnings[0].startswith("What targets signed was not signed again: Passphrase of")
        assert terminal.read() == b"first"
    with pytest.raises(KeysError, match="nobody can be asked"):
        office.repository().publish(TOWN, b"second", KeyRing(office.keys, nobody))


def test_the_document_and_the_territories_are_told(office: Office) -> None:
    """`document` gives back what was signed last; a territory without one gives None; an empty folder has none."""
    repository = office.repository()
    assert (repository.territories(), repository.document(TOWN)) == ((), None)
    assert not office.repo.exists()
    repository.publish(TOWN, b"first", office.ring())
    office.town(OTHER)
    assert repository.territories() == (OTHER, TOWN)
    assert repository.document(TOWN) == b"first"
    assert repository.document(OTHER) is None


def test_a_document_that_was_changed_is_not_given(office: Office) -> None:
    """DamagedError, and publishing the right one again heals it."""
    repository = office.repository()
    repository.publish(TOWN, b"first", office.ring())
    next(office.repo.glob("targets/*/*")).write_bytes(b"wrong")
    with pytest.raises(DamagedError, match="is not what was signed"):
        repository.document(TOWN)
    repository.publish(TOWN, b"first", office.ring())
    assert repository.document(TOWN) == b"first"


@pytest.mark.parametrize("name", ["", "Lille", "a/b", "..", "root", "targets", "snapshot", "timestamp", "a" * 65])
def test_a_territory_has_a_possible_name(office: Office, name: str) -> None:
    """A name that would leave its folder or is that of a role is refused before anything is made."""
    with pytest.raises(UsageError, match="cannot name a territory"):
        office.repository().publish(name, b"first", office.ring())
    assert not office.repo.exists()


def test_without_the_key_nothing_is_written(office: Office) -> None:
    """KeysError names the role and what to do; an absent repository stays empty."""
    (office.keys / "targets.pem").rename(office.keys / "away")
    with pytest.raises(KeysError, match=r"^targets: its key is needed to sign, and not here \(\w{12}\)\. Give"):
        office.repository().publish(TOWN, b"first", office.ring())
    assert office.files() == {}


def test_the_keys_of_another_office_are_refused(office: Office, tmp_path: Path) -> None:
    """Keys whose 1.root.json is another one sign nothing here."""
    office.repository().publish(TOWN, b"first", office.ring())
    before = office.files()
    stranger = Office(tmp_path / "stranger")
    with pytest.raises(KeysError, match="these keys are of another repository"):
        office.repository().publish(TOWN, b"second", stranger.ring())
    assert office.files() == before


def test_a_repository_without_root_is_refused(tmp_path: Path) -> None:
    """Neither the folder of keys nor the repository says what is trusted: KeysError."""
    office = Office(tmp_path)
    (office.keys / "1.root.json").unlink()
    with pytest.raises(KeysError, match="kiosk keys init"):
        office.repository().publish(TOWN, b"first", office.ring())
    with pytest.raises(KeysError, match="nothing was published there"):
        office.repository().refresh(office.ring())


def test_a_root_that_two_keys_did_not_sign_breaks_the_chain(office: Office) -> None:
    """A 2.root.json of a stranger is told, and nothing is signed on top of it."""
    office.repository().publish(TOWN, b"first", office.ring())
    forged = office.metadata("1.root.json").read_bytes().replace(b'"version":1', b'"version":2')
    office.metadata("2.root.json").write_bytes(forged)
    with pytest.raises(KeysError, match=r"2\.root\.json is not signed by enough"):
        office.repository().publish(TOWN, b"second", office.ring())


def test_the_root_of_a_stranger_breaks_the_chain(office: Office, tmp_path: Path) -> None:
    """A 2.root.json that its own keys signed, and those of 1.root.json did not."""
    office.repository().publish(TOWN, b"first", office.ring())
    stranger = Office(tmp_path / "stranger")
    stranger.repository().publish(TOWN, b"first", stranger.ring())
    stranger.rotation().rotate("targets")
    office.metadata("2.root.json").write_bytes(stranger.metadata("2.root.json").read_bytes())
    with pytest.raises(KeysError, match=r"2\.root\.json is not signed by enough"):
        office.repository().publish(TOWN, b"second", office.ring())


def test_a_snapshot_that_is_lost_is_signed_anew(office: Office, terminal: Terminal) -> None:
    """With a version that terminals have not seen."""
    office.repository().publish(TOWN, b"first", office.ring())
    office.repository().publish(TOWN, b"second", office.ring())
    assert terminal.read() == b"second"
    office.metadata("2.snapshot.json").unlink()
    office.repository().publish(TOWN, b"third", office.ring())
    assert terminal.read() == b"third"


def test_only_some_of_the_past_is_kept(office: Office, terminal: Terminal) -> None:
    """Of each metadata file the one in force and three before, of the documents the current and two before."""
    for number in range(9):
        office.repository().publish(TOWN, b"document %d" % number, office.ring())
        assert terminal.read() == b"document %d" % number
    names = sorted(path.name for path in office.metadata("").iterdir())
    versions = [f"{number}.{role}.json" for number in range(6, 10) for role in ("snapshot", "targets")]
    assert names == sorted(["1.root.json", *versions, "timestamp.json"])
    kept = {path.read_bytes() for path in office.repo.glob("targets/*/*")}
    assert kept == {b"document 6", b"document 7", b"document 8"}


def test_a_disk_that_refuses_is_told(office: Office) -> None:
    """An error of the disk is a sentence that names the file."""

    def full(path: Path, _data: bytes) -> None:
        raise OSError(28, "No space left on device", str(path))

    with pytest.raises(UsageError, match=r"1\.root\.json: the repository cannot be written \(No space left"):
        office.repository(full).publish(TOWN, b"first", office.ring())


def test_a_timestamp_that_was_damaged_is_signed_anew(office: Office, terminal: Terminal) -> None:
    """Versions never go back for terminals."""
    office.repository().publish(TOWN, b"first", office.ring())
    office.repository().publish(TOWN, b"second", office.ring())
    assert terminal.read() == b"second"
    path = office.metadata("timestamp.json")
    path.write_bytes(path.read_bytes().replace(b'"sig":"', b'"sig":"00'))
    office.repository().publish(TOWN, b"third", office.ring())
    assert terminal.read() == b"third"


DAMAGES: dict[str, Callable[[Path], object]] = {
    "signature": lambda path: path.write_bytes(path.read_bytes().replace(b'"sig":"', b'"sig":"00')),
    "cut": lambda path: path.write_bytes(path.read_bytes()[:-1]),
    "empty": lambda path: path.write_bytes(b""),
    "gone": lambda path: path.unlink(),
}


@pytest.mark.parametrize(
    ("damage", "waits"),
    [(damage, waits) for damage in DAMAGES for waits in (False, True) if damage != "gone" or not waits],
)
def test_nobody_signs_on_top_of_a_list_that_is_damaged(office: Office, damage: str, waits: bool) -> None:
    """An older list does not know the newest towns: publishing and delegating are refused, and nothing is written."""
    office.repository().publish(TOWN, b"first", office.ring())
    if waits:
        (office.keys / "timestamp.pem").rename(office.keys / "away")
    town = office.town("neuville")
    DAMAGES[damage](office.metadata("2.targets.json"))
    before = office.files()
    for sign in (
        lambda: office.repository().publish(TOWN, b"second", office.ring()),
        lambda: office.repository().publish("neuville", b"first", town),
        lambda: office.delegate("lille", [office.towns / "neuville" / "neuville.pub"]),
    ):
        with pytest.raises(KeysError, match=r"2\.targets\.json.*Bring it back from a copy"):
            sign()
    assert office.files() == before


def test_a_repository_that_lost_all_its_lists_is_not_begun_anew(office: Office) -> None:
    """Without one targets.json, and with a timestamp or a snapshot: somebody published there, and what is unknown."""
    office.repository().publish(TOWN, b"first", office.ring())
    office.metadata("1.targets.json").unlink()
    for name in ("timestamp.json", "1.snapshot.json"):
        with pytest.raises(KeysError, match="Bring it back from a copy"):
            office.repository().publish(TOWN, b"second", office.ring())
        office.metadata(name).unlink()
