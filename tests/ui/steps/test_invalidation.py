"""An invalidation typed from its request to the decision that says why the case went on."""

from tests.ui.steps.conftest import Stage, Staged

WHY = "请求人提交的专利权评价报告未发现缺陷"


def _accepted(s: Stage) -> None:
    """Type an invalidation and its acceptance."""
    dialog = s.open("record_invalidation")
    s.type(dialog, "party", "被请求人")
    s.type(dialog, "number", "5W112233")
    s.save(dialog)
    dialog = s.open("accept_invalidation")
    assert dialog.form.field("invalidation").value() == "invalidation-1", "the only one is chosen"
    s.save(dialog)


def test_the_reason_to_go_on_is_what_the_decision_begins_with(stage: Staged) -> None:
    s = stage("S3", "issue_decision")
    assert not s.open("issue_decision").form.field("draft.procedure").value()
    s.dialogs()[0].close_unasked()
    _accepted(s)
    dialog = s.open("consider_invalidation")
    assert dialog.form.field("reason").isHidden()
    s.try_to_save(dialog)
    assert "至少就一种情形写明理由" in dialog.form.rows["grounds"].note.text()
    s.type(dialog, "grounds[0].text", WHY)
    s.save(dialog)
    assert s.payload("invalidation_considered") == {
        "id": "invalidation-1",
        "suspends": False,
        "grounds": [{"code": "29_2", "text": WHY}],
    }
    dialog = s.open("issue_decision")
    told = str(dialog.form.field("draft.procedure").value())
    assert f"理由是：{WHY}（《专利纠纷行政裁决和调解办法》第二十九条第二项）" in told


def test_choosing_to_suspend_leads_to_the_pause(stage: Staged) -> None:
    s = stage("S3", "deliberate")
    _accepted(s)
    dialog = s.open("consider_invalidation")
    s.type(dialog, "suspends", "中止处理")
    assert dialog.form.field("grounds").isHidden()
    s.type(dialog, "reason", "受理通知书已经提交")
    s.save(dialog)
    dialog = s.open("start_pause", step="suspend_for_invalidation")
    assert dialog.form.field("kind").value() == "suspension"
    reason = "受理通知书已经提交（《专利纠纷行政裁决和调解办法》第二十八条第一项）"
    assert dialog.form.field("reason").value() == reason
    s.save(dialog)
    assert s.payload("tolling_started")["reason"] == reason
    assert s.view().record.status == "suspended"


def test_claims_that_fell_are_replaced_and_the_change_is_served(stage: Staged) -> None:
    s = stage("S1", "deliberate")
    dialog = s.open("choose_claims")
    assert dialog.form.field("party").value() == "P1"
    s.type(dialog, "claims", "2、3")
    s.type(dialog, "reason", "权利要求1已被宣告无效")
    s.save(dialog)
    assert s.payload("claims_chosen") == {
        "party": "P1",
        "claims": [2, 3],
        "reason": "权利要求1已被宣告无效",
    }
    dialog = s.open("serve", party="R1", step="serve_claims")
    assert dialog.form.field("served.documents").value() == ["claims_notice"]


def test_a_look_at_the_register_is_typed(stage: Staged) -> None:
    s = stage("S3", "deliberate")
    dialog = s.open("check_patent")
    s.type(dialog, "source", "专利登记簿副本")
    s.type(dialog, "paid_until", "2026-03-14")
    s.save(dialog)
    assert s.payload("patent_checked") == {
        "source": "专利登记簿副本",
        "in_force": True,
        "paid_until": "2026-03-14",
    }
