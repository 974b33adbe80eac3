"""Closing a case for one respondent, typed into its dialog."""

from tests.ui.steps.conftest import Staged


def test_a_request_withdrawn_against_one_of_two(stage: Staged) -> None:
    s = stage("S1", "deliberate")
    dialog = s.open("close_apart")
    assert dialog.form.field("terms").isHidden()
    s.type(dialog, "party", s.view().name_of("R2"))
    s.type(dialog, "ground", "请求人撤回请求")
    s.try_to_save(dialog)
    s.type(dialog, "reason", "请求人书面撤回对其的请求。")
    s.type(dialog, "approver", "高明")
    s.save(dialog)
    assert s.payload("closed_apart") == {
        "party": "R2",
        "kind": "dismissed",
        "ground": "withdrawn",
        "reason": "请求人书面撤回对其的请求。",
        "basis": "办法第36条第1款第2项",
        "approver": "高明",
    }
    dialog = s.open("serve", step="serve_apart_dismissal")
    assert "R2" in {one.key for one in dialog.info.parties}
    dialog.close_unasked()
    dialog = s.open("deliberate")
    assert "R2" not in {one.key for one in dialog.info.parties}
