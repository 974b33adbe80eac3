"""What a dialog begins with: the words behind `=` in the data, answered from the case."""

from collections.abc import Callable, Mapping
from datetime import date

from models import reference
from models.queries.dialogs.context import StepContext, StepStaff
from models.queries.help import decision_basis
from models.reference.step_files import step_file
from models.rules.events import Answered
from models.services.arguments.shapes import Plain
from ui.steps.spec import FieldSpec, dialogs

Answer = Callable[[StepContext, str | None], Plain]
Rows = list[Mapping[str, Plain]]


def resolve(spec: FieldSpec, info: StepContext, party: str | None) -> Plain:
    """Return what a field begins with: as the step says, else as the dialog; = asks the case."""
    step = step_file(info.step.id) if info.step else None
    if step and spec.name in step.begins:
        return step.begins[spec.name]
    if isinstance(spec.default, str) and spec.default.startswith("="):
        return WORDS[spec.default[1:]](info, party)
    return spec.default


def handler_name(info: StepContext) -> str:
    """Return the handler's name, else who is working."""
    return next((s.name for s in info.staff if s.id == info.handler), info.actor)


def handler_id(info: StepContext) -> int | None:
    """Return the handler, else the person working, else the only handler of the office."""
    if info.handler is not None:
        return info.handler
    own = next((s for s in info.staff if s.name == info.actor and s.certificate_no), None)
    if own is not None:
        return own.id
    handlers = [s.id for s in info.staff if s.role == "handler"]
    return handlers[0] if len(handlers) == 1 else None


def opinions(info: StepContext, matter: str) -> list[dict[str, str]]:
    """Return one row per role that signs on this matter, with its name; the words are typed."""
    found: list[dict[str, str]] = []
    for role in dialogs()["record_approval"].signers.get(matter, ("handler", "dept_head")):
        if role == "panel":
            name = together(info)
        elif role == "handler":
            name = next((s.name for s in info.staff if s.id == handler_id(info)), info.actor)
        else:
            name = _name_of(info.by_role(role))
        found.append({"role": role, "name": name})
    return found


def together(info: StepContext) -> str:
    """Return the names of the panel as it signs in one line."""
    return "、".join(m.name for m in info.panel)


def _name_of(one: StepStaff | None) -> str:
    return one.name if one else ""


def _staff_named(info: StepContext, names: list[str]) -> list[int]:
    return [s.id for s in info.staff if s.name in names]


def _chair(info: StepContext, _party: str | None) -> int | None:
    named = _staff_named(info, [m.name for m in info.panel if m.role == "chair"])
    fit = [s.id for s in info.staff if s.role == "panel" and _valid(info, s.id)]
    return next(iter(named or fit), None)


def _valid(info: StepContext, staff_id: int) -> bool:
    one = next(s for s in info.staff if s.id == staff_id)
    until = one.certificate_until
    return bool(one.certificate_no) and (until is None or until >= info.today)


def _members(info: StepContext, _party: str | None) -> list[int]:
    named = _staff_named(info, [m.name for m in info.panel if m.role != "chair"])
    return named or [i for i in [handler_id(info)] if i is not None]


def _clerk_id(info: StepContext, _party: str | None) -> int | None:
    named = _staff_named(info, [info.clerk]) if info.clerk else []
    clerk = info.by_role("clerk")
    return named[0] if named else clerk.id if clerk else None


def _votes(info: StepContext, _party: str | None) -> Rows:
    return [
        {
            "name": m.name,
            "caption": f"{m.name}（{reference.name('panel_role', m.role)}）",
            "vote": "agree",
        }
        for m in info.panel
    ]


def _signatures(info: StepContext, _party: str | None) -> Rows:
    return [
        {"party": p.key, "caption": f"{p.side_name}　{p.name}"}
        for p in info.parties
        if p.takes_part
    ]


def _attendance(info: StepContext, party: str | None) -> Rows:
    return [{**row, "present": True} for row in _signatures(info, party)]


def _further(info: StepContext, _party: str | None) -> Rows:
    """Return the parties that only the cases heard together with this one have."""
    return [
        {"case": one.id, "party": key, "caption": caption, "present": True}
        for one in info.together
        if one.open
        for key, caption in one.further
    ]


def _criteria(info: StepContext, _party: str | None) -> Rows:
    begun = info.routing
    if begun is None:
        return []
    return [
        {
            "id": c.id,
            "caption": f"{'［排除］' if c.favours == 'complex' else ''}{c.text}",
            "answer": begun.answers.get(c.id, "pending"),
            "note": begun.notes.get(c.id, ""),
        }
        for c in reference.routing_rules().criteria
    ]


def _proved(info: StepContext, _party: str | None) -> Rows:
    return [{"party": p.key, "caption": p.name} for p in info.side("respondent")]


def _requested(info: StepContext, _party: str | None) -> Rows:
    """Return a row for each thing asked for; what no adjudication grants is left alone."""
    outside = reference.outside_power()
    left = Answered.REJECTED if info.rejects_outside else Answered.OUTSIDE
    return [
        {
            "no": no,
            "caption": f"第{no}项　{text}",
            "how": (left if outside.search(text) else Answered.GRANTED).value,
        }
        for no, text in enumerate(info.requests, start=1)
    ]


def _basis(info: StepContext, _party: str | None) -> list[str]:
    missed = (info.party(key) for key in info.hearing_absent)
    absent = any(party and party.side == "respondent" for party in missed)
    return decision_basis(info.patent_kind, absent=absent)


def _grounds(info: StepContext, _party: str | None) -> Rows:
    return [{"code": code, "caption": words} for code, words in info.invalidation.grounds.items()]


def _invalidation(info: StepContext, _party: str | None) -> str | None:
    return info.invalidation.waiting[0][0] if info.invalidation.waiting else None


def _order(info: StepContext, _party: str | None) -> Rows:
    return [{"text": "", "parties": [p.key for p in info.side("respondent")], "acts": []}]


def _standing_order(info: StepContext, _party: str | None) -> Rows:
    """Return the operative part of the decision in force, to be changed."""
    items = info.standing.order_items if info.standing else ()
    return [{"text": i.text, "parties": list(i.parties), "acts": list(i.acts)} for i in items]


def _arranged(info: StepContext, what: str) -> date:
    """Return the day that was arranged, today when it has not come or there is none."""
    return min(info.arranged.get(what, info.today), info.today)


def _target(info: StepContext, party: str | None) -> str | None:
    if party:
        return party
    if info.step and info.step.copies:
        return info.forward_to
    return info.step.party if info.step else None


WORDS: dict[str, Answer] = {
    "today": lambda info, _p: info.today,
    "actor": lambda info, _p: info.actor,
    "party": _target,
    "co_owner": lambda info, _p: next(iter(info.co_owners), None),
    "requester": lambda info, _p: next((p.key for p in info.side("requester")), None),
    "party_list": lambda info, p: [k for k in [_target(info, p)] if k],
    "handler": lambda info, _p: handler_id(info),
    "handler_name": lambda info, _p: handler_name(info),
    "section_head": lambda info, _p: _name_of(info.by_role("section_head")),
    "clerk": lambda info, _p: info.clerk,
    "clerk_id": _clerk_id,
    "chair": _chair,
    "members": _members,
    "matter": lambda info, _p: info.matter,
    "opinions": lambda info, _p: opinions(info, info.matter),
    "documents": lambda info, _p: list(info.documents),
    "answering": lambda info, _p: info.answering,
    "pause": lambda info, _p: info.pauses[-1][0] if info.pauses else None,
    "invalidation": _invalidation,
    "grounds": _grounds,
    "suspension": lambda info, _p: info.invalidation.suspension,
    "procedure": lambda info, _p: info.invalidation.procedure,
    "phase": lambda info, _p: info.routing.phase if info.routing else "pre",
    "criteria": _criteria,
    "hearing_on": lambda info, _p: _arranged(info, "hearing"),
    "session_on": lambda info, _p: _arranged(info, "session"),
    "attendance": _attendance,
    "further": _further,
    "together": lambda info, _p: [one.id for one in info.together if one.open],
    "own_case": lambda info, _p: [info.case_id],
    "panel": lambda info, _p: together(info) or None,
    "votes": _votes,
    "signatures": _signatures,
    "basis": _basis,
    "proved": _proved,
    "requested": _requested,
    "requests": lambda info, _p: list(info.requests),
    "order": _order,
    "one_row": lambda _i, _p: [{}],
    "standing_order": _standing_order,
    "standing_result": lambda info, _p: info.standing.result if info.standing else None,
}
