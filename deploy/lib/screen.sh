# Where the kiosk shows itself. Sourced, never run.

choose_screen() { # exports QT_QPA_PLATFORM when nothing here can show a window
  if [ -n "${QT_QPA_PLATFORM:-}" ] || [ -n "${WAYLAND_DISPLAY:-}" ] || [ -n "${DISPLAY:-}" ]; then return 0; fi
  local port="${KIOSK_VNC_PORT:-5901}"
  export QT_QPA_PLATFORM="vnc:size=1080x1920:port=$port"
  say "there is no display here: the kiosk is served over VNC, on this machine only, at 127.0.0.1:$port."
  say "look at it with any VNC viewer at 127.0.0.1:$port; from another machine, first: ssh -L $port:127.0.0.1:$port THIS-MACHINE"
}
