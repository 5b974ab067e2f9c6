"""The rule by which a language counts, as the header of a translator's file gives it (gettext's "Plural-Forms")."""

from __future__ import annotations

import gettext
import re
from collections import Counter
from functools import cache
from itertools import pairwise

MOST_FORMS = 6
"""No language of the CLDR has more."""
COUNTED = range(201)
_NUMBER = re.compile(r"nplurals\s*=\s*([^;\\\s]*)")


def number_fault(header: str) -> str | None:
    """What is wrong with the number of forms a header tells; None when it tells none."""
    found = _NUMBER.search(header)
    if found is None or (found[1].isdecimal() and len(found[1]) < 4 and 1 <= int(found[1]) <= MOST_FORMS):
        return None
    return f"nplurals={found[1]} is not a number of plural forms from 1 to {MOST_FORMS}"


def rule_fault(forms: int, rule: str) -> str | None:
    """Why no terminal could count by `rule`, which chooses among `forms`; None when it could."""
    try:
        chosen = _chosen(rule)
    except ValueError as error:
        return f"the plural rule {rule!r} cannot be read ({error})"
    wrong = next((form for form in chosen if not 0 <= form < forms), None)
    if wrong is not None:
        return f"the plural rule {rule!r} asks for a form {wrong}, and there are {forms}, from 0"
    return None


def other_rule(forms: int, rule: str, code: str) -> str | None:
    """How a header counts otherwise than the language `code` by Babel's rule, for 0 to 200; None when it does not.

    A rule may tell more forms apart than Babel's, in the same order: some tools give Turkish two, Italian three.
    """
    from babel import UnknownLocaleError
    from babel.messages.plurals import get_plural

    try:
        usual = get_plural(code)
    except (UnknownLocaleError, ValueError):
        return None
    if forms < usual.num_plurals:
        return f"the header tells {forms} plural forms, {code} has {usual.num_plurals}"
    pairs = sorted(zip(_chosen(rule), _chosen(usual.plural_expr), COUNTED, strict=True))
    for (form, wanted, n), (form_after, wanted_after, after) in pairwise(pairs):
        if wanted > wanted_after or (form == form_after and wanted != wanted_after):
            return (
                f"the plural rule is not that of {code}: it is wrong for {n} or {after}, {usual.plural_expr} is usual"
            )
    return None


def lone_forms(rule: str) -> frozenset[int]:
    """The forms that stand for one number only: they may do without it."""
    return frozenset(form for form, times in Counter(_chosen(rule)).items() if times == 1)


@cache
def _chosen(rule: str) -> tuple[int, ...]:
    """The form of each number of COUNTED. Raises ValueError when the rule cannot be followed."""
    try:
        choose = gettext.c2py(rule)
        return tuple(choose(n) for n in COUNTED)
    except (ArithmeticError, RecursionError) as error:
        raise ValueError(str(error)) from error
