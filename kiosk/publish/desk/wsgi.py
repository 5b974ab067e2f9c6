"""The receiver for a web server of one's own (gunicorn, uWSGI, mod_wsgi): `kiosk.publish.desk.wsgi:application`.

KIOSK_DESK_FOLDER is the folder that keeps requests, KIOSK_DESK_TOKEN_FILE the file with the token.
"""

from __future__ import annotations

import os
from pathlib import Path

from kiosk.errors import SettingsError
from kiosk.publish.desk.receiver import receiver

_MOST_BYTES = 4096
SHORTEST_TOKEN = 16


def read_token(path: Path) -> str:
    """Raises SettingsError when the file cannot be read, or its word can be guessed."""
    try:
        with path.open("rb") as file:
            token = file.read(_MOST_BYTES).decode("ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: the token cannot be read ({type(error).__name__}). Check the path.") from None
    if len(token) < SHORTEST_TOKEN or not token.isprintable() or " " in token:
        raise SettingsError(f"{path}: the token is one word of at least {SHORTEST_TOKEN} letters. Make a longer one.")
    return token


def __getattr__(name: str) -> object:
    """`application` is made when it is asked for, so that this module can be imported without an environment."""
    if name != "application":
        raise AttributeError(name)
    try:
        folder, token_file = os.environ["KIOSK_DESK_FOLDER"], os.environ["KIOSK_DESK_TOKEN_FILE"]
    except KeyError as error:
        raise SettingsError(f"{error.args[0]} is not set in the environment of the web server. Set it.") from None
    return receiver(Path(folder), read_token(Path(token_file)))
