"""Every error the kiosk raises on purpose, in one tree.

KioskError                     exit code 1, the base: says what happened, to what, and what to do
├── UsageError          (2)    a command was called with something it cannot take
├── SettingsError       (2)    the site file is missing, malformed, or a value in it is wrong
├── GuideError          (2)    a guide, fiche or phone file is malformed or points nowhere
├── CatalogueError      (2)    a translation file is missing or malformed
│   └── TranslationError (1)   translations could not be shown: each is told, on a line of its own
├── ReleaseError        (2)    a release directory is missing, incomplete, or was changed
│   └── DirectoryError  (2)    its directory database cannot be read
├── BuildError          (1)    nothing usable could be built
│   ├── SourceError     (1)    one source file as a whole cannot be read
│   └── VocabularyError (2)    a table of the vocabulary is missing, malformed, or names what does not exist
├── KeysError           (2)    a signing key or the trust that stands on it is missing, exposed or refused
├── SyncError           (1)    the newest publication was not installed; the terminal goes on with what it has
│   ├── NetworkError    (5)    the server or the medium cannot be reached, stops, or is too slow
│   │   └── PortalError (5)    something else than the server answers: a login page, a proxy
│   ├── RepositoryError (6)    what the repository holds is not what was signed, or not for this terminal
│   │   ├── SignatureError  (6)    not signed by enough of the keys that this terminal trusts
│   │   ├── RollbackError   (6)    older than what was seen before
│   │   ├── ExpiredError    (6)    signed too long ago: somebody may hold back what is new
│   │   ├── MixedError      (6)    parts of different publications
│   │   ├── OversizeError   (6)    more than was signed, or than this terminal takes
│   │   ├── DamagedError    (6)    its hash is not the one that was signed
│   │   └── ContentError    (6)    signed, whole, and not fit to be shown
│   └── DiskError       (7)    the disk is full, read-only, or refuses
├── SpeechError         (3)    a voice or its worker failed
│   └── NoVoiceError    (3)    this machine has no voice for a language
├── PrintError          (8)    a printer refuses, hangs, or cannot be reached
├── AppointmentError    (9)    an appointment cannot be asked for, sent or read
│   ├── CalendarError   (9)    a helper's calendar cannot be read, or tells something that is not taken
│   ├── SlotGoneError   (9)    the half-hour was free when it was shown, and is not any more
│   └── SealError       (9)    a sealed request does not open: another key, another file, or damaged
└── ScreenError         (4)    the screen could not be shown

An error's text is one sentence or two: what happened, to what (file, line, field), what to do.
Commands print it on standard error and end with `exit_code`; a visitor never sees it.
"""

from __future__ import annotations


class KioskError(Exception):
    """Base of all errors raised on purpose. `str(error)` is fit for a technician."""

    exit_code = 1


class UsageError(KioskError):
    exit_code = 2


class SettingsError(KioskError):
    exit_code = 2


class GuideError(KioskError):
    exit_code = 2


class CatalogueError(KioskError):
    exit_code = 2


class TranslationError(CatalogueError):
    exit_code = 1


class ReleaseError(KioskError):
    exit_code = 2


class DirectoryError(ReleaseError):
    pass


class BuildError(KioskError):
    pass


class SourceError(BuildError):
    pass


class VocabularyError(BuildError):
    exit_code = 2


class KeysError(KioskError):
    exit_code = 2


class SyncError(KioskError):
    pass


class NetworkError(SyncError):
    exit_code = 5


class PortalError(NetworkError):
    pass


class RepositoryError(SyncError):
    exit_code = 6


class SignatureError(RepositoryError):
    pass


class RollbackError(RepositoryError):
    pass


class ExpiredError(RepositoryError):
    pass


class MixedError(RepositoryError):
    pass


class OversizeError(RepositoryError):
    pass


class DamagedError(RepositoryError):
    pass


class ContentError(RepositoryError):
    pass


class DiskError(SyncError):
    exit_code = 7


class SpeechError(KioskError):
    exit_code = 3


class NoVoiceError(SpeechError):
    pass


class PrintError(KioskError):
    exit_code = 8


class AppointmentError(KioskError):
    exit_code = 9


class CalendarError(AppointmentError):
    pass


class SlotGoneError(AppointmentError):
    pass


class SealError(AppointmentError):
    pass


class ScreenError(KioskError):
    exit_code = 4
