#!/usr/bin/env bash
# Set the kiosk up and check all of it. See --help.
set -euo pipefail
house=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd -P)
for part in common packages environment; do . "$house/deploy/lib/$part.sh"; done

usage() {
  cat <<'USAGE'
Usage: deploy/test.sh [--with-benchmarks] [PYTEST-OPTION...]

Set up what is missing, as deploy/run.sh does, with what tests need besides; then check the style, and run the
whole test suite without a screen.

  --with-benchmarks  install Chromium too, to compare with, and measure this machine after the tests
USAGE
}

case "${1:-}" in -h | --help) usage; exit 0 ;; esac
benchmarks=no
if [ "${1:-}" = --with-benchmarks ]; then
  benchmarks=yes
  shift
fi

require_python
utf8_locale
mapfile -t packages < <(run_packages; test_packages; if [ $benchmarks = yes ]; then benchmark_packages; fi)
ensure_packages "${packages[@]}"
ensure_environment requirements-dev.lock

cd "$house"
export PATH="$house/.venv/bin:$PATH" QT_QPA_PLATFORM=offscreen HYPOTHESIS_PROFILE="${HYPOTHESIS_PROFILE:-ci}"
unset DISPLAY WAYLAND_DISPLAY
wrong=0
ruff check --quiet . || wrong=1
ruff format --check --quiet . || { say "some files are not formatted: .venv/bin/ruff format ."; wrong=1; }
pytest -n auto --dist loadfile "$@" || wrong=1  # a process for each processor; a file stays whole
if [ $benchmarks = yes ]; then pytest -s tests/benchmarks || wrong=1; fi
exit $wrong
