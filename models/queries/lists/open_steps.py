"""The steps open now over all cases, as 今日, 送达 and 文书 list them: read from the projection."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from models import reference
from models.cases.projecting.waiting import WaitingStep
from models.rules.procedure.steps import Step
from models.store.desk import Desk
from models.store.sql import Value, marks, rows

REFUSED_LOOK_BACK = timedelta(days=120)


@dataclass(frozen=True)
class OpenStep:
    """A step that waits in a case."""

    case_id: int
    kind: str
    number: str
    waiting: WaitingStep

    @property
    def step(self) -> Step:
        """The step as its procedure describes it."""
        return next(s for s in reference.steps(self.kind) if s.id == self.waiting.step)

    @property
    def due(self) -> date | None:
        """Until when it has to be done."""
        return self.waiting.due


def open_steps(
    desk: Desk, commands: Collection[str], only: Collection[int] | None = None
) -> list[OpenStep]:
    """Return the open steps of these commands over all cases (or `only` these), by due day.

    What may be done but need not be (optional) waits for nobody and is left out. The caller has
    brought the projections up to date.
    """
    since = (desk.today() - REFUSED_LOOK_BACK).isoformat()
    values: list[Value] = [since, *commands]
    statement = _WAITING.format(marks(commands))
    if only is not None:
        statement += _ONLY.format(marks(only))
        values += only
    kept = (_kept(row) for row in rows(desk, statement + _ORDER, values))
    return sorted(kept, key=lambda one: (one.due or date.max, one.number))


def _kept(row: Sequence[Value]) -> OpenStep:
    case_id, kind, number, step, party, command, rule, due, provisional, ready = row
    assert isinstance(case_id, int)
    waiting = WaitingStep(
        str(step), str(party) or None, str(command), str(rule),
        date.fromisoformat(str(due)) if due else None, bool(provisional), bool(ready),
    )  # fmt: skip
    return OpenStep(case_id, str(kind), str(number), waiting)


def served_by(step: Step | None) -> tuple[str, ...]:
    """Return the papers a step serves: what marks it done, then those printed with it."""
    if step is None or step.command != "serve":
        return ()
    if step.copies:
        return (step.copies,)
    parts = (one for done in step.done for one in done.split("&"))
    done = [d.removeprefix("served:") for d in parts if d.startswith("served:")]
    known = reference.served_papers().papers
    return tuple(dict.fromkeys([*done, *(p for p in step.papers if p in known)]))


def left_of(papers: tuple[str, ...], served: Collection[str]) -> tuple[str, ...]:
    """Return the papers of a set that its addressee still lacks; all, to be served once more."""
    return tuple(one for one in papers if one not in served) or papers


_WAITING = """SELECT w.case_id, c.kind, coalesce(c.case_no, c.refusal_no, c.receipt_no),
    w.step, w.party, w.command, w.rule, w.due, w.provisional, w.ready
    FROM waiting w JOIN case_file c ON c.id = w.case_id
    WHERE (c.status <> 'refused' OR c.created_at >= ?)
    AND w.command IN ({})"""
_ONLY = " AND w.case_id IN ({})"
_ORDER = " ORDER BY w.case_id DESC, w.id"
