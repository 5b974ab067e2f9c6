"""A territory changes hands: what `targets` said of it stays in force until the town that signs for itself published.

Terminals ask `targets` first and the town only then, so what is left there goes before whatever the town says.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Container

from tuf.api.metadata import DelegatedRole, Targets

from kiosk.publish.signing.files import Files
from kiosk.publish.signing.held import Held, delegated, target_path
from kiosk.publish.signing.verifying import UnfitError, check_targets


def ready_to_hand_over(
    files: Files, held: Held, targets: Targets, signed: Container[str], now: dt.datetime
) -> tuple[str, ...]:
    """The towns that `targets` still speaks for, and that published themselves: before, or in what is `signed` now."""
    left = [town for town in delegated(targets) if target_path(town) in targets.targets]
    return tuple(town for town in left if town in signed or _has_published(files, held, targets, town, now))


def _has_published(files: Files, held: Held, targets: Targets, town: str, now: dt.datetime) -> bool:
    content, meta = held.newest(town, targets), held.meta(town)
    if content is None or target_path(town) not in content.targets or (meta and content.version < meta.version):
        return False
    delegation = targets.get_delegated_role(town)
    assert isinstance(delegation, DelegatedRole)
    try:
        check_targets(content, delegation, files, now)
    except UnfitError:
        return False
    return True
