"""Deadlines in the shape in which the samples give them."""

from datetime import date
from typing import Any

from models.rules.deadlines.model import Deadline


def as_in_samples(found: list[Deadline]) -> dict[str, dict[str, Any]]:
    """Return the dates by rule and party."""

    def text(day: date | None) -> str | None:
        return day.isoformat() if day else None

    return {
        f"{d.id}|{d.party or ''}": {
            "trigger_date": text(d.trigger_date),
            "plan_by": text(d.plan_by),
            "due": text(d.due),
            "status": d.status,
            "met_on": text(d.met_on),
            "provisional": d.provisional,
        }
        for d in found
    }
