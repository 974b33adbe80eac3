"""待送达: every paper that a step says must be served now, on whom and by when."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from models import reference
from models.cases.loading import load_many
from models.cases.projecting.projections import bring_up_to_date
from models.queries.lists.heads import Head, heads
from models.queries.lists.open_steps import OpenStep, left_of, open_steps, served_by
from models.queries.lists.serving import served_on
from models.queries.lists.tried import tried
from models.queries.words import DAYS_AMBER, attempts_text, days_text
from models.rules.procedure.conditions import unforwarded
from models.rules.serving.attempts import Tried, of_papers
from models.store.desk import Desk

Pair = tuple[str, str]  # who answered, and who lacks the copy, by their keys


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
    tried: str = ""  # the attempts at these papers: 已尝试2次：…

    @property
    def key(self) -> tuple[int, str, str | None]:
        """What makes the line the same line when it is read again."""
        return self.case_id, self.step, self.party


def to_serve(desk: Desk) -> tuple[ToServe, ...]:
    """Return what is to be served, the earliest day first, what has no day last."""
    bring_up_to_date(desk)
    with desk.reading():
        found = open_steps(desk, ("serve",))
        called = heads(desk, (one.case_id for one in found))
        copies = _copies(desk, {one.case_id for one in found if one.step.copies})
        attempts = tried(desk)
        served = served_on(desk, {one.case_id for one in found if len(served_by(one.step)) > 1})
    today = desk.today()
    return tuple(
        _line(
            one,
            called[one.case_id],
            copies.get(one.case_id),
            served.get((one.case_id, one.waiting.party or ""), ()),
            attempts.get(one.case_id, {}),
            today,
        )
        for one in found
    )


def _copies(desk: Desk, ids: Iterable[int]) -> dict[int, Pair]:
    """Return by case whose answer goes to whom next."""
    found: dict[int, Pair] = {}
    for case in load_many(desk, ids).values():
        pairs = unforwarded(case.state(desk.today()))
        if pairs:
            found[case.id] = pairs[0]
    return found


def _line(
    one: OpenStep, head: Head, copy: Pair | None, served: Collection[str], tried: Tried, today: date
) -> ToServe:
    step, waiting, due = one.step, one.waiting, one.due
    known, left = reference.document_names(), left_of(served_by(step), served)
    papers = "、".join(known[d] for d in left if d in known)
    to = waiting.party or ""
    if copy and step.copies:
        answering, to = copy
        papers = f"{papers}（{head.names.get(answering, '')}）"
    return ToServe(
        case_id=one.case_id,
        number=one.number,
        parties=head.parties,
        step=step.id,
        party=waiting.party,
        addressee=head.names.get(to, ""),
        what=step.name,
        documents=papers or step.name,
        due=due,
        days=days_text(due, today) if due else "",
        late=due is not None and due < today,
        soon=due is not None and 0 <= (due - today).days <= DAYS_AMBER,
        provisional=waiting.provisional,
        tried=attempts_text(of_papers(tried, to, left)),
    )
