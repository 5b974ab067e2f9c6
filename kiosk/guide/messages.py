"""Every French string of a guide, each with a word to the translator on where it stands."""

from __future__ import annotations

from collections.abc import Iterator

from kiosk.guide.tree import Guide


def guide_messages(guide: Guide) -> Iterator[tuple[str, str]]:
    """(French string, where it stands), in the order of the files; a string used twice comes twice."""
    for which, question in zip(("première", "deuxième", "troisième"), guide.questions, strict=True):
        yield question, f"{which} question"
    for need in guide.needs:
        yield need.label, f"besoin {need.id}"
        if need.hint:
            yield need.hint, f"besoin {need.id}, exemples"
        for situation in need.situations:
            where = f"besoin {need.id}, situation {situation.id}"
            yield situation.label, where
            if situation.hint:
                yield situation.hint, f"{where}, exemples"
            for way in situation.ways:
                yield way.label, f"{where}, comment {way.id}"
                if way.hint:
                    yield way.hint, f"{where}, comment {way.id}, exemples"
    for fiche in guide.fiches.values():
        yield fiche.title, f"fiche {fiche.id}, titre"
        for sentence in fiche.what:
            yield sentence, f"fiche {fiche.id}"
        for paper in fiche.bring:
            yield paper, f"fiche {fiche.id}, à apporter"
        for sentence in fiche.there:
            yield sentence, f"fiche {fiche.id}, sur place"
        if fiche.cost:
            yield fiche.cost, f"fiche {fiche.id}, prix"
        if fiche.time:
            yield fiche.time, f"fiche {fiche.id}, durée"
    for phone in guide.phones.values():
        yield phone.name, f"téléphone {phone.id}, nom"
        yield phone.what, f"téléphone {phone.id}"
