"""Batch intake (批量收案): one request as the pattern, a table of respondents, a case for each row.

Several respondents on one patent are told in separate requests and may be docketed apart (办法
第21条): each case has its own receipt number, clocks and papers from the start.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from models import reference
from models.cases import acceptance
from models.cases.loading import load
from models.queries.dialogs.similar import AlreadyRespondent, already_respondents
from models.rules.citation import cite
from models.rules.events import Filed, Json
from models.rules.intake.model import Intake
from models.rules.intake.pasted.respondents import Row, of_row, read_table, request_of
from models.rules.problem import InputRefused, Problem
from models.services.receiving.intake import filed
from models.services.shared import case_rows, first_days
from models.services.shared.numbering import next_number
from models.services.shared.recording import NewEvent, record, require
from models.store.desk import Desk
from models.store.unit import command

Cells = Sequence[Sequence[str]]


@dataclass(frozen=True)
class BatchRow:
    """What a row gives: its request as it would be filed, or what is wrong with it.

    `remarks` are what a person should look at; `known` are cases that may be the same one.
    """

    row: Row
    request: Filed
    intake: Intake | None
    problems: tuple[Problem, ...] = ()
    remarks: tuple[str, ...] = ()
    known: tuple[AlreadyRespondent, ...] = ()


@dataclass(frozen=True)
class Batch:
    """All rows of a table; `problems` are of the table and the pattern, not of one row."""

    rows: tuple[BatchRow, ...]
    problems: tuple[Problem, ...] = ()
    left_out: tuple[str, ...] = ()

    @property
    def refused(self) -> list[Problem]:
        """Everything that keeps the batch out, each thing once."""
        own = (problem for one in self.rows for problem in one.problems)
        return list(dict.fromkeys((*self.problems, *own)))

    @property
    def known(self) -> list[BatchRow]:
        """The rows of which there is a case already."""
        return [one for one in self.rows if one.known]


def read_batch(desk: Desk, data: Mapping[str, Json], table: Cells) -> Batch:
    """Read a table against its pattern; nothing is written."""
    rules = reference.intake_rules()
    read = read_table(table, rules)
    whole = list(read.problems)
    rows = [_read(desk, data, row, whole) for row in read.rows]
    numbers = {one.intake.patent.number for one in rows if one.intake and one.intake.patent.number}
    known = [one for number in sorted(numbers) for one in already_respondents(desk, number)]
    rows = [replace(one, known=_same(one.intake, known)) for one in rows]
    return Batch(tuple(rows), tuple(dict.fromkeys(whole)), read.left_out)


def _read(desk: Desk, data: Mapping[str, Json], row: Row, whole: list[Problem]) -> BatchRow:
    rules = reference.intake_rules()
    made, wrong = request_of(data, row, rules)
    request = filed(made)
    try:
        intake = acceptance.parse(request, as_of=desk.today())
    except InputRefused as refused:
        for one in refused.problems:
            own = of_row(row, one, rules.fields)
            (whole if own is None else wrong).append(own or one)
        return BatchRow(row, request, None, tuple(dict.fromkeys(wrong)))
    remarks = [(of_row(row, Problem(w.field, w.text), rules.fields)) for w in intake.warnings]
    asked = acceptance.check_intake(desk, intake, after_correction=False).corrections
    words = [one.problem for one in remarks if one] + [f"须补正：{one.text}" for one in asked]
    return BatchRow(row, request, intake, tuple(wrong), tuple(words))


def _same(
    intake: Intake | None, known: Iterable[AlreadyRespondent]
) -> tuple[AlreadyRespondent, ...]:
    if intake is None:
        return ()
    party = intake.respondents[0]
    return tuple(one for one in known if one.is_same(party.name, party.id_no))


@command
def file_batch(
    desk: Desk, data: Mapping[str, Json], table: Cells, *, known_too: bool = False
) -> None:
    """File a request for each row of a table, all or none; BadInput names row and field.

    `data` is the request that the rows follow, `table` the cells with their title row. A respondent
    against whom there is a case on the patent is told; `known_too` files it all the same.
    """
    batch = read_batch(desk, data, table)
    require(batch.refused)
    if not known_too:
        require(_known(one) for one in batch.known)
    first: int | None = None
    for one in batch.rows:
        assert one.intake is not None, "a row without its request is refused"
        number = next_number(desk, "receipt", one.intake.received_on.year)
        case_id = case_rows.create(desk, one.intake, number, None)
        first = case_id if first is None else first
        events = first_days.first_events(one.intake, one.request)
        record(desk, load(desk, case_id), [NewEvent(*event) for event in events])
    assert first is not None, "a table without rows is refused"
    desk.unit.ids["case"] = first


def _known(one: BatchRow) -> Problem:
    numbers = "、".join(known.number for known in one.known)
    words = (
        f"同一专利对该被请求人已有案件{numbers}；确实另有请求、分别立案的（{cite('merging')}），"
        "勾选“已有案件的也收”"
    )
    return one.row.problem("name", "名称", words)
