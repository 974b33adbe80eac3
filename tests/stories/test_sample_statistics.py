"""Statistics over real cases: the numbers of the samples, voided entries, pauses, own tables."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from models.cases import deadlines
from models.cases.loading import load
from models.queries.statistics import Report, Wanted, behind, report, scope
from models.queries.statistics.indicators import IndicatorError
from models.queries.statistics.tolling import Pause, tolled_days
from models.rules.events import SuitFiled
from models.services.shared.journal import record_event, void_event
from models.store.desk import Desk
from ui.verbs.playing.scenario import Clock, Player, load_scenario

YEAR = Wanted(date(2026, 1, 1), date(2026, 12, 31))
Play = Callable[..., dict[str, int]]


@pytest.fixture
def play(desk: Desk, clock: Clock, staff: dict[str, int]) -> Play:
    """Return a player of samples; today is after all of them."""

    def run(*names: str) -> dict[str, int]:
        player = Player(desk, clock, staff)
        for name in names:
            player.play(load_scenario(name), papers=False)
        clock.day = date(2026, 11, 22)
        return player.cases

    return run


def shown(made: Report, table: str, row: str) -> list[str]:
    """Return the numbers of a row as they are shown."""
    found = next(t for t in made.tables if t.id == table)
    return [cell.shown for cell in next(r for r in found.rows if r.id == row).cells]


def test_the_year_of_the_samples(desk: Desk, play: Play) -> None:
    play("S1", "S2", "S3", "S4", "S10", "S11")
    made = report(desk, YEAR)
    assert shown(made, "flow", "received") == ["3", "2", "0", "5"]
    assert shown(made, "flow", "docketed") == ["2", "2", "—", "4"]
    assert shown(made, "flow", "not_docketed") == ["1", "0", "—", "1"]
    assert shown(made, "progress", "docketed") == ["2/3 66.7%", "2/2 100%"]
    # S1: 30 January to 22 April = 82 days; S2: 29; S10: 20; S11: 43.
    assert shown(made, "duration", "mean") == ["55.5", "31.5"]
    assert shown(made, "duration", "max") == ["82", "43"]
    assert shown(made, "agreement", "amount") == ["0.00", "126,000.00", "126,000.00"]
    assert shown(made, "timeliness", "publication") == ["2", "0", "2", "2/2 100%"]
    assert shown(made, "after", "enforcement") == ["1"]
    assert shown(made, "notification", "converted") == ["2/2 100%"]


def test_a_withdrawal_is_told_from_other_dismissals(desk: Desk, play: Play) -> None:
    play("S1", "S12")
    table = next(t for t in report(desk, YEAR).tables if t.id == "outcome")
    ends = {row.label: row.cells[-1].shown for row in table.rows}
    assert ends["撤销案件：撤回请求"] == "1"
    assert ends["撤销案件：其他"] == "0"


def test_the_day_that_counts_decides_which_cases(desk: Desk, play: Play) -> None:
    play("S3")
    last_year = replace(YEAR, first=date(2025, 1, 1), last=date(2025, 9, 10))
    assert shown(report(desk, last_year), "progress", "all") == ["1", "0"]
    docketed = replace(last_year, basis="docketed")  # docketed on 12 September
    assert shown(report(desk, docketed), "progress", "all") == ["0", "0"]
    ended = Wanted(date(2025, 12, 5), date(2025, 12, 5), "concluded")
    made = report(desk, ended)
    assert shown(made, "progress", "concluded") == ["1/1 100%", "—"]
    assert shown(made, "flow", "received") == ["0", "0", "0", "0"]
    assert shown(made, "special", "platform") == ["1", "0", "1"]


def test_pauses_are_taken_off_as_the_closing_limit_takes_them_off(desk: Desk, play: Play) -> None:
    case_id = play("S3")["S3"]
    made = report(desk, replace(YEAR, first=date(2025, 1, 1)))
    limit = deadlines.find(desk, load(desk, case_id), "conclude", None, desk.today())
    assert limit is not None
    counted = sum(step.count or 0 for step in limit.trace if step.step == "tolling")
    assert shown(made, "duration", "tolled_days") == [str(counted), "—"] == ["12", "—"]
    assert shown(made, "duration", "max") == ["72", "—"]  # 84 days less 12


@pytest.mark.parametrize(
    ("pauses", "limit", "days"),
    [
        ([(True, "2026-01-10", "a"), (False, "2026-01-20", "a")], None, 10),
        ([(True, "2026-01-10", "a"), (True, "2026-01-15", "b"),
          (False, "2026-01-20", "a"), (False, "2026-01-25", "b")], None, 15),
        ([(True, "2026-01-10", "a")], None, 22),
        ([(True, "2026-01-10", "a")], "2026-01-09", 0),
        ([(True, "2026-02-03", "a")], None, 0),
    ],
)  # fmt: skip
def test_union_of_pauses(pauses: list[tuple[bool, str, str]], limit: str | None, days: int) -> None:
    events = [Pause(*pause) for pause in pauses]
    assert tolled_days(events, date(2026, 2, 1), limit) == days


def test_what_was_voided_has_not_happened(desk: Desk, play: Play) -> None:
    case_id = play("S2")["S2"]
    record_event(desk, case_id, "suit_filed", on=date(2026, 6, 20), **{"from": "R1"})
    assert shown(report(desk, YEAR), "after", "sued") == ["1/1 100%"]
    suit = load(desk, case_id).log.last(SuitFiled)
    assert suit is not None
    void_event(desk, case_id, suit.id, reason="登记错了案件")
    assert shown(report(desk, YEAR), "after", "sued") == ["0/1 0%"]


@pytest.mark.parametrize("basis", ["received", "docketed", "concluded"])
@pytest.mark.parametrize("kind", ["", "adjudication", "mediation", "advisory"])
def test_each_number_is_the_length_of_its_list(
    desk: Desk, play: Play, basis: str, kind: str
) -> None:
    play("S1", "S3", "S4", "S10")
    made = report(desk, Wanted(date(2025, 1, 1), date(2026, 12, 31), basis, kind))
    lists = 0
    for table in made.tables:
        for row in table.rows:
            for cell in row.cells:
                lines = behind(desk, made, table, row, cell.items)
                assert len(lines) == len(cell.items)
                if not row.number and cell.text.isdigit():
                    assert int(cell.text) == len(lines)
                assert all(line.number and line.day for line in lines)
                lists += 1
    assert lists > (60 if kind != "advisory" else 5)


def test_few_cases_among_many_are_read_another_way_with_the_same_result(
    desk: Desk, play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    play("S1", "S2", "S3", "S4", "S10", "S11")
    case_id = desk.db.execute_sql("SELECT max(id) FROM case_file").fetchone()[0]
    record_event(desk, case_id, "note_recorded", on=date(2026, 11, 1), title="甲", text="乙")
    wanted = replace(YEAR, first=date(2025, 1, 1))
    together = report(desk, wanted).tables
    monkeypatch.setattr(scope, "MANY", 0)
    assert report(desk, wanted).tables == together


def test_the_line_behind_a_late_date_says_so(desk: Desk, play: Play, clock: Clock) -> None:
    play("S2")
    with desk.unaudited():
        desk.db.execute_sql(
            "UPDATE case_deadline SET status = 'met_late' WHERE rule = 'serve_request'"
        )
    made = report(desk, YEAR)
    assert shown(made, "duration", "overdue") == ["1", "0"]
    table = next(t for t in made.tables if t.id == "timeliness")
    assert table.rows[0].cells[1].text == "1"
    (line,) = behind(desk, made, table, table.rows[0], table.rows[0].cells[1].items)
    assert line.detail == "超期：送达请求书副本（禾川县青筐里塑业有限公司）"


def test_an_office_adds_an_indicator_by_data_alone(desk: Desk, play: Play) -> None:
    play("S1", "S11")
    own = """
[[group]]
id = "province"
title = "省局季报"
subject = "case"
day = "own"
columns = "kind"
[[group.indicator]]
id = "posted"
label = "邮寄收件"
measure = "received"
where = { channel = "post" }
"""
    (desk.path / "statistics.toml").write_text(own, encoding="gb18030")
    made = report(desk, YEAR)
    assert made.tables[-1].title == "省局季报"
    assert shown(made, "province", "posted") == ["0", "1", "0", "1"]
    (desk.path / "statistics.toml").write_text(own.replace('"post"', '"pigeon"'), encoding="utf-8")
    assert shown(report(desk, YEAR), "province", "posted") == ["0", "0", "0", "0"]
    (desk.path / "statistics.toml").write_text(own.replace("received", "won"), encoding="utf-8")
    with pytest.raises(IndicatorError, match=r"“won”不在.*\n.*没有统计"):
        report(desk, YEAR)
