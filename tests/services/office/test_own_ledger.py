"""A ledger of the office's own needs no Python: one file, and a paper beside it."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from models.backup.verify import verify
from models.canonical import canonical
from models.cases.ledger_rows import entry
from models.entities import Audit, LedgerRow
from models.errors import BadInput, StorageError
from models.queries import help as told
from models.queries.lists.ledger import EntryPage, Wanted, entries, sorted_by, standing_order
from models.queries.lists.ordering import Order
from models.queries.lists.today import today_view
from models.queries.statistics.behind import behind
from models.queries.statistics.report import Wanted as Counted
from models.queries.statistics.report import report
from models.reference import additions, ledgers, paper_catalog
from models.services.office.ledgers import link_entry, record_entry, update_entry
from models.services.office.opening import open_desk
from models.services.shared import documents
from models.store.db import connection
from models.store.desk import Desk
from tests.own_ledger import add_to
from tests.pdf import pdf_text
from tests.services.support import docket, file
from ui.verbs.playing.scenario import set_up_office

NAME, TODAY = "borrowing", date(2026, 5, 20)  # a Wednesday


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk whose folder brings a ledger of its own."""
    add_to(tmp_path)
    with open_desk(tmp_path, "李敏", TODAY) as opened:
        set_up_office(opened)
        yield opened
    additions.use(tmp_path / "nothing")


def lend(desk: Desk, borrower: str = "郝砚秋", due: str = "2026-05-22", **more: Any) -> int:
    """Enter a row and return its number."""
    given = {"borrower": borrower, "lent_on": TODAY, "due_on": due, "keeper": "李敏", **more}
    return record_entry(desk, NAME, given).ids[NAME]


def listed(desk: Desk, **wanted: Any) -> list[str]:
    """Return whom the list names."""
    page = entries(desk, ledgers.ledger(NAME), Wanted(**wanted))
    assert page.total == len(page.rows)
    return [row.entry.called for row in page.rows]


def reminders(desk: Desk) -> list[tuple[str, str, str]]:
    """Return what 今日 says of ledgers."""
    cards = [card for card in today_view(desk).cards if card.id == "ledgers"]
    return [(line.parties, line.what, line.days) for card in cards for line in card.lines]


def test_rows_are_listed_filtered_and_found(desk: Desk) -> None:
    lend(desk, "郝砚秋", purpose="suit", deposit=12350, sealed=True)
    lend(desk, "武清和", lent_on="2026-05-11")
    assert listed(desk) == ["武清和", "郝砚秋"], "the oldest first, as the file says"
    assert listed(desk, search="砚") == ["郝砚秋"]
    assert listed(desk, filters={"purpose": "suit"}) == ["郝砚秋"]
    assert listed(desk, filters={"purpose": ""}) == ["武清和"]
    assert listed(desk, filters={"sealed": 0}) == ["武清和"]
    assert listed(desk, filters={"sealed": 1, "purpose": "audit"}) == []
    [first, second] = entries(desk, ledgers.ledger(NAME), Wanted()).rows
    assert (first.texts["purpose"], second.texts["purpose"]) == ("未说明", "应诉")
    assert (second.texts["deposit"], second.texts["keeper"]) == ("123.50元", "李敏")


def test_a_long_list_comes_in_pages_without_losing_a_row(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.queries.lists.ledger.PAGE", 2)
    made = [lend(desk, str(number)) for number in range(5)]
    seen: list[int] = []
    after = None
    while True:
        page: EntryPage = entries(desk, ledgers.ledger(NAME), Wanted(), after)
        seen += [row.entry.id for row in page.rows]
        assert page.total == 5
        after = page.after
        if after is None:
            break
    assert seen == made


def test_it_is_sorted_by_its_columns_and_what_is_empty_comes_last(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.queries.lists.ledger.PAGE", 2)
    ledger = ledgers.ledger(NAME)
    for name, deposit in (("甲", 900), ("乙", None), ("丙", 10000), ("丁", 900), ("戊", None)):
        lend(desk, name, deposit=deposit)

    def names(order: Order) -> str:
        found, after = "", None
        while True:
            page = entries(desk, ledger, Wanted(), after, order)
            found += "".join(row.texts["borrower"] for row in page.rows)
            after = page.after
            if after is None:
                return found

    assert "deposit" in sorted_by(ledger)
    assert names(Order("deposit")) == "甲丁丙乙戊", "by value, not by letters"
    assert names(Order("deposit", down=True)) == "丙丁甲戊乙"
    assert names(standing_order(ledger)) == "甲乙丙丁戊"
    with pytest.raises(BadInput, match="不能按"):
        entries(desk, ledger, Wanted(), None, Order("purpose"))


def test_it_is_sorted_by_the_numbers_of_its_cases(
    desk: Desk, request_s2: dict[str, Any], staff: dict[str, int]
) -> None:
    cases = [file(desk, request_s2) for _ in range(11)]
    lend(desk, "无案")
    for case_id in cases[::-1]:
        lend(desk, str(case_id), case=case_id)
    rows = entries(desk, ledgers.ledger(NAME), Wanted(), None, Order("case")).rows
    assert [row.entry.case_id for row in rows] == [*cases, None]
    rows = entries(desk, ledgers.ledger(NAME), Wanted(), None, Order("case", down=True)).rows
    assert [row.entry.case_id for row in rows] == [*cases[::-1], None]


def test_it_belongs_to_a_case_by_its_number_and_names_its_parties(
    desk: Desk, request_s2: dict[str, Any], staff: dict[str, int]
) -> None:
    case_id = file(desk, request_s2)
    docket(desk, case_id, staff)
    number = entry(lend(desk)).id
    case_no = next(iter(r.texts["case"] for r in _linked(desk, number, case_id)))
    assert "〔2026〕" in case_no
    other = lend(desk, case=case_no)
    assert entry(other).case_id == case_id
    with pytest.raises(BadInput) as refused:
        lend(desk, case=case_no, asked_by="路人甲")
    assert refused.value.problems[0].field == "asked_by"
    assert "本案没有这名当事人；有：" in refused.value.problems[0].problem
    with pytest.raises(BadInput, match="没有案号或者收件号为“无此号”的案件"):
        lend(desk, case="无此号")


def _linked(desk: Desk, number: int, case_id: int) -> Any:
    update_entry(desk, NAME, number, {"case": case_id})
    return entries(desk, ledgers.ledger(NAME), Wanted(only=number)).rows


def test_a_date_reminds_two_workdays_ahead_until_it_is_done(desk: Desk) -> None:
    near = lend(desk, "郝砚秋", "2026-05-22")  # Friday: two workdays after Wednesday
    lend(desk, "武清和", "2026-05-26")  # Tuesday
    lend(desk, "何静", "2026-05-27")
    lend(desk, "高明", "2026-05-20")
    words = "借阅：案卷借出未还"
    assert reminders(desk) == [("高明", words, "今天到期"), ("郝砚秋", words, "还有2日")]
    desk.today = lambda: date(2026, 5, 22)
    assert reminders(desk) == [
        ("高明", words, "已逾期2日"), ("郝砚秋", words, "今天到期"), ("武清和", words, "还有4日"),
    ]  # fmt: skip
    update_entry(desk, NAME, near, {"returned_on": TODAY})
    assert [line[0] for line in reminders(desk)] == ["高明", "武清和"]


def test_its_paper_is_made_from_the_row_once_it_says_enough(desk: Desk) -> None:
    number = lend(desk, purpose="audit", deposit=12350)
    with pytest.raises(BadInput, match="须先填写卷数，才能出案卷借阅单"):
        documents.make_entry_paper(desk, number, "borrowing_slip", draft=False)
    update_entry(desk, NAME, number, {"volumes": 2})
    made = documents.make_entry_paper(desk, number, "borrowing_slip", draft=False)
    text = pdf_text(made.pdf).replace("\n", "")
    assert "郝砚秋借阅案卷2卷，押金123.50" in text
    assert "用于评查，请于2026年5月22日以前归还。经手人李敏。" in text


def test_its_figures_stand_in_the_report_with_the_rows_behind_them(desk: Desk) -> None:
    lend(desk, "郝砚秋", purpose="suit", deposit=12350)
    lend(desk, "武清和", lent_on="2026-05-11", deposit=100)
    lend(desk, "去年", lent_on="2025-05-11")
    made = report(desk, Counted(date(2026, 1, 1), date(2026, 12, 31)))
    table = made.tables[-1]
    assert (table.title, table.heads) == ("案卷借阅", ("次数",))
    assert [(row.label, row.cells[0].text) for row in table.rows] == [
        ("借出", "2"), ("应诉", "1"), ("评查", "0"), ("研究", "0"), ("未说明", "1"),
        ("押金（元）", "124.50"),
    ]  # fmt: skip
    lines = behind(desk, made, table, table.rows[0], table.rows[0].cells[0].items)
    assert [(one.parties, one.day) for one in lines] == [
        ("武清和", date(2026, 5, 11)), ("郝砚秋", TODAY),
    ]  # fmt: skip
    assert made.tables[0].id == "notification", "告知 stays first"


def test_f1_explains_its_fields(desk: Desk) -> None:
    topic = told.topic("borrowing.due_on", "归还期限")
    assert topic.fill == "哪天以前归还。依据：本局案卷借阅办法第3条。"
    assert told.topic("borrowing", field=False).fill == "案卷借给谁、何时归还。"


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ('type = "int"', ["borrowing.toml:44 field[4].type", "“whole”不在可用的值之内"]),
        ("x = [", ["不是有效的TOML", "at end of document"]),
    ],
)
def test_a_broken_file_is_named_with_its_line(
    tmp_path: Path, desk: Desk, wrong: str, words: list[str]
) -> None:
    place = tmp_path / "additions" / "ledgers" / "borrowing.toml"
    text = place.read_text(encoding="utf-8")
    broken = text.replace('type = "int"', 'type = "whole"') if "int" in wrong else wrong
    place.write_text(broken, encoding="utf-8")
    ledgers._ledgers.cache_clear()
    with pytest.raises(StorageError) as refused:
        ledgers.ledgers()
    assert all(word in str(refused.value) for word in [*words, str(place)])
    ledgers._ledgers.cache_clear()


def test_an_id_that_is_taken_is_refused(tmp_path: Path, desk: Desk) -> None:
    place = tmp_path / "additions" / "ledgers" / "borrowing.toml"
    text = place.read_text(encoding="utf-8")
    for taken in ("notification", "cases", "office"):
        place.write_text(text.replace('id = "borrowing"', f'id = "{taken}"'), encoding="utf-8")
        ledgers._ledgers.cache_clear()
        with pytest.raises(StorageError, match=taken):
            ledgers.ledgers()
    ledgers._ledgers.cache_clear()


def redefine(tmp_path: Path, *changes: tuple[str, str]) -> None:
    """Change the definition as the office does: in its file."""
    place = tmp_path / "additions" / "ledgers" / "borrowing.toml"
    text = place.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    place.write_text(text, encoding="utf-8")
    ledgers._ledgers.cache_clear()


def damage(desk: Desk, number: int, column: str, value: Any) -> None:
    """Write into a row what the program never writes."""
    connection(desk.db).execute(
        f'UPDATE ledger_row SET "{column}" = ? WHERE id = ?',
        (value, number),
    )


def test_a_case_stays_linked_when_the_definition_drops_its_field(
    tmp_path: Path, desk: Desk, request_s2: dict[str, Any]
) -> None:
    case_id = file(desk, request_s2)
    number = lend(desk, case=case_id)
    redefine(
        tmp_path,
        ('type = "case"', 'type = "text"'), ('id = "case"', 'id = "about"'), ('"case", ', ""),
    )  # fmt: skip
    update_entry(desk, NAME, number, {"volumes": 3})
    assert LedgerRow.get_by_id(number).case_id == case_id
    with pytest.raises(BadInput, match="没有案件这一栏"):
        link_entry(desk, NAME, number, case_id)


def test_a_row_is_not_moved_to_another_case(desk: Desk, request_s2: dict[str, Any]) -> None:
    first, second = file(desk, request_s2), file(desk, request_s2)
    number = lend(desk, case=first)
    for other in (second, None):
        with pytest.raises(BadInput, match="已经转为案件"):
            update_entry(desk, NAME, number, {"case": other})
    update_entry(desk, NAME, number, {"case": first, "volumes": 1})
    assert entry(number).case_id == first


@pytest.mark.parametrize("written_before", [False, True])
def test_a_day_that_moves_to_another_field_shadows_no_date(
    tmp_path: Path, desk: Desk, written_before: bool
) -> None:
    late = lend(desk, "武清和", "2026-05-30", lent_on="2026-05-10")
    early = lend(desk, "郝砚秋", "2026-05-22")
    if written_before:  # the day was in its column only
        for row in LedgerRow.select():
            kept = {k: v for k, v in row.values.items() if k not in ("lent_on", "_day")}
            damage(desk, row.id, "values", canonical(kept))
    assert listed(desk) == ["武清和", "郝砚秋"]
    redefine(tmp_path, ('day = "lent_on"', 'day = "due_on"'))
    assert listed(desk) == ["郝砚秋", "武清和"]
    update_entry(desk, NAME, late, {"due_on": date(2026, 5, 21)})
    assert listed(desk) == ["武清和", "郝砚秋"]
    assert entry(late).values["lent_on"] == date(2026, 5, 10)
    assert (entry(late).day, entry(early).day) == (date(2026, 5, 21), date(2026, 5, 22))
    redefine(tmp_path, ('day = "due_on"', 'day = "lent_on"'))
    assert entry(late).day == date(2026, 5, 10)
    assert entry(early).day == TODAY
    assert listed(desk) == ["武清和", "郝砚秋"]


def test_what_no_longer_fits_stays_until_somebody_replaces_it(tmp_path: Path, desk: Desk) -> None:
    number = lend(desk, volumes=7)
    redefine(tmp_path, ('id = "volumes"\nlabel = "卷数"\ntype = "int"',
                        'id = "volumes"\nlabel = "卷数"\ntype = "text"'))  # fmt: skip
    update_entry(desk, NAME, number, {"volumes": "", "borrower": "郝砚丘"})
    assert LedgerRow.get_by_id(number).values["volumes"] == 7
    update_entry(desk, NAME, number, {"volumes": "七"})
    audit = Audit.select().order_by(Audit.id.desc()).get()
    assert audit.payload["changed"] == {"volumes": {"old": 7, "new": "七"}}


@pytest.mark.parametrize(
    ("column", "value"),
    [("values", "{"), ("values", "[1]"), ("values", b"\xff"), ("day", "2026-13-40")],
)
def test_a_damaged_row_is_named_and_stops_nothing(desk: Desk, column: str, value: Any) -> None:
    lend(desk, "武清和", deposit=100, purpose="suit")
    number = lend(desk, deposit=100)
    assert verify(desk) == []
    damage(desk, number, column, value)
    assert f"第{number}号（读不出来）" in listed(desk)
    assert listed(desk, search="武") == ["武清和"]
    assert listed(desk, filters={"purpose": "suit"}) == ["武清和"]
    assert ("武清和", "借阅：案卷借出未还", "还有2日") in reminders(desk)
    made = report(desk, Counted(date(2026, 1, 1), date(2026, 12, 31)))
    assert made.tables[-1].rows[0].cells[0].text == "1"
    if column == "values":  # without a day of its own it is in no period
        assert "另有 1 条读不出来，没有计入" in made.tables[-1].note
    assert {one.field for one in verify(desk)} == {f"ledger_row[{number}]"}
    with pytest.raises(BadInput, match=f"第{number}号读不出来"):
        update_entry(desk, NAME, number, {"volumes": 1})


def test_a_row_of_an_unknown_ledger_is_named(desk: Desk) -> None:
    number = lend(desk)
    damage(desk, number, "ledger", "gone")
    assert "没有台账“gone”" in str(verify(desk))


def test_a_reminder_skips_what_is_no_date(tmp_path: Path, desk: Desk) -> None:
    number = lend(desk)
    kept = LedgerRow.get_by_id(number).values
    damage(desk, number, "values", canonical({**kept, "due_on": "2026"}))
    assert reminders(desk) == []


def test_a_case_ends_a_reminder(tmp_path: Path, desk: Desk, request_s2: dict[str, Any]) -> None:
    redefine(tmp_path, ('done = "returned_on"', 'done = "case"'))
    number = lend(desk)
    assert len(reminders(desk)) == 1
    update_entry(desk, NAME, number, {"case": file(desk, request_s2)})
    assert reminders(desk) == []


def test_two_files_with_one_id_are_refused(tmp_path: Path, desk: Desk) -> None:
    place = tmp_path / "additions" / "ledgers" / "borrowing.toml"
    place.with_name("second.toml").write_text(place.read_text("utf-8"), encoding="utf-8")
    ledgers._ledgers.cache_clear()
    with pytest.raises(StorageError, match=r"second\.toml.*borrowing"):
        ledgers.ledgers()
    ledgers._ledgers.cache_clear()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"case": 2**63}, "case"),
        ({"keeper": 2**70}, "keeper"),
        ({"lent_on": datetime(2026, 5, 1)}, "lent_on"),
        ({"lent_on": date(1, 1, 1)}, "lent_on"),
        ({"purpose": [{"a": 1}]}, "purpose"),
        ({"case": [["x"]]}, "case"),
    ],
)
def test_odd_values_are_refused_by_field(desk: Desk, changes: dict[str, Any], field: str) -> None:
    number = lend(desk)
    for call in (lambda: lend(desk, **changes), lambda: update_entry(desk, NAME, number, changes)):
        with pytest.raises(BadInput) as refused:
            call()
        assert refused.value.problems[0].field == field
    with pytest.raises(BadInput):
        update_entry(desk, NAME, 2**63, {})
    with pytest.raises(BadInput):
        link_entry(desk, NAME, number, 2**63)


def test_a_ledger_with_a_paper_that_does_not_exist_is_refused(tmp_path: Path, desk: Desk) -> None:
    redefine(tmp_path, ('form = "borrowing_slip"', 'form = "no_slip"'))
    paper_catalog._catalog.cache_clear()
    with pytest.raises(StorageError, match="借阅台账（borrowing）要出的文书“no_slip”"):
        paper_catalog.catalog()
    paper_catalog._catalog.cache_clear()
    ledgers._ledgers.cache_clear()
