"""Towns sign for themselves; a server puts in force what they signed, and nothing that terminals would refuse."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from tuf.api.metadata import Metadata, TargetFile, Targets

from kiosk.errors import KeysError
from kiosk.publish.signing.ceremony import new
from kiosk.publish.signing.keyring import KeyRing
from tests.unit.publish.signing_samples import OTHER, TOWN, Office, Terminal, never_asked, no_passphrase


@pytest.fixture
def office(tmp_path: Path) -> Office:
    office = Office(tmp_path / "office")
    office.repository().publish(OTHER, b"the office's own", office.ring())
    return office


@pytest.fixture
def terminal(office: Office, tmp_path: Path) -> Terminal:
    return Terminal(office, tmp_path / "terminal")


def change_role(office: Office, ring: KeyRing, change: Callable[[Targets], None], name: str = "2") -> None:
    """The town signs another version of what it says, by hand."""
    metadata: Metadata[Targets] = Metadata.from_bytes(office.metadata(f"1.{TOWN}.json").read_bytes())
    metadata.signed.version = 2
    change(metadata.signed)
    signer = ring.signer(next(iter(metadata.signatures)))
    assert signer is not None
    metadata.sign(signer)
    office.metadata(f"{name}.{TOWN}.json").write_bytes(metadata.to_bytes())


def test_a_town_publishes_and_a_server_puts_it_in_force(office: Office, terminal: Terminal) -> None:
    """Without the keys of the server the outcome says who must do what; a refresh there makes terminals see it."""
    town = office.town(TOWN)
    outcome = office.repository().publish(TOWN, b"first", town)
    assert not outcome.in_force
    assert [name for name in outcome.written if "timestamp" in name or "snapshot" in name] == []
    assert outcome.todo == (
        "This is signed and not yet in force: whoever has the keys snapshot and timestamp runs "
        f"`kiosk publish --repo {office.repo} --keys KEYS`.",
    )
    assert office.repository().document(TOWN) == b"first"
    refreshed = office.repository().refresh(office.ring())
    assert (refreshed.in_force, list(refreshed.told())) == (True, [])
    assert terminal.read() == b"first"
    assert terminal.read(OTHER) == b"the office's own"


def test_a_town_that_publishes_twice_before_the_server_comes_loses_nothing(office: Office, terminal: Terminal) -> None:
    """The newest of what waits is put in force, and the same document again changes nothing at all."""
    town = office.town(TOWN)
    for document in (b"first", b"second", b"third"):
        office.repository().publish(TOWN, document, town)
    office.repository().refresh(office.ring())
    assert terminal.read() == b"third"
    before = office.files()
    outcome = office.repository().publish(TOWN, b"third", town)
    assert (outcome.in_force, outcome.written, office.files()) == (True, (), before)


def test_documents_that_waited_are_not_kept_for_ever(office: Office, terminal: Terminal) -> None:
    """A refresh removes those that the newest version speaks of no more, and spares one that nobody speaks of yet."""
    town = office.town(TOWN)
    for number in range(6):
        office.repository().publish(TOWN, b"%d" % number, town)
    arriving = office.repo / "targets" / TOWN / ("0" * 64 + ".published.json.gz")
    arriving.write_bytes(b"on its way")
    office.repository().refresh(office.ring())
    kept = {path.read_bytes() for path in office.repo.glob(f"targets/{TOWN}/*")}
    assert kept == {b"3", b"4", b"5", b"on its way"}
    assert terminal.read() == b"5"


def test_a_town_signs_for_itself_alone(office: Office) -> None:
    """The key of a town opens no other territory."""
    town = office.town(TOWN)
    with pytest.raises(KeysError, match=r"^targets: its key is needed"):
        office.repository().publish(OTHER, b"taken over", town)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda role: role.targets.update(_target(f"{OTHER}/published.json.gz")), "which is not its own"),
        (lambda role: role.targets.update(_target(f"{TOWN}/other.json.gz")), "which is no publication"),
        (lambda role: role.targets.update(_target(f"{TOWN}/published.json.gz")), "that is not there"),
        (lambda role: setattr(role, "expires", role.expires.replace(year=2020)), "expired on 2020-"),
        (lambda role: setattr(role, "version", 9), "holds version 9"),
    ],
    ids=["another territory", "another name", "no document", "expired", "another version"],
)
def test_what_terminals_would_refuse_is_left_out(
    office: Office, terminal: Terminal, change: Callable[[Targets], None], why: str
) -> None:
    """A version that is signed and not fit is told and left out; the one before stays in force, and others go on."""
    town, neighbour = office.town(TOWN), office.town("neuville")
    office.repository().publish(TOWN, b"first", town)
    office.repository().refresh(office.ring())
    change_role(office, town, change)
    office.repository().publish("neuville", b"goes on", neighbour)
    outcome = office.repository().refresh(office.ring())
    assert len(outcome.left_out) == 1
    assert outcome.left_out[0].startswith(f"2.{TOWN}.json ")
    assert why in outcome.left_out[0]
    assert terminal.read() == b"first"
    assert terminal.read("neuville") == b"goes on"


def test_a_forged_role_is_left_out(office: Office, terminal: Terminal, tmp_path: Path) -> None:
    """Whoever can write into the repository and has no key of the town changes nothing for its terminals, and does
    not stop the town."""
    town = office.town(TOWN)
    office.repository().publish(TOWN, b"first", town)
    office.repository().refresh(office.ring())
    forger = Office(tmp_path / "forger")
    forged_ring = forger.town(TOWN)
    forger.repository().publish(TOWN, b"forged", forged_ring)
    document = next(forger.repo.glob(f"targets/{TOWN}/*"))
    (office.repo / "targets" / TOWN / document.name).write_bytes(b"forged")
    data = json.loads(forger.metadata(f"1.{TOWN}.json").read_bytes())
    data["signed"]["version"] = 2
    office.metadata(f"2.{TOWN}.json").write_text(json.dumps(data))
    office.metadata(f"3.{TOWN}.json").write_bytes(b"\x00nonsense")
    outcome = office.repository().refresh(office.ring())
    assert [told.split(" ", 1)[0] for told in outcome.left_out] == [f"3.{TOWN}.json", f"2.{TOWN}.json"]
    assert outcome.in_force
    assert terminal.read() == b"first"
    office.repository().publish(TOWN, b"second", town)
    office.repository().refresh(office.ring())
    assert terminal.read() == b"second"


def test_an_older_version_that_comes_back_is_not_taken(office: Office, terminal: Terminal) -> None:
    """A version that is not newer than the one in force is never put in force."""
    town = office.town(TOWN)
    office.repository().publish(TOWN, b"first", town)
    old = office.metadata(f"1.{TOWN}.json").read_bytes()
    office.repository().publish(TOWN, b"second", town)
    office.repository().refresh(office.ring())
    office.metadata(f"1.{TOWN}.json").write_bytes(old)
    assert office.repository().refresh(office.ring()).written == ("metadata/timestamp.json",)
    assert terminal.read() == b"second"
    office.metadata(f"2.{TOWN}.json").unlink()
    outcome = office.repository().refresh(office.ring())
    assert outcome.written == ("metadata/timestamp.json",)
    assert outcome.left_out[0].startswith(f"2.{TOWN}.json is missing: terminals keep what they have until")


def test_a_refresh_without_the_keys_of_the_server_is_refused(office: Office) -> None:
    """KeysError names the role, and nothing is written."""
    town = office.town(TOWN)
    office.repository().publish(TOWN, b"first", town)
    before = office.files()
    with pytest.raises(KeysError, match=r"^timestamp: its key is needed"):
        office.repository().refresh(town)
    (office.keys / "snapshot.pem").rename(office.keys / "away")
    with pytest.raises(KeysError, match=r"^snapshot: its key is needed"):
        office.repository().refresh(office.ring())
    assert office.files() == before


def test_a_territory_of_the_office_is_handed_over(office: Office, terminal: Terminal, tmp_path: Path) -> None:
    """Until the town has published, terminals read what the office published, new ones too; then what the town did."""
    assert terminal.read(OTHER) == b"the office's own"
    town = hand_over(office)
    assert office.repository().document(OTHER) == b"the office's own"
    assert (terminal.read(OTHER), Terminal(office, tmp_path / "new").read(OTHER)) == (b"the office's own",) * 2
    office.repository().refresh(office.ring())
    assert terminal.read(OTHER) == b"the office's own"
    with pytest.raises(KeysError, match=f"^{OTHER}: its key is needed"):
        office.repository().publish(OTHER, b"no more", office.ring())
    office.repository().publish(OTHER, b"the town's own", town)
    assert office.repository().document(OTHER) == b"the town's own"
    assert terminal.read(OTHER) == b"the office's own"
    office.repository().refresh(office.ring())
    assert terminal.read(OTHER) == b"the town's own"
    assert office.repository().territories() == (OTHER,)
    assert list(office.repository().refresh(office.ring()).told()) == []


def test_a_territory_is_handed_over_in_one_go_where_all_keys_are(office: Office, terminal: Terminal) -> None:
    """The very document that was in force is enough: it changes hands, and its terminals see no difference."""
    hand_over(office)
    everything = KeyRing(office.keys, never_asked, [office.towns / OTHER])
    outcome = office.repository().publish(OTHER, b"the office's own", everything)
    assert (outcome.in_force, list(outcome.told())) == (True, [])
    targets = Metadata[Targets].from_bytes(office.metadata("3.targets.json").read_bytes()).signed
    assert (targets.targets, terminal.read(OTHER)) == ({}, b"the office's own")


def test_a_server_without_the_key_of_targets_leaves_a_territory_where_it_is(office: Office, terminal: Terminal) -> None:
    """However often the town publishes: terminals read the document from before, which stays, and it is told who must
    hand the territory over; documents nobody speaks of are gone afterwards."""
    office.repository().publish(OTHER, b"the office's second", office.ring())
    town = hand_over(office)
    (office.keys / "targets.pem").rename(office.keys / "away")
    for number in range(5):
        office.repository().publish(OTHER, b"%d" % number, town)
        outcome = office.repository().refresh(office.ring())
        assert outcome.in_force and len(outcome.todo) == 1 and "whoever has the key targets" in outcome.todo[0]
        assert terminal.read(OTHER) == b"the office's second"
    (office.keys / "away").rename(office.keys / "targets.pem")
    assert office.repository().refresh(office.ring()).todo == ()
    assert terminal.read(OTHER) == b"4"
    assert {path.read_bytes() for path in office.repo.glob(f"targets/{OTHER}/*")} == {b"2", b"3", b"4"}


@pytest.mark.parametrize("spoilt", ["document", "role"])
def test_a_territory_is_not_handed_over_to_what_is_damaged(office: Office, tmp_path: Path, spoilt: str) -> None:
    """What the town published cannot be read: terminals keep reading what the office published."""
    town = hand_over(office)
    office.repository().publish(OTHER, b"the town's own", town)
    if spoilt == "role":
        office.metadata(f"1.{OTHER}.json").write_bytes(b"{}")
    else:
        next(path for path in office.repo.glob(f"targets/{OTHER}/*") if path.read_bytes() == b"the town's own").unlink()
    assert office.repository().refresh(office.ring()).left_out
    assert Terminal(office, tmp_path / "new").read(OTHER) == b"the office's own"


def test_the_key_of_a_town_is_replaced_by_delegating_again(office: Office, terminal: Terminal) -> None:
    """The old key counts no more; with both keys for a while no terminal is left behind."""
    town = office.town(TOWN)
    office.repository().publish(TOWN, b"first", town)
    office.repository().refresh(office.ring())
    folder = office.towns / "later"
    public = new("later", folder, no_passphrase)
    office.delegate(TOWN, [office.towns / TOWN / f"{TOWN}.pub", public])
    assert terminal.read() == b"first"
    office.repository().publish(TOWN, b"second", KeyRing(folder, never_asked))
    office.repository().refresh(office.ring())
    assert terminal.read() == b"second"
    done = office.delegate(TOWN, [public])
    assert "its key is replaced" in done.said[0]
    assert "nothing was changed" in office.delegate(TOWN, [public]).said[0]
    assert terminal.read() == b"second"
    with pytest.raises(KeysError, match=f"^{TOWN}: its key is needed"):
        office.repository().publish(TOWN, b"third", town)


def test_a_key_with_another_office_is_not_delegated_to(office: Office) -> None:
    """A town gets a key of its own, never one that the root names."""
    with pytest.raises(KeysError, match="has another office"):
        office.delegate(TOWN, [office.keys / "timestamp.pub"])


def hand_over(office: Office) -> KeyRing:
    """The keys of a town that takes over what the office published; it has not published yet."""
    public = new(OTHER, office.towns / OTHER, no_passphrase)
    done = office.delegate(OTHER, [public])
    assert "signs for itself from now on" in done.said[0]
    assert "its terminals read what was published before" in done.said[1]
    return KeyRing(office.towns / OTHER, never_asked)


def _target(path: str) -> dict[str, TargetFile]:
    return {path: TargetFile.from_data(path, b"absent", ["sha256"])}
