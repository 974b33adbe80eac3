"""Next steps (下一步): from the steps as data and the state of a case, what can be done now.

A step is offered when everything in `after` has happened, nothing in `stop` has, and `done` has not
(for its own party when `per` names a side). Conditions are event types, `served:<document>` for a
service, `a|b` for either. Nothing here decides a date: `deadline` names the rule that does.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from models.rules.citation import Citation, read_citation, told
from models.rules.events.codes import Post
from models.rules.gates.model import Act
from models.rules.procedure import KINDS
from models.rules.procedure.conditions import known, met
from models.rules.procedure.state import CaseState, PartyState
from models.rules.toml.rows import Row

# What a step may need first; models/queries/dialogs/missing.py says what of it is missing.
NEEDS = frozenset(
    {
        "acceptance", "authority", "corrections", "extension", "hearing_day", "holder_window",
        "panel", "refusal_reasons", "refusal_remedy", "unforwarded",
        *(f"gates_{act}" for act in Act),
    }
)  # fmt: skip
PER = ("case", "everyone", "party", "requester", "respondent", "third_party")


@dataclass(frozen=True)
class Step:
    """One step of a procedure as data; `copies` is the paper that passes on a party's answer."""

    id: str
    command: str
    order: int
    who: tuple[Post, ...]
    basis: tuple[Citation, ...]
    name: str
    per: str = "case"
    after: tuple[str, ...] = ()
    done: tuple[str, ...] = ()
    stop: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()
    copies: str = ""
    deadline: str = ""
    optional: bool = False
    repeat: bool = False


@dataclass(frozen=True)
class NextStep(Step):
    """A step that can be taken now: for which party, and what is still missing."""

    party: str | None = None
    party_name: str = ""
    missing: tuple[str, ...] = ()

    @property
    def actor(self) -> str:
        """Who takes it, in Chinese."""
        return "、".join(post.label for post in self.who)

    @property
    def cited(self) -> str:
        """Its articles as people read them."""
        return told(self.basis)


def load_steps(name: str, command: str, row: Row) -> dict[str, Step]:
    """Return a step by the procedures in which it occurs, from the part [step] of its file.

    Keys of the table of one procedure replace those of [step]. InputRefused names a mistake.
    """
    orders = row.counts("order")
    if not orders or not orders.keys() <= set(KINDS):
        row.refuse("order", f"应写明{'、'.join(KINDS)}里的程序")
    made: dict[str, Step] = {}
    for kind, order in orders.items():
        own = row.varied(kind)
        own.skip("order", *orders)
        made[kind] = own.read(Step, id=name, command=command, order=order, basis=_basis(own))
        own.close()
        _check(made[kind], own)
    return made


def _basis(row: Row) -> tuple[Citation, ...]:
    read = {text: read_citation(text) for text in row.words("basis")}
    for text, one in read.items():
        if one is None:
            row.refuse("basis", f"“{text}”不是条文：先写法律的名称，再写第几条")
    return tuple(filter(None, read.values()))


def _check(step: Step, row: Row) -> None:
    if step.per not in PER:
        row.refuse("per", f"只能是{'、'.join(PER)}")
    for need in step.needs:
        if need not in NEEDS:
            row.refuse("needs", f"没有“{need}”这一项")
    for key, conditions in (("after", step.after), ("done", step.done), ("stop", step.stop)):
        for one in conditions:
            if not known(one):
                row.refuse(key, f"没有条件“{one}”")


def _subjects(state: CaseState, per: str) -> Iterable[PartyState | None]:
    if per == "case":
        return (None,)
    if per == "everyone":
        return state.everyone
    if per == "party":
        return state.parties
    return state.side(per)


class _Answers:
    """Whether conditions hold, each asked once: many steps begin and end with the same ones."""

    def __init__(self, state: CaseState) -> None:
        self._state = state
        self._known: dict[tuple[str, str | None], bool] = {}

    def hold(self, condition: str, key: str | None) -> bool:
        """Say whether a condition holds for a party (or, with no key, for the case)."""
        asked = (condition, key)
        if asked not in self._known:
            self._known[asked] = met(self._state, condition, key)
        return self._known[asked]


def _offered(answers: _Answers, step: Step, key: str | None) -> bool:
    hold = answers.hold
    for one in step.after:
        if not hold(one, key):
            return False
    for one in step.stop:
        if hold(one, key):
            return False
    return step.repeat or not any(hold(one, key) for one in step.done)


def next_steps(state: CaseState, steps: Iterable[Step]) -> list[NextStep]:
    """Return what can be done now, in the order of the procedure."""
    answers = _Answers(state)
    return [
        NextStep(**vars(step), party=party and party.key, party_name=party.name if party else "")
        for step in steps
        for party in _subjects(state, step.per)
        if _offered(answers, step, party and party.key)
    ]


def done_steps(state: CaseState, steps: Iterable[Step]) -> set[tuple[str, str | None]]:
    """Return (step, party) of what has been done and is done once only."""
    return {
        (step.id, party and party.key)
        for step in steps
        if not step.repeat
        for party in _subjects(state, step.per)
        if any(met(state, one, party and party.key) for one in step.done)
    }
