"""Who a dialog names by itself: whoever is working, and nobody while nobody was chosen."""

import pytest

from tests.ui.steps.conftest import Stage, Staged
from ui.widgets.fields import ChoiceField, TextField


def working(s: Stage, name: str) -> None:
    """Let someone work at the desk, or whoever the system says."""

    def change(desk: object) -> None:
        setattr(desk, "actor", name)  # noqa: B010 - the desk is the worker's own

    s.worker.ask(change, lambda _none: None)
    s.settle()


def test_who_serves_is_who_is_working(stage: Staged) -> None:
    s = stage("S3", "serve", 2)
    working(s, "何静")
    field = s.open("serve", party="R1").form.field("served.server")
    assert field.value() == "何静"


@pytest.mark.parametrize("name", ["工作人员", "Administrator"])
def test_while_nobody_is_chosen_who_serves_is_asked(stage: Staged, name: str) -> None:
    s = stage("S3", "serve", 2)
    working(s, name)
    dialog = s.open("serve", party="R1")
    field = dialog.form.field("served.server")
    assert isinstance(field, TextField) and not field.value()
    s.type(dialog, "served.method", "邮寄送达")
    s.type(dialog, "served.fields.received_on", "2025-09-17")
    s.try_to_save(dialog)
    assert dialog.form.rows["served.server"].note.text() == "请填写送达人"


def test_a_handler_is_never_the_first_of_the_roster(stage: Staged) -> None:
    s = stage("S3", "docket")
    working(s, "工作人员")
    dialog = s.open("assign_handler")
    field = dialog.form.field("handler")
    assert isinstance(field, ChoiceField)
    dialog.form.field("handler").set_value(None)
    assert field.box.itemText(0) == "（未选）" and field.empty()
    s.try_to_save(dialog)
    assert "承办人" in dialog.form.rows["handler"].note.text()
