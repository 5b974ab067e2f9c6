# The Python environment, .venv, made from a lock file. Sourced, never run. Expects $house.

fingerprint() { # LOCK: what the environment depends on; it is made again when this changes
  printf '%s %s ' "$house" "$(python3 -c 'import sys; print(sys.executable, sys.version.split()[0])')"
  sha256sum <"$house/$1"
}

stamped() { # NAME TEXT: is .venv known to hold this?
  [ -f "$house/.venv/$1.stamp" ] && [ "$(cat "$house/.venv/$1.stamp")" = "$2" ]
}

stamp() { printf '%s\n' "$2" >"$house/.venv/$1.stamp"; }

pip_install() { # ARGUMENT...
  "$house/.venv/bin/python" -m pip install --quiet --disable-pip-version-check "$@" ||
    fail "pip could not install the Python packages. Read its message above, check the network, then start again."
}

install_locked() { # LOCK: every package at the version and with the hash that the lock names
  local wanted
  wanted=$(fingerprint "$1")
  if stamped "$1" "$wanted"; then return 0; fi
  say "installing the Python packages of $1 into .venv (some minutes the first time)"
  pip_install --require-hashes --no-deps -r "$house/$1"
  stamp "$1" "$wanted"
}

unfold_qt() { # PySide keeps Python files of its own as one text, compiled again at every start: have them as files
  local python=$house/.venv/bin/python wanted
  wanted=$(fingerprint requirements.lock)
  if stamped unfolded "$wanted"; then return 0; fi
  if SBK_EMBED=0 "$python" -c 'import PySide6.QtCore'; then  # does without, only slower, where it cannot
    "$python" -m compileall -q "$house"/.venv/lib/python3*/site-packages/shiboken6/files.dir || true
    stamp unfolded "$wanted"
  fi
}

ensure_environment() { # [LOCK...]: requirements.lock, then what else is asked
  local base lock project
  base=$(fingerprint requirements.lock)
  if ! stamped requirements.lock "$base"; then
    say "making the Python environment .venv"
    python3 -m venv --clear "$house/.venv" || fail "python3 could not make the environment .venv. Is the disk full?"
  fi
  for lock in requirements.lock "$@"; do install_locked "$lock"; done
  unfold_qt
  project="$house $(sha256sum <"$house/pyproject.toml")"
  if ! stamped project "$project"; then
    pip_install --no-deps --no-build-isolation --editable "$house"
    stamp project "$project"
  fi
}
