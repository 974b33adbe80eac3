"""Lists in another order: all rows, in that order, in pages that join without a gap."""

from collections.abc import Callable
from uuid import UUID

import pytest

from models.errors import BadInput
from models.queries import documents
from models.queries.lists import papers, serving
from models.queries.lists.ordering import Order
from models.queries.lists.papers import PaperFilter, PaperRow
from models.queries.lists.serving import ServiceFilter, ServiceRow
from models.store.db import connection
from tests.queries.office import CASES, Office

Told = str | int


def number_key(number: str) -> tuple[str, int, str]:
    """Return along what a number goes: its prefix with the year, then by its value."""
    return number[: number.find("〕") + 1], len(number), number


PAPERS: dict[str, Callable[[PaperRow], tuple[Told, ...]]] = {
    papers.MADE: lambda row: (row.id,),
    papers.NUMBER_OF_CASE: lambda row: (*number_key(row.case_number), row.id),
    papers.TITLE: lambda row: (row.title, row.id),
    papers.STATE: lambda row: (row.state, row.id),
}
SERVICES: dict[str, Callable[[ServiceRow], tuple[Told, ...]]] = {
    serving.DAY: lambda row: (row.day.isoformat(), row.event),
    serving.NUMBER_OF_CASE: lambda row: (*number_key(row.number), row.day.isoformat(), row.event),
}


@pytest.fixture(scope="module")
def filed(office: Office) -> Office:
    """Return the office with papers of every form and state, some without a case."""
    forms, states = sorted(documents.titles())[::5], ("draft", "final", "issued", "void")
    with office.desk.unaudited():
        for number in range(60):
            case_id = None if number % 9 == 0 else number % CASES + 1
            form, state = forms[number % len(forms)], states[number % 4]
            if number == 7:
                form = "gone_from_the_catalogue"
            values = (str(UUID(int=number)), case_id, form, f"旧字〔2025〕{number}号", state)
            connection(office.desk.db).execute(_PAPER, values)
    return office


_PAPER = """INSERT INTO document (uid, case_id, form_id, number, state, "values", created_at)
    VALUES (?, ?, ?, ?, ?, '{}', '2026-05-01T01:00:00.000000Z')"""


def paper_rows(office: Office, order: Order, state: str = "") -> list[PaperRow]:
    """Return all papers, read in pages."""
    rows: list[PaperRow] = []
    after = None
    while True:
        page = papers.page(office.desk, PaperFilter(state=state), after, order)
        rows += page.rows
        after = page.after
        if after is None:
            return rows


def service_rows(office: Office, order: Order) -> list[ServiceRow]:
    """Return all services, read in pages."""
    rows: list[ServiceRow] = []
    after = None
    while True:
        page = serving.page(office.desk, ServiceFilter(), after, order)
        rows += page.rows
        after = page.after
        if after is None:
            return rows


@pytest.mark.parametrize("down", [False, True])
@pytest.mark.parametrize("key", papers.SORTED)
def test_papers(filed: Office, monkeypatch: pytest.MonkeyPatch, key: str, down: bool) -> None:
    monkeypatch.setattr(papers, "PAGE", 7)
    rows = paper_rows(filed, Order(key, down))
    assert len(rows) == len({row.id for row in rows}) == papers.count(filed.desk, PaperFilter())
    if key == papers.TITLE:  # what the catalogue does not know comes last
        assert rows.pop().form_id == "gone_from_the_catalogue"
    told = [PAPERS[key](row) for row in rows]
    assert told == sorted(told, reverse=down)
    final = paper_rows(filed, Order(key, down), "final")
    assert len(final) > 7 and final == [row for row in rows if row.state == "final"]


@pytest.mark.parametrize("down", [False, True])
@pytest.mark.parametrize("key", serving.SORTED)
def test_services(office: Office, monkeypatch: pytest.MonkeyPatch, key: str, down: bool) -> None:
    monkeypatch.setattr(serving, "PAGE", 7)
    rows = service_rows(office, Order(key, down))
    told = [SERVICES[key](row) for row in rows]
    assert len(rows) == serving.count(office.desk, ServiceFilter()) > 20
    assert told == sorted(told, reverse=down)


def test_no_other_order_is_taken(office: Office) -> None:
    wrong = Order("p.id; DROP TABLE document")
    with pytest.raises(BadInput, match="不能按"):
        papers.page(office.desk, PaperFilter(), None, wrong)
    with pytest.raises(BadInput, match="不能按"):
        serving.page(office.desk, ServiceFilter(), None, wrong)
