"""The dialogs after a decision: put right, changed, judged in court, performed."""

from models.rules.decided.in_force import in_force
from models.rules.events import (
    DecisionChanged,
    DecisionRighted,
    ItemPerformed,
    JudgmentEffective,
    JudgmentReceived,
)
from tests.ui.steps.conftest import Staged
from tests.ui.steps.test_corrections import tick_first


def test_a_slip_is_put_right_by_its_rows(stage: Staged) -> None:
    s = stage("S1", "publish", 0)
    dialog = s.open("right_decision")
    [row] = s.rows(dialog, "items").rows
    for name, text in (("place", "第二页"), ("stood", "3月6日"), ("stands", "6月3日")):
        row.fields[name].set_value(text)
    s.type(dialog, "reason", "申请日有笔误。")
    s.type(dialog, "approver", "高明")
    s.save(dialog)
    righted = s.view().log.last(DecisionRighted)
    assert righted and righted.event.items[0].stands == "6月3日"


def test_a_change_begins_with_the_operative_part_as_it_is(stage: Staged) -> None:
    s = stage("S1", "publish", 0)
    now = in_force(s.view().log)
    assert now
    dialog = s.open("change_decision")
    assert len(s.rows(dialog, "change.order").rows) == len(now.order_items)
    s.type(dialog, "change.ground", "裁决有其他错误")
    s.type(dialog, "change.reasons", "主文第一项的文字有误。")
    s.type(dialog, "approver", "高明")
    s.save(dialog)
    changed = s.view().log.last(DecisionChanged)
    assert changed and changed.event.order_items == now.order_items
    assert changed.event.released == ()


def test_a_judgment_with_its_day_takes_effect_at_once(stage: Staged) -> None:
    s = stage("S1", "publish", 0)
    dialog = s.open("record_event")
    s.type(dialog, "kind", "提起行政诉讼")
    s.settle()
    s.type(dialog, "suit_filed.from", "钰禾丰")
    s.save(dialog)
    dialog = s.open("record_judgment")
    s.type(dialog, "judgment.instance", "二审")
    s.type(dialog, "judgment.result", "驳回诉讼请求，裁决维持")
    s.type(dialog, "judgment.final_on", s.clock.day.isoformat())
    s.save(dialog)
    log = s.view().log
    assert log.has(JudgmentReceived) and log.has(JudgmentEffective)


def test_items_that_were_performed_are_ticked(stage: Staged) -> None:
    s = stage("S1", "publish", 0)
    dialog = s.open("record_performance", party="R1")
    tick_first(dialog, "items", 1)
    s.save(dialog)
    done = s.view().log.last(ItemPerformed)
    assert done and (done.event.of, done.event.no) == ("R1", 1)
