"""Everything a terminal reads, opened together and checked against each other."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kiosk.directory.helper import check_helper
from kiosk.directory.store import Directory, open_directory
from kiosk.errors import SettingsError
from kiosk.guide.load import guide_from_json
from kiosk.guide.tree import Guide
from kiosk.release import Release, open_release
from kiosk.settings import Settings, load_settings


@dataclass(frozen=True)
class Content:
    """All that a terminal shows: whose it is, and what its release holds."""

    settings: Settings
    release: Release
    guide: Guide
    directory: Directory


def open_content(settings: Settings | None, release_path: Path) -> Content:
    """Open a release for a site, or for the release's own when `settings` is None.

    Raises ReleaseError, GuideError, CatalogueError or DirectoryError, which name what is wrong, and SettingsError when
    the site's helper cannot be shown, or when the site asks for a language the release does not hold.
    """
    if settings is not None:
        check_helper(settings)
    release = open_release(release_path)
    if settings is None:
        settings = load_settings(release.site_path)
        check_helper(settings)
    missing = [code for code in settings.languages if code not in release.catalogue.codes]
    if missing:
        raise SettingsError(
            f"the site asks for the languages {', '.join(missing)}, which the release at {release_path} does not "
            f"hold (it has {', '.join(release.catalogue.codes)}). Build it again with this site file."
        )
    return Content(settings, release, guide_from_json(release.guide_data), open_directory(release.directory_path))
