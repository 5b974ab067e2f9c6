"""What may be offered to somebody for whom there is not enough of what they asked: less exact, never hurtful.

Two circles around a way: the other ways of its situation, then, of the whole need, what belongs to the same
families of themes. The *family* of a theme is the text before `--`; digital services are of the family of digital
themes, but for help with paperwork, which is of the administrative one.

Everyday needs (the product's own codes, `quotidien--…`) have nothing in common with each other: they never widen.

Two families are of use to everybody and so to nobody in particular: a tax office is no answer to hunger. They are
left out unless the path itself asks for them. Delicate services stand apart, both ways: nobody is sent to one
without having asked for it, as from a doctor to a centre for addictions; and who asks for one is given that, a
number or the helper, not a library because it is near.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from kiosk.directory.models import Query

PAPERWORK, DIGITAL, EVERYDAY = "difficultes-administratives-ou-juridiques", "numerique", "quotidien"
GENERIC = frozenset({PAPERWORK, DIGITAL})
DELICATE = frozenset(
    {
        "difficultes-administratives-ou-juridiques--beneficier-dune-mesure-daccompagnement-adapte",
        "difficultes-administratives-ou-juridiques--prendre-en-compte-une-problematique-judiciaire",
        "difficultes-financieres--mettre-en-place-une-mesure-de-protection-financiere",
        "famille--surmonter-conflits-separation-violence",
        "logement-hebergement--rechercher-une-solution-dhebergement-temporaire",
        "sante--addictions",
        "sante--constituer-un-dossier-mdph-invalidite",
        "sante--sante-mentale",
        "sante--sante-sexuelle",
    }
)


def wider_queries(asked: Query, situation: Iterable[Query], need: Iterable[Query]) -> tuple[Query, ...]:
    """The wider circles of `asked`, the narrower first, without narrowing by publics or contacts; none when it asks
    for no place at all, or for something delicate. `situation` and `need` are the queries of all ways of each."""
    own = {family(facet) for facet in asked.facets} - {EVERYDAY}
    if not own or not DELICATE.isdisjoint(asked.facets):
        return ()

    def fits(facet: str) -> bool:
        return (
            facet not in DELICATE
            and family(facet) != EVERYDAY
            and (family(facet) not in GENERIC or family(facet) in own)
        )

    near = _gathered(situation, fits)
    far = _gathered(need, lambda facet: fits(facet) and family(facet) in own and facet not in near.facets)
    return tuple(circle for circle in (near, far) if circle.facets)


def family(facet: str) -> str:
    """The family of a theme or digital service."""
    before, found, _ = facet.partition("--")
    return before if found else PAPERWORK if facet == "Aide aux démarches administratives" else DIGITAL


def _gathered(queries: Iterable[Query], fits: Callable[[str], bool]) -> Query:
    queries = tuple(queries)
    return Query(
        themes=tuple(dict.fromkeys(theme for query in queries for theme in query.themes if fits(theme))),
        services=tuple(dict.fromkeys(name for query in queries for name in query.services if fits(name))),
    )
