"""What a release directory is: written whole, verified before it is read."""

from kiosk.release.reading import Release, open_release, site_files
from kiosk.release.writing import check_target, write_release

__all__ = ["Release", "check_target", "open_release", "site_files", "write_release"]
