"""How the parties of a case change, typed into the dialogs."""

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


def test_a_co_owner_that_came_to_light_gives_up(stage: Staged) -> None:
    s = stage("S1", "deliberate")
    dialog = s.open("record_joint")
    s.type(dialog, "name", "乙公司")
    s.type(dialog, "source", "专利登记簿副本")
    s.save(dialog)
    dialog = s.open("record_stance")
    assert dialog.form.field("name").value() == "乙公司", "the only one is chosen"
    s.type(dialog, "words", "放弃对侵权人的实体权利")
    s.type(dialog, "place", "卷内第12页")
    s.save(dialog)
    assert s.payload("co_owner_stated") == {
        "name": "乙公司",
        "stance": "gave_up",
        "words": "放弃对侵权人的实体权利",
        "place": "卷内第12页",
    }
