# What run.sh and test.sh share. Sourced, never run. Expects $house: the root of the checkout.

# With .venv activated, python3 would be the one that is about to be made again.
PATH=${PATH//"$house/.venv/bin:"/}

say() { printf 'kiosk: %s\n' "$*" >&2; }

fail() { # MESSAGE: say it and stop
  say "$*"
  exit 1
}

require_python() {
  command -v python3 >/dev/null 2>&1 || fail "python3 was not found. Install it first: apt-get install python3"
  python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    fail "python3 is older than 3.11. Debian 12, Debian 13 and Ubuntu 24.04 have a newer one."
}

utf8_locale() { # Qt and the French texts need a UTF-8 locale; every Debian has C.UTF-8
  case "${LC_ALL:-${LC_CTYPE:-${LANG:-}}}" in
    *[Uu][Tt][Ff]-8* | *[Uu][Tt][Ff]8*) ;;
    *) export LC_ALL=C.UTF-8 ;;
  esac
}
