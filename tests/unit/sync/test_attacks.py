"""The attacks The Update Framework's specification lists (section 1.5), and what a bad network brings: each is refused
with an error of its own, and nothing on the disk changes. In memory, and once more through a real server."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from securesystemslib.signer import CryptoSigner

from kiosk.errors import (
    ContentError,
    DamagedError,
    ExpiredError,
    MixedError,
    NetworkError,
    OversizeError,
    PortalError,
    RepositoryError,
    RollbackError,
    SignatureError,
    SyncError,
)
from kiosk.release.published import Part, from_document, to_document, to_list
from kiosk.sync.transport import WebRepository
from tests.support.signed_town import TERRITORY, Files, Keys, SignedTown, publish_release
from tests.support.syncing import Terminal
from tests.support.web_server import Answer, serving

pytestmark = pytest.mark.usefixtures("unasked")

TIMESTAMP = "metadata/timestamp.json"


@dataclass
class Scene:
    """The town before (`old`) and after a publication, its second release, and the terminal that has the first."""

    terminal: Terminal
    town: SignedTown
    old: Files
    releases: list[Path]

    def publish(self, release: int = 1) -> None:
        publish_release(self.town, self.releases[release])


def arbitrary_software(scene: Scene) -> None:
    """Somebody signs another document with keys of his own."""
    scene.publish()
    scene.town.keys = Keys()
    scene.town.sign()


def wrong_root(scene: Scene) -> None:
    """A new root that only its own keys sign."""
    scene.town.keys = Keys()
    scene.town.sign_root(scene.town.keys.root[:2])
    scene.publish()


def one_of_two_root_keys(scene: Scene) -> None:
    """A root that too few sign."""
    scene.town.sign_root(scene.town.keys.root[:1])


def revoked_key(scene: Scene) -> None:
    """The root names another targets key; the old one goes on signing."""
    old = scene.town.keys.others["targets"]
    scene.town.keys.others["targets"] = CryptoSigner.generate_ed25519()
    scene.town.sign_root(scene.town.keys.root[:2])
    scene.town.keys.others["targets"] = old
    scene.publish()


def rollback_of_the_timestamp(scene: Scene) -> None:
    """Everything as it was before the last publication."""
    scene.publish()
    scene.terminal.sync()
    scene.town.files |= scene.old


def rollback_of_the_snapshot(scene: Scene) -> None:
    """A new timestamp that leads to an older snapshot."""
    scene.publish()
    scene.terminal.sync()
    scene.town.sign(snapshot=1, timestamp=9)


def rollback_of_the_targets(scene: Scene) -> None:
    """A new snapshot that leads to an older list."""
    scene.publish()
    scene.terminal.sync()
    scene.town.sign(targets=1)


def fast_forward(scene: Scene) -> None:
    """Whoever stole the online keys signs the highest versions; then the town comes back with its own numbers."""
    town = scene.town
    town.sign(snapshot=1 << 30, timestamp=1 << 30)
    scene.terminal.sync()
    town.versions |= {"snapshot": 5, "timestamp": 5}
    scene.publish()


def freeze(scene: Scene) -> None:
    """The same old timestamp for ever: 31 days later."""
    scene.terminal.now += dt.timedelta(days=31)


def frozen_anew(scene: Scene) -> None:
    """A newer timestamp, which has expired."""
    scene.town.expires = dt.timedelta(days=-1)
    scene.town.sign()


def mix_and_match(scene: Scene) -> None:
    """The snapshot of one publication under the timestamp of another."""
    scene.publish()
    two = scene.town.versions["snapshot"]
    scene.town.files[f"metadata/{two}.snapshot.json"] = scene.old["metadata/1.snapshot.json"]


def mixed_targets(scene: Scene) -> None:
    """The list of one publication under the snapshot of another."""
    scene.publish()
    scene.town.files[f"metadata/{scene.town.versions['targets']}.targets.json"] = scene.old["metadata/1.targets.json"]


def endless_timestamp(scene: Scene) -> None:
    scene.town.files[TIMESTAMP] = b"x" * (1 << 20)


def endless_document(scene: Scene) -> None:
    scene.publish()
    new = next(name for name in scene.town.files if name.startswith("targets/") and name not in scene.old)
    scene.town.files[new] += b"x"


def endless_object(scene: Scene) -> None:
    scene.publish()
    for name in scene.town.files.keys() - scene.old.keys():
        if name.startswith("objects/"):
            scene.town.files[name] += b"x"


def bomb(scene: Scene) -> None:
    """A document that unpacks to far more than any has."""
    import gzip

    scene.town.publish(gzip.compress(b" " * (1 << 27)))


def flipped_document(scene: Scene) -> None:
    scene.publish()
    for name in scene.town.files.keys() - scene.old.keys():
        if name.startswith("targets/"):
            scene.town.files[name] = scene.town.files[name][:-1] + bytes([scene.town.files[name][-1] ^ 1])


def flipped_objects(scene: Scene) -> None:
    scene.publish()
    for name in scene.town.files.keys() - scene.old.keys():
        if name.startswith("objects/"):
            data = scene.town.files[name]
            scene.town.files[name] = data[:20] + bytes([data[20] ^ 1]) + data[21:]


def truncated_metadata(scene: Scene) -> None:
    scene.publish()
    scene.town.files[TIMESTAMP] = scene.town.files[TIMESTAMP][:100]


def truncated_objects(scene: Scene) -> None:
    scene.publish()
    for name in scene.town.files.keys() - scene.old.keys():
        if name.startswith("objects/"):
            scene.town.files[name] = scene.town.files[name][:-5]


def missing_objects(scene: Scene) -> None:
    """A 404 in the middle."""
    scene.publish()
    for name in scene.town.files.keys() - scene.old.keys():
        if name.startswith("objects/"):
            del scene.town.files[name]


def missing_document(scene: Scene) -> None:
    scene.publish()
    for name in scene.town.files.keys() - scene.old.keys():
        if name.startswith("targets/"):
            del scene.town.files[name]


def no_repository(scene: Scene) -> None:
    scene.town.files.clear()


def html_for_json(scene: Scene) -> None:
    """From a folder: no header tells that it is a page."""
    scene.town.files[TIMESTAMP] = b"<html><body>Bienvenue</body></html>"


def another_product(scene: Scene) -> None:
    import gzip

    scene.town.publish(gzip.compress(b'{"product": "coffee-machine", "format": 1}'))


def newer_format(scene: Scene) -> None:
    import gzip

    scene.town.publish(gzip.compress(b'{"product": "kiosk-release", "format": 2}'))


def altered(scene: Scene, **changes: object) -> None:
    published = from_document(scene.town.documents["targets"][TERRITORY])
    scene.town.publish(to_document(replace(published, version=2, **changes)))


def another_territory(scene: Scene) -> None:
    altered(scene, territory="lille")


def leaving_name(name: str) -> Callable[[Scene], None]:
    def leave(scene: Scene) -> None:
        published = from_document(scene.town.documents["targets"][TERRITORY])
        altered(scene, files={**published.files, name: next(iter(published.files.values()))})

    leave.__name__ = f"leaving_by_{name!r}"
    return leave


def huge_part(scene: Scene) -> None:
    altered(scene, files={"guide.json": Part("0" * 64, 1 << 40)})


def territory_not_there(scene: Scene) -> None:
    del scene.town.documents["targets"][TERRITORY]
    scene.town.sign()


def nonsense_records(scene: Scene) -> None:
    """Signed and whole, and no places."""
    from tests.support.signed_town import MemoryStore

    store = MemoryStore(scene.town.files)
    records = store.add(to_list({"59350": store.add(b'{"id": 3}\n')}))
    altered(scene, records=records, patches=())


def nonsense_list(scene: Scene) -> None:
    from tests.support.signed_town import MemoryStore

    altered(scene, records=MemoryStore(scene.town.files).add(b"3\n"), patches=())


ATTACKS: list[tuple[Callable[[Scene], None], type[SyncError]]] = [
    (arbitrary_software, SignatureError),
    (wrong_root, SignatureError),
    (one_of_two_root_keys, SignatureError),
    (revoked_key, SignatureError),
    (rollback_of_the_timestamp, RollbackError),
    (rollback_of_the_snapshot, RollbackError),
    (rollback_of_the_targets, RollbackError),
    (fast_forward, RollbackError),
    (freeze, ExpiredError),
    (frozen_anew, ExpiredError),
    (mix_and_match, MixedError),
    (mixed_targets, MixedError),
    (endless_timestamp, OversizeError),
    (endless_document, OversizeError),
    (endless_object, OversizeError),
    (bomb, ContentError),
    (flipped_document, DamagedError),
    (flipped_objects, DamagedError),
    (truncated_metadata, RepositoryError),
    (truncated_objects, NetworkError),
    (missing_objects, RepositoryError),
    (missing_document, RepositoryError),
    (no_repository, RepositoryError),
    (html_for_json, RepositoryError),
    (another_product, ContentError),
    (newer_format, ContentError),
    (another_territory, ContentError),
    (leaving_name("../../etc/passwd"), ContentError),
    (leaving_name("/etc/passwd"), ContentError),
    (leaving_name("a/../../b"), ContentError),
    (leaving_name(".."), ContentError),
    (leaving_name("release.json"), ContentError),
    (leaving_name("release.json.part"), ContentError),
    (leaving_name("directory.sqlite"), ContentError),
    (leaving_name("published.json.gz"), ContentError),
    (leaving_name("clips/fr/x.ogg"), ContentError),
    (leaving_name("guide.json/x"), ContentError),
    (leaving_name("x" * 300), ContentError),
    (huge_part, ContentError),
    (territory_not_there, RepositoryError),
    (nonsense_records, ContentError),
    (nonsense_list, ContentError),
]


@pytest.fixture
def scene(terminal: Terminal, town: SignedTown, releases: list[Path]) -> Scene:
    terminal.sync()
    return Scene(terminal, town, dict(town.files), releases)


def shown(terminal: Terminal) -> dict[str, bytes]:
    """What the screen can see: releases and the one in force."""
    return {name: data for name, data in terminal.tree().items() if not name.startswith(("objects/", "partial/"))}


@pytest.mark.parametrize(("attack", "error"), ATTACKS, ids=lambda value: getattr(value, "__name__", ""))
def test_an_attack_is_refused_with_its_own_error(
    scene: Scene, attack: Callable[[Scene], None], error: type[SyncError]
) -> None:
    """Nothing that the screen sees changes; the sentence names the repository's file and says what to do."""
    attack(scene)
    before = shown(scene.terminal)
    with pytest.raises(error) as caught:
        scene.terminal.sync()
    assert type(caught.value) is error, caught.value
    assert shown(scene.terminal) == before and scene.terminal.version in (1, 2)
    said = str(caught.value)
    assert said.endswith(".") and "Traceback" not in said and "\n" not in said, said


def test_a_fast_forward_ends_when_the_keys_are_changed(scene: Scene) -> None:
    """New snapshot and timestamp keys in a new root: the terminal forgets the high versions (specification 5.3.11)."""
    fast_forward(scene)
    with pytest.raises(RollbackError):
        scene.terminal.sync()
    for role in ("snapshot", "timestamp"):
        scene.town.keys.others[role] = CryptoSigner.generate_ed25519()
    scene.town.sign_root(scene.town.keys.root[:2])
    scene.town.sign()
    assert scene.terminal.sync().changed and scene.terminal.version == 2


def test_without_what_it_saw_a_rollback_is_still_one(scene: Scene) -> None:
    """The metadata seen before is lost: the version of the release in force is what is left to compare with."""
    import shutil

    scene.publish()
    scene.terminal.sync()
    shutil.rmtree(scene.terminal.state / "tuf")
    scene.town.files = scene.old
    for _ in range(3):
        with pytest.raises(RollbackError, match="version 1 is older"):
            scene.terminal.sync()
        assert scene.terminal.version == 2


def test_a_release_from_the_future_is_refused(scene: Scene) -> None:
    """It would make every signature after it look old, for years."""
    built = dt.datetime.now(dt.UTC) + dt.timedelta(days=3650)
    published = from_document(scene.town.documents["targets"][TERRITORY])
    scene.town.publish(to_document(replace(published, version=2, built=built)))
    with pytest.raises(ContentError, match="office's clock"):
        scene.terminal.sync()
    assert scene.terminal.version == 1
    scene.publish()
    assert scene.terminal.sync().changed


def test_what_was_refused_leaves_nothing_behind(scene: Scene) -> None:
    """Release after release that cannot be shown: the disk does not fill."""
    from tests.support.signed_town import MemoryStore

    store, sizes = MemoryStore(scene.town.files), []
    for number in range(3):
        part = store.add(bytes([number]) * 5000 + bytes(range(256)))
        published = from_document(scene.town.documents["targets"][TERRITORY])
        records = store.add(to_list({"59350": store.add(b'{"id": 3}\n')}))
        document = replace(
            published, version=2 + number, files={**published.files, "new.bin": part}, records=records, patches=()
        )
        scene.town.publish(to_document(document))
        with pytest.raises(ContentError):
            scene.terminal.sync()
        sizes.append(len(scene.terminal.tree()))
    assert len(set(sizes)) == 1


def test_a_repository_that_stumbles_is_asked_again(scene: Scene) -> None:
    """Twice no answer for the timestamp: the third look finds what is new."""
    from tests.support.signed_town import MemoryRepository

    class Stumbling(MemoryRepository):
        left = 2

        def read(self, path: str, most: int, start: int = 0) -> Iterator[bytes]:
            if path == TIMESTAMP and self.left:
                self.left -= 1
                raise NetworkError("the server answers 503.")
            return super().read(path, most, start)

    scene.publish()
    scene.terminal.repository = Stumbling(scene.town.files)
    assert scene.terminal.sync().version == 2 and len(scene.terminal.slept) == 2


def test_a_clock_set_back_does_not_make_old_signatures_new(scene: Scene) -> None:
    """The newest trusted date counts where the clock is behind it."""
    late = dt.datetime.now(dt.UTC) + dt.timedelta(days=20)
    published = from_document(scene.town.documents["targets"][TERRITORY])
    scene.town.publish(to_document(replace(published, version=2, built=late)))
    scene.terminal.sync()
    scene.terminal.now = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
    scene.town.expires = dt.timedelta(days=10)
    scene.publish(2)
    with pytest.raises(ExpiredError):
        scene.terminal.sync()


def test_a_town_cannot_publish_for_another(scene: Scene) -> None:
    """Its key signs a document under the other's name: nobody reads it there."""
    town = scene.town
    town.delegate("lille")
    town.delegate("roubaix")
    document = town.documents["targets"].pop(TERRITORY)
    town.documents["roubaix"]["lille"] = document
    town.put_document(document, "lille")
    town.sign()
    settings = replace(scene.terminal.settings, sync=replace(scene.terminal.settings.sync, territory="lille"))
    scene.terminal.settings = settings
    with pytest.raises(RepositoryError, match="nothing is published for 'lille'"):
        scene.terminal.sync()


def test_a_terminal_reads_its_own_territory_alone(scene: Scene) -> None:
    """Of a repository for three towns it asks for the lists of one."""
    for name in ("lille", "roubaix", "tourcoing"):
        scene.town.delegate(name)
        published = publish_release(scene.town, scene.releases[1], name)
    assert published.version == 1
    terminal = replace(
        scene.terminal,
        state=scene.terminal.state.with_name("other"),
        settings=replace(scene.terminal.settings, sync=replace(scene.terminal.settings.sync, territory="roubaix")),
    )
    from tests.support.signed_town import MemoryRepository

    terminal.repository = MemoryRepository(scene.town.files)
    terminal.sync()
    assert not any("lille" in path or "tourcoing" in path for path in terminal.repository.asked)


@settings(max_examples=60, deadline=None)
@given(at=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7), which=st.integers(0, 10**6))
def test_no_flipped_bit_is_ever_installed(
    tmp_path_factory: pytest.TempPathFactory, flipping: tuple[SignedTown, Files], at: float, bit: int, which: int
) -> None:
    """Whichever byte of whichever new file: a SyncError, or the right release when it was not needed."""
    town, new = flipping
    names = sorted(new)
    name = names[which % len(names)]
    data = bytearray(new[name])
    data[int(at * len(data))] ^= 1 << bit
    terminal = Terminal(tmp_path_factory.mktemp("flip") / "state", town)
    town.files[name] = bytes(data)
    try:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("kiosk.sync.run.check_release", lambda *_: None)
            terminal.sync()
    except SyncError:
        assert terminal.version == 0
    else:
        assert terminal.version == 1
    finally:
        town.files[name] = new[name]


@pytest.fixture(scope="module")
def flipping(tmp_path_factory: pytest.TempPathFactory) -> tuple[SignedTown, Files]:
    """A town with one small release, and every file of it."""
    from tests.support.syncing import small_release, some_places

    town = SignedTown()
    publish_release(town, small_release(tmp_path_factory.mktemp("flips") / "release", some_places(5)))
    return town, dict(town.files)


def test_the_same_through_a_real_server(scene: Scene, tmp_path: Path) -> None:
    """Over HTTP: a cut transfer is gone on with, a login page, a bit, a 404 and an old timestamp are refused, and when
    all is well again the release is installed."""
    scene.publish()
    folder = scene.town.save(tmp_path / "repository")
    with serving(folder) as server:
        scene.terminal.repository = WebRepository(server.address)
        new = sorted(name for name in scene.town.files.keys() - scene.old.keys() if name.startswith("objects/"))

        def refused(fault: Callable[[str], Answer | None], error: type[SyncError]) -> None:
            server.fault = fault
            with pytest.raises(error):
                scene.terminal.sync()
            assert scene.terminal.version == 1

        page = Answer(200, b"<!doctype html>", "text/html")
        refused(lambda path: page, PortalError)
        refused(lambda path: page if path in new else None, PortalError)
        refused(lambda path: Answer(200, scene.old[TIMESTAMP][:50]) if path == TIMESTAMP else None, RepositoryError)
        refused(lambda path: Answer(404) if path in new else None, RepositoryError)
        refused(lambda path: Answer(200, b"x" * (1 << 20)) if path == TIMESTAMP else None, OversizeError)
        refused(lambda path: Answer(503) if path in new else None, NetworkError)

        cuts = iter(range(100))
        server.fault = lambda path: (
            Answer(200, scene.town.files[path], cut=60) if path in new and next(cuts) == 0 else None
        )
        server.asked.clear()
        assert scene.terminal.sync().changed and scene.terminal.version == 2
        assert any(start > 0 for path, start in server.asked if path in new)


def test_every_error_has_the_exit_code_of_its_family() -> None:
    """Network 5, repository 6, disk 7: a script knows what to do without reading."""
    from kiosk.errors import DiskError

    assert {error.exit_code for error in (NetworkError, PortalError)} == {5}
    assert {error.exit_code for _, error in ATTACKS} == {5, 6} and DiskError.exit_code == 7
    assert all(json.dumps(str(error("x"))) for _, error in ATTACKS)
