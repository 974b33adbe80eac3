"""What the rows of a pasted table give, as texts to look through before they are filed. No Qt."""

from collections.abc import Mapping
from dataclasses import dataclass

from models import reference
from models.queries.dialogs.intake_file import request_numbered
from models.queries.signs import Tone, with_sign
from models.rules.events import Json
from models.rules.intake.pasted.cells import table_rows
from models.rules.intake.pasted.respondents import ACTS
from models.services.receiving.batch import Batch, BatchRow, read_batch
from models.store.desk import Desk

_FINE = "可以收案"


@dataclass(frozen=True)
class Line:
    """One row: what its case gets, and what is to be said of it."""

    number: int
    name: str
    kind: str
    id_no: str
    address: str
    phone: str
    product: str
    acts: str
    said: str
    tone: Tone

    @property
    def state(self) -> str:
        """Return what is said behind the sign of how grave it is."""
        return with_sign(self.tone, self.said)


@dataclass(frozen=True)
class Preview:
    """A table as read against its pattern."""

    pattern: Mapping[str, Json]
    cells: list[list[str]]
    batch: Batch
    lines: tuple[Line, ...]

    @property
    def summary(self) -> str:
        """Say how many rows can be filed, and what no column was found for."""
        wrong = sum(bool(one.problems) for one in self.batch.rows)
        said = [one.problem for one in self.batch.problems]
        if wrong:
            said.append(f"{len(self.lines)}行中有{wrong}行不能收案，改正后才能一起收")
        elif self.lines:
            said.append(f"{len(self.lines)}行，每行收一件，各有收件号")
        if self.batch.left_out:
            said.append(f"没有用到的列：{'、'.join(self.batch.left_out)}")
        return "；".join(said)


def preview(
    desk: Desk, form: Mapping[str, Json], like: str, received_on: str, text: str
) -> Preview:
    """Read a table; the pattern is the case numbered `like`, without one what is in the form."""
    pattern = dict(request_numbered(desk, like) if like else form)
    pattern["received_on"] = received_on
    cells = table_rows(text)
    batch = read_batch(desk, pattern, cells)
    return Preview(pattern, cells, batch, tuple(_line(one) for one in batch.rows))


def _line(one: BatchRow) -> Line:
    said, tone = _said(one)
    cells = one.row.cells
    if one.intake is None or one.problems:  # as typed: what it would become is not said yet
        texts = (
            cells.get("name", ""), cells.get("kind", ""), cells.get("id_no", ""),
            cells.get("address", ""), cells.get("phone", ""), cells.get("product", ""),
            cells.get(ACTS, ""),
        )  # fmt: skip
        return Line(one.row.number, *texts, said, tone)
    party, rules = one.intake.respondents[0], reference.intake_rules()
    kind = next(f for f in rules.fields.part("respondents") if f.id == "kind")
    acts = "、".join(rules.acts[act.act].name for act in one.intake.acts)
    return Line(
        one.row.number, party.name, kind.text_of(party.kind), party.id_no, party.address,
        party.text("phone"), one.intake.product, acts, said, tone,
    )  # fmt: skip


def _said(one: BatchRow) -> tuple[str, Tone]:
    if one.problems:
        return "；".join(problem.problem for problem in one.problems), Tone.PROBLEM
    known = [f"同一专利已有案件{other.number}" for other in one.known]
    remarks = [*known, *one.remarks]
    return ("；".join(remarks), Tone.WARNING) if remarks else (_FINE, Tone.GOOD)
