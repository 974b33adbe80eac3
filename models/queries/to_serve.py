"""待送达: every paper that a step says must be served now, on whom and by when."""

from dataclasses import dataclass
from datetime import date

from models import reference
from models.queries.case_list import days_text
from models.queries.open_steps import OpenStep, open_steps, served_by, urgent_cases
from models.rules.procedure.conditions import unforwarded
from models.store.desk import Desk

SOON_DAYS = 3
FIRST_CASES = 40


@dataclass(frozen=True)
class ToServe:
    """One service that is to be made; `party` is the step's own (None: the dialog knows whom)."""

    case_id: int
    number: str
    parties: str
    step: str
    party: str | None
    addressee: str
    what: str
    documents: str
    due: date | None
    days: str
    late: bool
    soon: bool
    provisional: bool

    @property
    def key(self) -> tuple[int, str, str | None]:
        """What makes the line the same line when it is read anew."""
        return self.case_id, self.step, self.party


def to_serve(desk: Desk) -> tuple[ToServe, ...]:
    """Return what is to be served, the earliest day first, what has no day last."""
    with desk.reading():
        found = [_line(desk, one) for one in open_steps(desk, ("serve",))]
    return _in_order(found)


def most_urgent(desk: Desk) -> tuple[ToServe, ...]:
    """Return the beginning of `to_serve`, without looking into every case."""
    with desk.reading():
        cases = urgent_cases(desk, "serve", FIRST_CASES)
        found = [_line(desk, one) for one in open_steps(desk, ("serve",), cases)]
    lines = _in_order(found)
    if len(cases) < FIRST_CASES:
        return lines
    # What other cases owe may come before the later dates of these.
    first: dict[int, date] = {}
    for line in lines:
        first.setdefault(line.case_id, _due(line))
    end = max(first.values(), default=date.max)
    return tuple(line for line in lines if _due(line) <= end)


def _due(line: ToServe) -> date:
    return line.due or date.max


def _in_order(lines: list[ToServe]) -> tuple[ToServe, ...]:
    return tuple(sorted(lines, key=lambda line: (_due(line), line.number)))


def _line(desk: Desk, one: OpenStep) -> ToServe:
    step, due, names = one.step, one.due, one.head.names
    known = reference.catalogue().documents
    papers = "、".join(known[d] for d in served_by(one.state.kind, step) if d in known)
    addressee = step.party_name
    pairs = unforwarded(one.state) if step.id == "forward_answer" else []
    if pairs:
        answering, to = pairs[0]
        addressee = names.get(to, "")
        papers = f"{papers}（{names.get(answering, '')}）"
    return ToServe(
        case_id=one.case_id,
        number=one.head.number,
        parties=one.head.parties,
        step=step.id,
        party=step.party,
        addressee=addressee,
        what=step.name,
        documents=papers or step.name,
        due=due,
        days=days_text(due, desk.today()) if due else "",
        late=due is not None and due < desk.today(),
        soon=due is not None and 0 <= (due - desk.today()).days <= SOON_DAYS,
        provisional=one.provisional,
    )
