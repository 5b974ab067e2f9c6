"""All FALC rules on any French texts, wherever they come from."""

from __future__ import annotations

from collections.abc import Iterable

from kiosk.publish.check import grammar, length, signs, vocables
from kiosk.publish.check.finding import Finding, Rule, Text
from kiosk.publish.check.lexicon import Lexicon

RULES: tuple[Rule, ...] = (
    length.long_label,
    length.long_sentence,
    length.long_paragraph,
    length.commas,
    length.subordinates,
    grammar.negations,
    grammar.conditionals,
    grammar.subjunctives,
    grammar.passives,
    signs.special_signs,
    signs.capitals,
    signs.roman_numerals,
    signs.numbers_in_letters,
    signs.percentages,
    signs.big_numbers,
    signs.dates,
)
"""The rules that need nothing but the text."""


def falc_findings(texts: Iterable[Text], lexicon: Lexicon) -> list[Finding]:
    """What the FALC rules say of these texts, text by text."""
    texts = list(texts)
    rules = (*RULES, vocables.jargon(lexicon), vocables.glossary(lexicon), vocables.acronyms(lexicon))
    found = [finding for text in texts for rule in rules for finding in rule(text)]
    return found + list(length.long_fiches(texts))
