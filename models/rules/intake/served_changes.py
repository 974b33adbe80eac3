"""What a correction may not change of a request that was served (Order 81 arts. 24, 36)."""

from collections.abc import Iterator, Mapping

from models.rules.events.base import Json
from models.rules.intake.fields import FieldDef, Group
from models.rules.intake.parties import keyed
from models.rules.intake.tables import IntakeRules
from models.rules.problem import Problem

_PATENT = "patent"
_ACTS = "acts"  # they are no field of the table; they are changed with what is asked for
_REQUESTS = "requests"


def changed_after_service(
    rules: IntakeRules, before: Mapping[str, Json], after: Mapping[str, Json]
) -> Iterator[Problem]:
    """Yield what is changed by a step of its own, which the others are served, and which step.

    Claims, patent, requests, acts and respondents: who was served them is served the change too.
    """
    was, now = keyed(before), keyed(after)
    for field in rules.fields.fields:
        if not field.changed_by:
            continue
        path = f"{_PATENT}.{field.path}" if field.group is Group.PATENT else field.path
        changed = _at(was, field) != _at(now, field)
        if changed or (field.id == _REQUESTS and was.get(_ACTS) != now.get(_ACTS)):
            label = field.label if changed else "被控行为"
            yield Problem(path, f"{label}已经送达，变更请登记“{field.changed_by}”")
    if _count(was) != _count(now):
        words = "被请求人已经送达，增加请登记“追加当事人”，减少请登记“对一名被请求人先行结案”"
        yield Problem("respondents", words)


def _at(request: Mapping[str, Json], field: FieldDef) -> Json:
    part = request.get(_PATENT) if field.group is Group.PATENT else request
    value = part.get(field.path) if isinstance(part, Mapping) else None
    return value or None


def _count(request: Mapping[str, Json]) -> int:
    respondents = request.get("respondents")
    return len(respondents) if isinstance(respondents, list) else 0
