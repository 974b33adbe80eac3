"""The intake JSON becomes an `Intake`, or is refused with every problem and its field path.

Refused here: what no record can hold. What a request merely lacks (an address, a paper, a claim)
is the business of the acceptance check, which asks for correction instead.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, replace
from datetime import date
from typing import TypeVar

from models.rules.events.base import Json
from models.rules.identity import read_patent_number
from models.rules.intake import model as m
from models.rules.intake.checks import KIND_DIFFERS, kind_differs
from models.rules.intake.cross import cross_check
from models.rules.intake.field_values import values_of
from models.rules.intake.fields import FieldTable, Group, Value
from models.rules.intake.parties import LISTS, keyed
from models.rules.intake.reader import Collector, Reader
from models.rules.intake.tables import IntakeRules
from models.rules.problem import InputRefused, Problem

MAX_PARTIES = 100
MOST_AGENTS = 400
MAX_ACTS = 500
MAX_EVIDENCE = 2000
MAX_PAPERS = 2000
_Made = TypeVar("_Made", bound=m.Filled)


def parse_intake(
    data: Mapping[str, Json] | Json, rules: IntakeRules, *, as_of: date | None = None
) -> m.Intake:
    """Read one intake JSON; raises InputRefused with every problem.

    `as_of` is today: later dates are refused, and a typed date without its year gets this year.
    """
    if not isinstance(data, Mapping):
        raise InputRefused([Problem("", "收案数据应为一组字段（JSON对象）")])
    notes = Collector(as_of)
    reader = Reader(keyed(data), "", notes)
    intake = _intake(reader, rules)
    # Written by hand in the bundled cases; kept out of the record on purpose.
    reader.skip("note", "id", "version")
    reader.warn_unknown()
    if intake.kind and intake.received_on > date.min:
        cross_check(intake, rules, notes)
    if notes.problems:
        raise InputRefused(sorted(notes.problems, key=_order_in(rules.fields)))
    return replace(intake, warnings=tuple(notes.warnings))


def _order_in(table: FieldTable) -> Callable[[Problem], tuple[int, int]]:
    """Return the order in which the request form asks: a refusal reads from top to bottom."""
    names = [f.path for f in table.of(Group.CASE)] + ["requesters", "respondents", "agents"]
    names += ["patent", "acts", *(f.path for f in table.of(Group.CONTENT)), "evidence", "papers"]

    def place(problem: Problem) -> tuple[int, int]:
        match = re.match(r"(\w*)(?:\[(\d+)\])?", problem.field)
        top, index = (match[1], int(match[2] or 0)) if match else ("", 0)
        return (names.index(top) if top in names else len(names), index)

    return place


def _made(cls: type[_Made], values: Mapping[str, Value], **more: object) -> _Made:
    """Return the record of values that were read by the table; what it has no place for is kept."""
    known = {one.name for one in fields(cls)}
    build: Callable[..., _Made] = cls
    rest = {name: value for name, value in values.items() if name not in known}
    own = {name: value for name, value in values.items() if name in known}
    return build(**own, **more, more=rest)


def _intake(reader: Reader, rules: IntakeRules) -> m.Intake:
    table = rules.fields
    top = values_of(reader, table.part(""))
    top["received_on"] = top["received_on"] or date.min
    sides = {name: _parties(reader, name, table) for name in LISTS}
    keys = [party.key for party in sides["requesters"]]
    return _made(
        m.Intake,
        top,
        **sides,
        patent=_patent(reader.part("patent"), table),
        agents=tuple(reader.each("agents", MOST_AGENTS, _agent(table, keys))),
        acts=_acts(reader, tuple(rules.acts)),
        evidence=tuple(reader.each("evidence", MAX_EVIDENCE, _evidence(table))),
        papers=_papers(reader, tuple(rules.papers), keys[0] if len(keys) == 1 else ""),
    )


def _acts(reader: Reader, known: Sequence[str]) -> tuple[m.ActIn, ...]:
    def act(r: Reader, _: int) -> m.ActIn:
        return m.ActIn(r.choice("act", known, None), r.line("by"))

    return tuple(reader.each("acts", MAX_ACTS, act))


def _papers(reader: Reader, known: Sequence[str], only: str) -> tuple[m.PaperIn, ...]:
    """Read the papers; `only` is the requester whose they are when none is named."""

    def paper(r: Reader, _: int) -> m.PaperIn:
        return m.PaperIn(r.choice("id", known, None), r.line("of") or only)

    return tuple(reader.each("papers", MAX_PAPERS, paper))


def _parties(reader: Reader, name: str, table: FieldTable) -> tuple[m.PartyIn, ...]:
    given, one = reader.data.get(name), LISTS[name]
    others = [f for f in table.of(Group.PARTY) if one.side not in f.sides]

    def build(r: Reader, index: int) -> m.PartyIn:
        for field in others:
            if r.raw(field.id):
                r.notes.warn(r.path(field.id), f"{one.name}不填{field.label}，没有使用")
        values = values_of(r, table.part(name))
        if values["domiciled_in_prc"] is None:
            values["domiciled_in_prc"] = values["region"] != "foreign"
        key, note = r.name("id"), r.text("note")
        return _made(
            m.PartyIn, values, key=key, side=one.side, ordinal=index + 1, note=note
        )  # fmt: skip

    parties = tuple(reader.each(name, MAX_PARTIES, build))
    if not given and not isinstance(given, (str, int, float, dict)):
        reader.notes.refuse(name, f"至少要有一名{one.name}")
    return parties


def _agent(table: FieldTable, requesters: Sequence[str]) -> Callable[[Reader, int], m.AgentIn]:
    """Read agents; one who names nobody is the first requester's."""

    def build(r: Reader, _: int) -> m.AgentIn:
        values = values_of(r, table.part("agents"))
        whose = values.pop("for") or next(iter(requesters), "")
        return _made(m.AgentIn, values, of=whose)

    return build


def _evidence(table: FieldTable) -> Callable[[Reader, int], m.EvidenceIn]:
    def build(r: Reader, _: int) -> m.EvidenceIn:
        r.skip("no", "id")
        return _made(m.EvidenceIn, values_of(r, table.part("evidence")))

    return build


def _patent(r: Reader | None, table: FieldTable) -> m.PatentIn:
    if r is None:
        return m.PatentIn()
    values = values_of(r, table.part("patent"))
    number = str(values["number"])
    if kind_differs(number, values["kind"]):
        r.notes.warn(r.path("kind"), KIND_DIFFERS)
    values["kind"] = values["kind"] or read_patent_number(number).kind
    if values["kind"] == "design" and values["asserted_claims"]:
        r.notes.warn(r.path("asserted_claims"), "外观设计没有权利要求，没有记录")
        values["asserted_claims"] = ()
    r.skip("as_typed")
    r.warn_unknown()
    return _made(m.PatentIn, values)
