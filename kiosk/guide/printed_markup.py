"""HTML in which nothing can be forgotten: every text is escaped unless it is already `Html`."""

from __future__ import annotations

import html


class Html(str):
    """Markup that is whole and safe: every tag in it is closed."""

    __slots__ = ()


def tag(name: str, *inside: str, **attributes: str) -> Html:
    """One element with its content. `class_` stands for `class`; an empty attribute is left out."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{html.escape(value)}"' for key, value in attributes.items() if value
    )
    return Html(f"<{name}{written}>{joined(*inside)}</{name}>")


def joined(*inside: str) -> Html:
    return Html("".join(part if isinstance(part, Html) else html.escape(part) for part in inside))
