"""Made-up directories of any size, shaped as published ones: 720 bytes a place, 300 of them once packed, two places in
a commune on average and hundreds in a few."""

from __future__ import annotations

import datetime as dt
import random
import uuid
from collections.abc import Iterator
from dataclasses import replace

from kiosk.directory.models import Place, Service, Source

FIRST, SECOND = ("Maison", "Espace", "Centre", "Mairie", "Relais", "Atelier"), ("Jean Moulin", "des Lilas", "du Parc")
STREETS = ("rue de la Gare", "place du Marché", "avenue de la Liberté", "rue Pasteur", "chemin des Prés", "quai Sud")
KINDS = ("association", "ccas", "mairie", "autre")
THEMES = ("numerique--acceder-a-une-connexion-internet", "logement--se-maintenir", "sante--acces-aux-soins")
CONTACTS = ("se-presenter", "telephoner", "envoyer-un-courriel")
HOURS = ("Mo-Fr 09:00-12:00,13:30-17:00", "Mo,We 08:30-12:00; Th 14:00-18:00", "Tu-Sa 10:00-18:30", "")


def made_up_places(count: int, seed: int = 1) -> list[Place]:
    """`count` places. The same seed, the same places; of a larger count, the first ones are not those of a smaller."""
    chance = random.Random(seed)
    communes = [f"{chance.randrange(1, 96):02}{number % 1000:03}" for number in range(max(1, count // 2))]
    return [
        _place(
            chance,
            communes[min(int(chance.paretovariate(0.7)), len(communes)) - 1]
            if chance.random() < 0.12
            else chance.choice(communes),
        )
        for _ in range(count)
    ]


def a_week_later(places: list[Place], share: float = 0.02, seed: int = 2) -> Iterator[Place]:
    """The same with `share` of them changed: other hours, another number, one gone for one that came."""
    chance = random.Random(seed)
    changed = set(chance.sample(range(len(places)), round(len(places) * share)))
    for number, place in enumerate(places):
        if number not in changed:
            yield place
        elif chance.random() < 0.2:
            yield _place(chance, place.insee)
        else:
            yield replace(
                place,
                hours=chance.choice(HOURS),
                phone=f"+333{chance.randrange(10**8):08}",
                updated=dt.date(2026, 11, 27),
            )


def _place(chance: random.Random, insee: str) -> Place:
    identity = str(uuid.UUID(int=chance.getrandbits(128)))
    name = f"{chance.choice(FIRST)} {chance.choice(SECOND)} {chance.randrange(1000)}"
    host = f"{name.lower().replace(' ', '-')}.example"
    services = tuple(
        Service(
            themes=(chance.choice(THEMES),),
            contacts=tuple(sorted(chance.sample(CONTACTS, 2))),
            name=f"Aide aux démarches {chance.randrange(50)}",
            free=True,
        )
        for _ in range(chance.choice((1, 1, 2)))
    )
    return Place(
        f"mediation-numerique--{identity}",
        name,
        kind=chance.choice(KINDS),
        street=f"{chance.randrange(1, 200)} {chance.choice(STREETS)}",
        postcode=f"{insee[:2]}{chance.randrange(1000):03}",
        city=f"Ville-{insee}",
        insee=insee,
        latitude=round(chance.uniform(43, 51), 6),
        longitude=round(chance.uniform(-1, 7), 6),
        phone=f"+333{chance.randrange(10**8):08}",
        email=f"contact@{host}" if chance.random() < 0.6 else "",
        website=f"https://{host}" if chance.random() < 0.5 else "",
        hours=chance.choice(HOURS),
        updated=dt.date(2026, 1, 1) + dt.timedelta(days=chance.randrange(300)),
        sources=(Source("Cartographie nationale", identity, dt.date(2026, 10, 1)),),
        services=services,
    )
