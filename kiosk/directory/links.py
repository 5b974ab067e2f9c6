"""Which links lead where their host name says, so that a code for them can be trusted.

Sources: RFC 3986 for what a link is made of; the homographs of internationalised names are the case of Unicode
Technical Report 36, section 2; the shorteners are the best known of MISP's warning list "url-shortener" (version 26).
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

MAX_LINK = 2000
"""Characters. Browsers and servers are only sure to take about so many."""

SHORTENERS = frozenset(
    (
        *("bit.do", "bit.ly", "bitly.com", "buff.ly", "clck.ru", "cutt.ly", "cutt.us", "dub.sh", "goo.gl", "is.gd"),
        *("j.mp", "kutt.it", "lc.cx", "lnkd.in", "ow.ly", "qrco.de", "rb.gy", "rebrand.ly", "s.id", "shorturl.at"),
        *("snip.ly", "su.pr", "t.co", "t.ly", "tiny.cc", "tinyurl.com", "tr.ee", "u.to", "urlr.me", "urlz.fr", "v.gd"),
    )
)
"""Where they lead can be changed by whoever made the short link, after it was checked."""

_HOST = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+")
_ADDRESS = re.compile(r"[0-9.]+|.*\.(?:[0-9]+|0x[0-9a-f]*)")
"""What a browser takes for an IPv4 address: its last label is a number (URL Standard, "ends in a number")."""


def refusal(url: str) -> str:
    """Why nobody may be sent to `url`, in one sentence; "" for an https link to a plainly named host."""
    if not url:
        return "It is empty."
    if len(url) > MAX_LINK:
        return f"It is longer than {MAX_LINK:,} characters."
    if any(sign == " " or not sign.isprintable() for sign in url):
        return "It holds a space or an invisible character."
    if "\\" in url:
        return "It holds a backslash, which some readers take for a slash and others not."
    if url[:8].lower() != "https://":
        return "It is not https: only a link that begins with https:// cannot be changed on its way."
    try:
        authority = urlsplit(url).netloc
    except ValueError:
        return "Its host cannot be read."
    return _refused_authority(authority.lower())


def is_plain(url: str) -> bool:
    """Whether every character is printable ASCII."""
    return all("!" <= sign <= "~" for sign in url)


def _refused_authority(authority: str) -> str:
    if not authority:
        return "It names no host."
    if "@" in authority:
        return "It holds a user name or a password before its host."
    if not authority.isascii():
        return "Its host has letters outside plain ASCII, which can look like others."
    if "[" in authority:
        return "Its host is an IP address, not a name."
    host, colon, _ = authority.partition(":")
    if colon:
        return "It names a port: a link that people can trust at sight has none."
    if host and _ADDRESS.fullmatch(host):
        return "Its host is an IP address, not a name."
    if not _HOST.fullmatch(host):
        return "Its host is not a name with a dot in it, made of letters, digits and hyphens."
    if any(label.startswith("xn--") for label in host.split(".")):
        return "Its host is written in punycode (xn--), which can look like another name."
    if any(host == short or host.endswith(f".{short}") for short in SHORTENERS):
        return "Its host shortens links, and hides where this one leads."
    return ""
