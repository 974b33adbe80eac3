"""What the request must say (art. 12, 15, 64): the fields that the field table asks for."""

from collections.abc import Iterator
from dataclasses import dataclass

from models.rules.acceptance.context import Context, Filling, Outcome, met, who
from models.rules.intake.fields import Asked, FieldDef, Group, Value
from models.rules.intake.model import Filled


@dataclass(frozen=True)
class _Subject:
    """A party, an agent, the patent or the request itself, and how texts name it."""

    path: str
    group: Group
    record: Filled
    side: str
    kind: str
    named: Filling

    def concerned(self, field: FieldDef, asked: Asked) -> bool:
        """Whether the field is asked of it."""
        return (
            field.group is self.group
            and (not asked.sides or self.side in asked.sides)
            and (not asked.of or self.kind in asked.of)
        )

    def lacks(self, field: FieldDef, asked: Asked) -> bool:
        """Whether a field that is asked of it was not given."""
        wanting = (True, None) if asked.state == "no" else ("", None, ())
        return self.record.value(field.id) in wanting


def presence(ctx: Context) -> list[Outcome]:
    """Answer a line of the checklist by the fields that name it, once per party or agent.

    Where it is asked of nobody, nothing was written that could be in order.
    """
    wanted = ctx.tables.fields.asking(ctx.rule.id)
    key = "fields" if "fields" in ctx.rule.text else "none"
    out: list[Outcome] = []
    nobody = True
    for subject in _subjects(ctx):
        asked_here = [(a, f) for a, f in wanted if subject.concerned(f, a)]
        nobody = nobody and not asked_here
        lacking = [(a, f) for a, f in asked_here if subject.lacks(f, a)]
        if lacking:
            asked, first = lacking[0]
            what = "、".join(a.name.format(label=f.label_for(subject.kind)) for a, f in lacking)
            path = ".".join(filter(None, (subject.path, first.path)))
            if asked.state == "no":
                out.append(_not_denied(path, subject.record.value(first.id)))
            else:
                out.append(Outcome(asked.state, key, {**subject.named, "what": what}, path))
    return out or met("not_needed" if nobody and "not_needed" in ctx.rule.text else "met")


def _not_denied(path: str, answer: Value) -> Outcome:
    """Say what follows when a question was not answered with no (art. 12(5), 13)."""
    if answer is None:
        return Outcome("unclear", "not_asked", {}, path, "note")
    return Outcome("missing", "yes", {}, path)


def _subjects(ctx: Context) -> Iterator[_Subject]:
    intake = ctx.intake
    for group in (Group.CASE, Group.CONTENT, Group.OTHER):
        yield _Subject("", group, intake, "", "", {})
    yield _Subject("patent", Group.PATENT, intake.patent, "", "", {})
    sides = {party.key: party.side for party in intake.parties}
    for party in intake.parties:
        named = {"who": who(party)}
        yield _Subject(party.path, Group.PARTY, party, party.side, party.kind, named)
    for i, agent in enumerate(intake.agents):
        side = sides.get(agent.of, "")
        yield _Subject(f"agents[{i}]", Group.AGENT, agent, side, "", {"name": agent.name})
