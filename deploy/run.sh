#!/usr/bin/env bash
# Set the kiosk up and start it. See --help.
set -euo pipefail
house=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd -P)
for part in common packages environment screen; do . "$house/deploy/lib/$part.sh"; done

usage() {
  cat <<'USAGE'
Usage: deploy/run.sh [OPTION...]

Set up what is missing, then start the kiosk, fullscreen, on the demonstration directory.

  1. System packages, through apt: what Qt needs, espeak-ng, fonts. Only what is missing, as root or through
     sudo; without rights, the command to type is printed and nothing is started.
  2. The Python environment .venv, from requirements.lock. Made again only when the lock changes.
  3. `kiosk run`, with every OPTION given here: --windowed, --size, --lang, --release, --site...

Where there is no display, the kiosk is served over VNC, on 127.0.0.1 only.

  KIOSK_VNC_PORT   port to serve it on (5901)
  QT_QPA_PLATFORM  chooses Qt's platform by hand
USAGE
}

case "${1:-}" in -h | --help) usage; exit 0 ;; esac
require_python
utf8_locale
mapfile -t packages < <(run_packages)
ensure_packages "${packages[@]}"
ensure_environment
choose_screen
exec "$house/.venv/bin/kiosk" run "$@"
