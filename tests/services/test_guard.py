"""Whatever no file can hold is refused by every command with its field, before anything begins."""

import math
from collections.abc import Iterator
from datetime import date, time
from typing import Any

import pytest

from models.entities import Audit, EventRow
from models.errors import BadInput
from models.queries.lists import case_list, papers, serving
from models.queries.lists.case_list import CaseFilter
from models.queries.lists.ledger import Wanted, entries
from models.reference import ledgers
from models.rules.problem import Problem, quotable
from models.services.arguments.commands import COMMANDS, signature
from models.services.arguments.reading import Reading
from models.services.arguments.shapes import Field, Shape
from models.services.office import office
from models.services.receiving import intake
from models.store.desk import Desk
from tests.services.support import file

TEXTS = ("a\x00b", "\x1b[31m红", "\ud800", "x\x7f", "\ufffe", "字" * 200_001, "\x85")
NUMBERS = (10**16, -(10**16), 2**63, 10**5000)
DAYS = (date.min, date(1000, 1, 1), date.max)
PLAIN: dict[str, Any] = {"integer": 1, "boolean": True, "date": date(2026, 5, 20)}


def nested(depth: int) -> list[Any]:
    """Return a list so many deep."""
    found: list[Any] = []
    for _ in range(depth):
        found = [found]
    return found


BAD: dict[str, tuple[Any, ...]] = {
    "text": TEXTS, "integer": NUMBERS, "date": DAYS,
    "object": ({"a\x07b": "字"}, {"a": "\x00"}),
    "any": (*TEXTS, *NUMBERS, math.nan, math.inf, {"\ud800": 1}, nested(60)),
}  # fmt: skip


def dummy(shape: Shape) -> Any:
    """Return a value of a shape that says nothing."""
    if shape.values:
        enum: Any = shape.make
        return enum(shape.values[0]) if enum else shape.values[0]
    if shape.kind == "list":
        return (dummy(shape.item),) if shape.item else ()
    if shape.kind == "object" and shape.make:
        make: Any = shape.make
        return make(**{one.name: dummy(one.shape) for one in shape.fields})
    if shape.kind == "object":
        return {"a": dummy(shape.item)} if shape.item else {}
    return PLAIN.get(shape.kind, "字")


def spoiled(shape: Shape) -> Iterator[Any]:
    """Yield values of a shape, each with one thing in it that nothing can hold."""
    if shape.kind == "list" and shape.item:
        for bad in spoiled(shape.item):
            yield (bad,)
    elif shape.kind == "object" and shape.make:
        make: Any = shape.make
        own = {one.name: dummy(one.shape) for one in shape.fields}
        for one in shape.fields:
            for bad in spoiled(one.shape):
                yield make(**{**own, one.name: bad})
    else:
        yield from BAD.get(shape.kind, ())


def harmless(problem: Problem) -> bool:
    """Whether a message is one line that directs no terminal."""
    text = str(problem)
    return text == quotable(text) and "\n" not in text


@pytest.mark.parametrize("name", COMMANDS)
def test_no_command_is_given_what_nothing_can_hold(desk: Desk, name: str) -> None:
    taken = signature(name)
    given = {one.name: dummy(one.shape) for one in taken.fields}
    before = Audit.select().count(), EventRow.select().count()
    tried = 0
    for one in taken.fields:
        for bad in spoiled(one.shape):
            with pytest.raises(BadInput) as refused:
                COMMANDS[name](desk, **taken.arguments({**given, one.name: bad}))
            assert all(p.field for p in refused.value.problems), (one.name, bad)
            assert all(harmless(p) for p in refused.value.problems), refused.value.problems
            tried += 1
    assert (Audit.select().count(), EventRow.select().count()) == before
    assert tried or not taken.fields


BAD_FILE = [time(9), math.nan, math.inf, 10**5000, {"a": math.nan}]


@pytest.mark.parametrize("value", BAD_FILE, ids=range(len(BAD_FILE)))
def test_what_a_file_says_is_read_as_strictly(value: Any) -> None:
    reading = Reading()
    reading.value(value, Shape("any"), "values")
    reading.value(value, Shape("integer"), "values")
    assert reading.problems


def test_an_unknown_field_is_said_on_one_line() -> None:
    reading = Reading()
    fields = (Field("on", Shape("date"), required=True),)
    reading._fields(fields, None, {"a\x1b[2Jb": 1, "on": date(2026, 1, 1)}, "")
    assert [harmless(one) for one in reading.problems] == [True]


@pytest.mark.parametrize(
    "search",
    [
        " ".join(f"词{n}" for n in range(50)),
        "塑" * 100_000,
        "a " * 50_000,
        "\x00",
        "%_'~",
        "ZL " * 99,
    ],
)
def test_no_search_is_too_long(desk: Desk, request_s2: dict[str, Any], search: str) -> None:
    file(desk, request_s2)
    case_list.page(desk, CaseFilter(search=search))
    serving.page(desk, serving.ServiceFilter(search=search))
    papers.page(desk, papers.PaperFilter(search=search))
    entries(desk, ledgers.ledger("notification"), Wanted(search=search))


@pytest.mark.parametrize(
    "number", ["../../etc", "a/1", "C:\\1", "知收〔2026〕<1>号", "1..2", "无数字"]
)
def test_a_number_directs_no_path(desk: Desk, request_s2: dict[str, Any], number: str) -> None:
    with pytest.raises(BadInput, match="编号里") as refused:
        intake.file_request(desk, request_s2, number=number)
    assert [p.field for p in refused.value.problems] == ["number"]
    with pytest.raises(BadInput, match=r"position\.number\.receipt"):
        office.set_settings(desk, {"position.number.receipt": "{year}{n}/../x"})


def test_what_is_printed_on_one_line_is_one_line(desk: Desk) -> None:
    with pytest.raises(BadInput, match=r"office\.address"):
        office.set_settings(desk, {"office.address": "东街1号\n西街2号"})
