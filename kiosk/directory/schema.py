"""The tables of a directory.

place      one row per place, one column per field (see rows.py); `number` counts from 1 in the order of `id`
facet      a theme or digital service, numbered in alphabetical order: families of themes stay neighbours
offer      facet + publics + ways of contact, and how many places with a position make it
entry      which place makes which offer, for places with a position
unplaced   the same for places whose position is unknown
spot       R*Tree of the entries: latitude × longitude × facet, so that a box holds one facet's places only.
           Its id is `place * PLACE + offer`: nothing else has to be looked up to know who is where.

Phone services (kind "telephone") are in `place` alone.
"""

from __future__ import annotations

VERSION = 2
"""PRAGMA user_version of a directory this code reads."""

TABLES = frozenset({"place", "facet", "offer", "entry", "unplaced", "spot"})

OFFER_BITS = 20
PLACE = 1 << OFFER_BITS
OFFER_MASK = PLACE - 1

CREATE_INDEXES = """
CREATE TABLE entry (offer INTEGER NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (offer, place)) WITHOUT ROWID;
CREATE TABLE unplaced (offer INTEGER NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (offer, place)) WITHOUT ROWID;
CREATE VIRTUAL TABLE spot USING rtree(id, south, north, west, east, facet_from, facet_to);
"""
