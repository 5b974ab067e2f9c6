# System packages, through apt. Sourced, never run.

# Debian 13 and Ubuntu 24.04 renamed libraries when their time type became 64 bits wide.
time64_suffix() { # prints "t64" or nothing
  local ID="" VERSION_ID=""
  # shellcheck disable=SC1091
  [ -r /etc/os-release ] && . /etc/os-release
  case "$ID:$VERSION_ID" in
    debian:12 | ubuntu:22.04) ;;
    *) printf 't64' ;;
  esac
}

run_packages() { # prints the packages that running the kiosk needs, one a line
  local t
  t=$(time64_suffix)
  cat <<PACKAGES
python3-venv
ca-certificates
espeak-ng
libespeak-ng1
libsonic0
libasound2$t
fonts-sil-andika
fonts-noto-core
fontconfig
libbrotli1
libdbus-1-3
libdrm2
libegl1
libfontconfig1
libfreetype6
libgl1
libglib2.0-0$t
libgssapi-krb5-2
libwayland-client0
libwayland-cursor0
libwayland-egl1
libwayland-server0
libx11-6
libx11-xcb1
libxcb-cursor0
libxcb-glx0
libxcb-icccm4
libxcb-image0
libxcb-keysyms1
libxcb-randr0
libxcb-render-util0
libxcb-render0
libxcb-shape0
libxcb-shm0
libxcb-sync1
libxcb-util1
libxcb-xfixes0
libxcb-xkb1
libxcb1
libxkbcommon-x11-0
libxkbcommon0
libzstd1
zlib1g
PACKAGES
  # No wheel of miniaudio for 64-bit ARM: it is compiled there.
  if [ "$(uname -m)" = aarch64 ]; then printf '%s\n' gcc libc6-dev python3-dev; fi
}

test_packages() { # a screen, a sound server, a print server, and what turns a PDF into a picture
  printf '%s\n' xvfb xauth pulseaudio pulseaudio-utils cups-daemon cups-client cups-ipp-utils cups-filters ghostscript \
    dbus-daemon poppler-utils printer-driver-cups-pdf
}

benchmark_packages() { # Ubuntu's `chromium` only fetches a snap, which a bare machine cannot run
  printf '%s\n' chromium
}

missing_packages() { # reads names, prints those that are not installed
  local wanted installed
  wanted=$(sort -u)
  # shellcheck disable=SC2086
  installed=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' $wanted 2>/dev/null | sed -n 's/^installed //p' | sort -u)
  comm -23 <(printf '%s\n' "$wanted") <(printf '%s\n' "$installed")
}

may_ask() { [ -t 0 ] && [ -t 2 ]; }

root_prefix() { # prints what to put before a command to run it as root ("" or "sudo"); fails without rights
  if [ "$(id -u)" = 0 ]; then return 0; fi
  command -v sudo >/dev/null 2>&1 || return 1
  if ! sudo -n true 2>/dev/null; then
    may_ask || return 1
    say "installing system packages needs your password, once."
    sudo -v || return 1
  fi
  printf 'sudo'
}

install_command() { # NAME...: the exact command a technician would type
  local sudo=""
  if command -v sudo >/dev/null 2>&1 && [ "$(id -u)" != 0 ]; then sudo="sudo "; fi
  printf '%sapt-get update && %sapt-get install --yes --no-install-recommends %s\n' "$sudo" "$sudo" "$*"
}

ensure_packages() { # NAME...: install what is missing; stops with a sentence when that cannot be done
  local missing as_root
  command -v dpkg-query >/dev/null 2>&1 ||
    fail "this script knows Debian 12, Debian 13 and Ubuntu 24.04, and dpkg-query was not found here. Packages needed: $*"
  missing=$(printf '%s\n' "$@" | missing_packages | paste -sd ' ' -)
  [ -n "$missing" ] || return 0
  if ! as_root=$(root_prefix); then
    say "system packages are missing, and installing them needs root. Type this as root, or let someone who may, then start again:"
    install_command "$missing"
    exit 1
  fi
  say "installing system packages through apt: $missing"
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq update ||
    fail "apt-get update did not work. Check the network and /etc/apt, then start again."
  # shellcheck disable=SC2086
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq install --yes --no-install-recommends $missing >/dev/null ||
    fail "apt-get could not install: $missing. Read its message above, then start again."
}
