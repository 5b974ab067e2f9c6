"""Addresses of the web, acronyms, abbreviations, and words that a voice says wrong."""

from __future__ import annotations

import re

from kiosk.i18n.sayings import SPELLED, saying_of
from kiosk.speech.saying.written import Part

_ENDS = "fr|org|com|net|eu|info|gouv|be|io|app|paris|bzh|social"
WEB = (
    rf"(?P<url>https?://[^\s<>\"]*[^\s<>\".,;:!?)'])"
    rf"|(?<![\w@.-])(?P<host>(?:[A-Za-z0-9-]+\.)+(?:{_ENDS}))(?![\w@-]|\.\w)(?:/[^\s,;)]*)?"
)
EMAIL = r"(?<![\w.+-])(?P<user>[\w.+-]+)@(?P<domain>[\w-]+(?:\.[\w-]+)*)"
_ACRONYMS = "|".join(sorted(SPELLED, reverse=True))
SPELT = rf"(?<!\w)(?P<letters>{_ACRONYMS}|(?:[A-Z]\.){{2,9}}(?!\w)|(?:[A-Z]\.){{1,9}}[A-Z])(?!\w)"
NUMERO = r"(?<!\w)[nN]° ?(?=\d)"
ORDINAL = r"(?<![\w.,])(?P<rank>\d{1,3})(?P<ending>e|re|es)(?!\w)"
TITLE = r"(?<![\w.-])(?P<title>MM?\.|av\.|Av\.)(?= [A-ZÀ-Ý])"
ALWAYS = r"(?<!\w)(?P<always>24 ?[hH]? ?/ ?24 ?[hH]?|7 ?[jJ]? ?/ ?7 ?[jJ]?)(?![\w/])"
_HOST = re.compile(r"https?://(?:[^\s/@]*@)?(?P<host>[\w.-]*\w)")
_LABEL = re.compile(r"[^.]+")


def say_web(found: re.Match[str], language: str) -> list[Part] | None:
    """Only the host, cut at its dots: "ccas", "point fr". None when there is none."""
    host = found if found["host"] else _HOST.match(found.string, found.start())
    if not host:
        return None
    parts = _labels(found.string, *host.span("host"), language, "www")
    return [parts[0]._replace(start=found.start()), *parts[1:-1], parts[-1]._replace(end=found.end())]


def say_email(found: re.Match[str], language: str) -> list[Part]:
    user, domain = (_labels(found.string, *found.span(name), language) for name in ("user", "domain"))
    return [
        *user,
        domain[0]._replace(said=f"{saying_of(language).at} {domain[0].said}", start=user[-1].end),
        *domain[1:],
    ]


def say_letters(found: re.Match[str], language: str) -> list[Part]:
    return [Part(_spelt(found[0].replace(".", ""), language), *found.span())]


def say_numero(found: re.Match[str], language: str) -> list[Part]:
    return [Part(saying_of(language).number, *found.span())]


def say_ordinal(found: re.Match[str], _: str) -> list[Part]:
    """French: "2e" as "2ème", which the voice knows."""
    return [Part(found["rank"] + {"e": "ème", "re": "ère", "es": "èmes"}[found["ending"]], *found.span())]


def say_title(found: re.Match[str], _: str) -> list[Part]:
    """French titles, where a name follows."""
    return [Part({"M.": "monsieur", "MM.": "messieurs"}.get(found[0], "avenue"), *found.span())]


def say_always(found: re.Match[str], _: str) -> list[Part]:
    """French: "24h/24", "7j/7"."""
    return [Part("24 heures sur 24" if found[0].startswith("24") else "7 jours sur 7", *found.span())]


def words(language: str) -> str:
    """The pattern of the words and signs of `language` that are said another way."""
    known = sorted(saying_of(language).words, reverse=True)
    return "|".join(re.escape(word) if not word.isalnum() else rf"(?<!\w){word}(?!\w)" for word in known)


def say_word(found: re.Match[str], language: str) -> list[Part]:
    return [Part(saying_of(language).words[found[0]], *found.span())]


def _labels(text: str, start: int, end: int, language: str, unsaid: str = "") -> list[Part]:
    """What stands between the dots, each but the first with the dot before it. Acronyms are spelt."""
    parts: list[Part] = []
    for label in _LABEL.finditer(text, start, end):
        if label[0] == unsaid and not parts and label.end() < end:
            continue
        dot = f"{saying_of(language).dot} " if parts else ""
        said = f" {saying_of(language).dash} ".join(_name(name, language) for name in label[0].split("-") if name)
        parts.append(Part(dot + said, label.start() - bool(parts), label.end()))
    return parts or [Part(text[start:end], start, end)]


def _name(name: str, language: str) -> str:
    return _spelt(name.upper(), language) if name.upper() in SPELLED else name


def _spelt(letters: str, language: str) -> str:
    saying = saying_of(language)
    return saying.spelt.join(saying.letters.get(letter, letter) for letter in letters)
