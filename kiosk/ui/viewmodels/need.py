"""What a visitor has chosen, for those who read it in French."""

from __future__ import annotations

from kiosk.flow import Session
from kiosk.guide.tree import Guide


def need_of(session: Session, guide: Guide) -> tuple[str, tuple[str, ...]]:
    """What the visitor has chosen so far: the path, as far as it goes, and its labels in French."""
    need = guide.need(session.need)
    situation = next((s for s in need.situations if s.id == session.situation), None) if need else None
    way = next((w for w in situation.ways if w.id == session.way), None) if situation else None
    steps = [step for step in (need, situation, way) if step]
    return "/".join(step.id for step in steps), tuple(step.label for step in steps)
