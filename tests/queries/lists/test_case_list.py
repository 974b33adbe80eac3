"""案件: every filter, every order, every search, compared with going through the logs."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.cases.case_file import CaseFile
from models.queries.lists import case_list
from models.queries.lists.case_list import CaseFilter
from models.queries.lists.case_rows import CaseRow
from models.rules.events import RECEIVED
from models.rules.folding import code, folded, letters
from models.rules.similarity import initials_all
from tests.queries.office import TODAY, Office

SOON = timedelta(days=7)
FAR = date(9999, 1, 1)
BOUNDED = settings(
    derandomize=True, max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
STAGES = ("", "received", "docketed", "hearing", "deliberation", "serving", "closed", "mediating")
WORDS = (
    "", "郝砚秋", "农机", "大筐", "dk", "zsh", "ABC", "ａｂｃ滴灌", "〔2026〕",
    "晋宁知法裁字〔2026〕3号",
    "zl202229800452.5", "2022298004525", "买买提•艾山", "重庆 农机", "cqzg", "zqzg", "％", "_",
    "无此人",
    "后来农具", "禾知收〔２０２６〕1号",
)  # fmt: skip
FILTERS = st.builds(
    CaseFilter,
    search=st.sampled_from(WORDS),
    kind=st.sampled_from(("", "", "adjudication", "mediation", "advisory")),
    stage=st.sampled_from(STAGES),
    status=st.sampled_from(("", "", "unfinished", "open", "suspended", "closed", "refused")),
    handler_name=st.sampled_from(("", "", "", "李敏", "周建国")),
    overdue=st.booleans(),
    soon=st.booleans(),
    sort=st.sampled_from(("received", "number", "due")),
    newest_first=st.booleans(),
)


def open_dates(office: Office, case: CaseFile) -> list[date]:
    """Return the open dates: still to come, or missed by the office."""
    today = office.desk.today()
    return [
        d.due
        for d in office.dates(case)
        if d.status in ("running", "overdue") and (d.due >= today or d.duty == "office")
    ]


def late(office: Office, case: CaseFile) -> bool:
    return any(
        d.status in ("running", "overdue") and d.duty == "office" and d.due < office.desk.today()
        for d in office.dates(case)
    )


def found(case: CaseFile, text: str) -> bool:
    """Whether every word is in a number, a name or (as initials) at the head of a name."""
    record = case.record
    numbers = [record.receipt_no, record.case_no or "", record.refusal_no or ""]
    names = [p.name for p in case.parties]
    patent = code(case.patent.number) if case.patent else ""
    texts = [*numbers, *names, patent]
    return all(_word(word, texts, names) for word in text.split())


def received(case: CaseFile) -> tuple[date, int]:
    """Return the day of receipt, and the number for cases of one day."""
    entry = case.log.last(RECEIVED[case.kind])
    assert entry is not None
    return entry.on, case.id


def _word(word: str, texts: list[str], names: list[str]) -> bool:
    if any(folded(word) in folded(text) for text in texts):
        return True
    bare = letters(word)
    for known in (bare, bare.removeprefix("zl")):
        if known and any(known in letters(text) for text in texts):
            return True
    typed = word.lower()
    plain = len(typed) >= 2 and typed.isascii() and typed.isalnum()
    return plain and any(r.startswith(typed) for name in names for r in initials_all(name))


def passes(office: Office, case: CaseFile, wanted: CaseFilter) -> bool:
    """Whether a case passes a filter, asked of its log."""
    stage, status = office.stands(case)
    today = office.desk.today()
    handler = case.handler.name if case.handler else ""
    soon = any(today <= day <= today + SOON for day in open_dates(office, case))
    return (
        wanted.kind in ("", case.kind)
        and wanted.stage in ("", stage)
        and (wanted.status in ("", status) or _unfinished(wanted.status, status))
        and wanted.handler_name in ("", handler)
        and (not wanted.overdue or late(office, case))
        and (not wanted.soon or soon)
        and found(case, wanted.search)
    )


def _unfinished(wanted: str, status: str) -> bool:
    return wanted == "unfinished" and status in ("open", "suspended")


@BOUNDED
@given(wanted=FILTERS)
def test_a_filter_lets_through_what_the_logs_say(office: Office, wanted: CaseFilter) -> None:
    expected = {case.id for case in office.cases() if passes(office, case, wanted)}
    rows = case_list.page(office.desk, wanted).rows
    assert {row.id for row in rows} == expected
    assert len(rows) == len(expected) == case_list.count(office.desk, wanted)


ALONE = (
    *(CaseFilter(status=s) for s in ("unfinished", "open", "suspended", "closed", "refused")),
    *(CaseFilter(stage=s) for s in STAGES),
    *(CaseFilter(kind=k) for k in ("adjudication", "mediation", "advisory")),
    *(CaseFilter(status="unfinished", sort=s) for s in ("number", "due")),
    CaseFilter(overdue=True),
    CaseFilter(soon=True),
    CaseFilter(handler_name="李敏"),
)


def test_each_condition_alone(office: Office) -> None:
    for wanted in ALONE:
        expected = {case.id for case in office.cases() if passes(office, case, wanted)}
        rows = case_list.page(office.desk, wanted).rows
        assert {row.id for row in rows} == expected, wanted
        assert case_list.count(office.desk, wanted) == len(expected), wanted


@pytest.mark.parametrize("word", WORDS)
def test_each_word_finds_what_it_should(office: Office, word: str) -> None:
    cases = sorted(office.cases(), key=received)
    expected = [case.id for case in cases if found(case, word)]
    rows = case_list.page(office.desk, CaseFilter(search=word, newest_first=False)).rows
    assert [row.id for row in rows] == expected


def test_the_words_find_something_and_not_everything(office: Office) -> None:
    counts = {
        word: len(case_list.page(office.desk, CaseFilter(search=word)).rows) for word in WORDS
    }
    assert counts["无此人"] == counts["％"] == counts["_"] == 0
    assert counts[""] == len(office.stories)
    for word in ("郝砚秋", "农机", "ａｂｃ滴灌", "买买提•艾山", "cqzg", "zl202229800452.5"):
        assert 0 < counts[word] < len(office.stories), word


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("买买提•艾山", "买买提·艾山"),
        ("ａｂｃ滴灌", "ＡＢＣ滴灌"),
        ("Abc滴灌", "ＡＢＣ滴灌"),
        ("曾氏(禾川)", "曾氏（禾川）"),
        ("晋宁知法裁字(2026)3号", "晋宁知法裁字〔2026〕3号"),
        ("禾知收[２０２６]1号", "禾知收〔2026〕1号"),
        ("ZL２０２２２９８００４５２．５", "202229800452.5"),
        ("2022－29800452.5", "202229800452.5"),
        ("ZL 2022 2 9800452.5", "202229800452.5"),
        ("ZL2022298004525号", "202229800452.5"),
        ("专利号：202229800452.5", "202229800452.5"),
        ("CN202229800452.5", "202229800452.5"),
        ("买买提艾山", "买买提·艾山"),
        ("ABC 滴灌", "ＡＢＣ滴灌"),
    ],
)
def test_however_it_is_typed_the_same_is_found(office: Office, typed: str, stored: str) -> None:
    rows = case_list.page(office.desk, CaseFilter(search=typed)).rows
    assert [row.id for row in rows] == [
        row.id for row in case_list.page(office.desk, CaseFilter(search=stored)).rows
    ]
    assert rows


def number_key(row: CaseRow, number: str) -> tuple[str, int, str, int]:
    return number[: number.find("〕") + 1], len(number), number, row.id


@pytest.mark.parametrize("down", [False, True])
def test_numbers_are_in_the_order_of_their_figures(office: Office, down: bool) -> None:
    wanted = CaseFilter(sort="number", newest_first=down)
    rows = case_list.page(office.desk, wanted).rows
    numbers = {case.id: case.record.case_no or "" for case in office.cases()}
    keys = [number_key(row, numbers[row.id]) for row in rows]
    assert keys == sorted(keys, reverse=down)
    figures = [int(n[n.find("〕") + 1 : -1]) for row in rows if "裁字" in (n := numbers[row.id])]
    assert figures == sorted(figures, reverse=down) and max(figures) >= 10, "9号在10号之前"


@pytest.mark.parametrize("day", [TODAY - timedelta(days=1), TODAY, TODAY + timedelta(days=45)])
def test_by_due_day_the_first_open_date_decides_and_undated_ones_come_last(
    office: Office, day: date
) -> None:
    office.clock.day = day
    first = {c.id: min(open_dates(office, c), default=FAR) for c in office.cases()}
    rows = case_list.page(office.desk, CaseFilter(sort="due")).rows
    dated = [(first[row.id], row.id) for row in rows if first[row.id] != FAR]
    assert dated == sorted(dated)
    undated = [row.id for row in rows[len(dated) :]]
    assert undated == sorted((i for i, d in first.items() if d == FAR), reverse=True)
    assert undated and dated


def test_pages_join_without_a_gap(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    for sort in ("received", "number", "due"):
        for down in (False, True):
            wanted = CaseFilter(sort=sort, newest_first=down)
            whole = [row.id for row in case_list.page(office.desk, wanted).rows]
            with monkeypatch.context() as small:
                small.setattr(case_list, "PAGE", 5)
                pages = [case_list.page(office.desk, wanted)]
                while pages[-1].after is not None:
                    pages.append(case_list.page(office.desk, wanted, pages[-1].after))
            assert [row.id for page in pages for row in page.rows] == whole, (sort, down)
            assert all(len(page.rows) == 5 for page in pages[:-1])


@pytest.mark.parametrize("day", [TODAY, TODAY + timedelta(days=30), TODAY + timedelta(days=120)])
def test_each_line_says_what_the_log_says(office: Office, day: date) -> None:
    office.clock.day = day
    cases = {case.id: case for case in office.cases()}
    for row in case_list.page(office.desk, CaseFilter()).rows:
        case = cases[row.id]
        record = case.record
        assert row.number == (record.case_no or record.refusal_no or record.receipt_no)
        assert row.requesters == "、".join(p.name for p in case.side("requester"))
        assert row.respondents == "、".join(p.name for p in case.side("respondent"))
        dates = open_dates(office, case)
        assert row.due == min(dates, default=None)
        assert row.state == expected_state(office, case, row.due)
        assert row.due_name in {d.name for d in office.dates(case)} | {""}


def expected_state(office: Office, case: CaseFile, first: date | None) -> str:
    """Return the state of a line: refused, overdue before soon before running, then the status."""
    status, today = office.stands(case)[1], office.desk.today()
    if status == "refused":
        return "refused"
    if first and first < today:
        return "overdue"
    if first and status == "open":
        return "soon" if first <= today + SOON else "running"
    return {"suspended": "suspended", "closed": "closed"}.get(status, "running")


def test_the_states_occur(office: Office) -> None:
    states = {row.state for row in case_list.page(office.desk, CaseFilter()).rows}
    assert {"overdue", "running", "closed"} <= states
    statuses = {office.stands(case)[1] for case in office.cases()}
    assert {"open", "suspended", "closed"} <= statuses
    stages = {office.stands(case)[0] for case in office.cases()}
    assert len(stages) >= 5, "the office is worth comparing"


@BOUNDED
@given(wanted=FILTERS)
def test_narrowing_never_adds(office: Office, wanted: CaseFilter) -> None:
    chain = [
        replace(wanted, search="", overdue=False, soon=False),
        replace(wanted, overdue=False, soon=False),
        replace(wanted, soon=False),
        wanted,
    ]
    counts = [case_list.count(office.desk, one) for one in chain]
    assert all(more >= less for more, less in pairwise(counts))
