"""送达: the ledger and what is under way, compared with the services in the logs."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models import reference
from models.cases.case_file import CaseFile
from models.queries.lists import serving
from models.queries.lists.serving import ServiceFilter
from models.rules.events import Entry, Served
from models.rules.folding import folded
from tests.queries.office import TODAY, Office

BOUNDED = settings(
    derandomize=True, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
METHODS = ("", "", "direct", "mail", "publication", "left")
WORDS = ("", "郝砚秋", "大筐", "请求书副本", "裁决书", "农机 请求书", "无此人", "举证")
DAYS = st.one_of(st.none(), st.dates(date(2026, 1, 1), date(2026, 7, 31)))


def services(office: Office) -> list[tuple[CaseFile, Entry[Served]]]:
    return [(case, entry) for case in office.cases() for entry in case.log.all(Served)]


def found(case: CaseFile, entry: Entry[Served], word: str) -> bool:
    record = case.record
    texts = [record.receipt_no, record.case_no or "", record.refusal_no or ""]
    texts += [p.name for p in case.parties]
    if case.patent:
        texts.append(case.patent.number)
    paper = reference.document_names()[entry.event.document]
    return word in paper or any(folded(word) in folded(text) for text in texts)


def passes(office: Office, case: CaseFile, entry: Entry[Served], wanted: ServiceFilter) -> bool:
    return (
        entry.on <= office.desk.today()
        and wanted.method in ("", entry.event.method)
        and (wanted.since is None or entry.on >= wanted.since)
        and (wanted.until is None or entry.on <= wanted.until)
        and all(found(case, entry, word) for word in wanted.search.split())
    )


@BOUNDED
@given(
    wanted=st.builds(
        ServiceFilter,
        search=st.sampled_from(WORDS),
        method=st.sampled_from(METHODS),
        since=DAYS,
        until=DAYS,
    )
)
def test_a_filter_lets_through_what_the_logs_say(office: Office, wanted: ServiceFilter) -> None:
    expected = sorted(
        ((e.on, e.id) for case, e in services(office) if passes(office, case, e, wanted)),
        reverse=True,
    )
    assert serving.count(office.desk, wanted) == len(expected)
    rows = serving.page(office.desk, wanted).rows
    assert [(row.day, row.event) for row in rows] == expected[: serving.PAGE]


def test_a_mail_number_finds_its_service_alone(office: Office) -> None:
    mailed = [e for _, e in services(office) if e.event.proof.tracking_no]
    assert mailed
    for entry in mailed:
        number = entry.event.proof.tracking_no
        rows = serving.page(office.desk, ServiceFilter(search=number)).rows
        assert [row.event for row in rows] == [entry.id]
        assert rows[0].tracking == number and f"邮件号码：{number}" in rows[0].proof


def test_pages_join_without_a_gap(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = [row.event for row in serving.page(office.desk, ServiceFilter()).rows]
    assert len(whole) > 20
    monkeypatch.setattr(serving, "PAGE", 7)
    pages = [serving.page(office.desk, ServiceFilter())]
    while pages[-1].after is not None:
        pages.append(serving.page(office.desk, ServiceFilter(), pages[-1].after))
    assert [row.event for page in pages for row in page.rows][: len(whole)] == whole
    assert all(len(page.rows) == 7 for page in pages[:-1])


@pytest.mark.parametrize("back", range(0, 120, 9))
def test_what_is_under_way_is_what_lies_ahead(office: Office, back: int) -> None:
    office.clock.day = day = TODAY - timedelta(days=back)
    expected = sorted((e.on, e.id) for _, e in services(office) if e.on > day)
    rows = serving.under_way(office.desk)
    assert [(row.day, row.event) for row in rows] == expected
    for row in rows:
        assert row.days == f"还有{(row.day - day).days}日"


def test_a_publication_has_the_day_it_began(office: Office) -> None:
    begun = {
        e.id: e.event.proof.published_on
        for _, e in services(office)
        if e.event.method == "publication"
    }
    assert begun
    office.clock.day = TODAY + timedelta(days=90)
    rows = serving.page(office.desk, ServiceFilter(method="publication")).rows
    assert {row.event: row.begun for row in rows} == begun
    assert all(row.method == "公告送达" for row in rows)
    for row in rows:
        assert row.begun and (row.day - row.begun).days in (30, 60), "本局口径：境内30日，境外60日"
