"""Who may have to step aside is seen while the panel is being chosen."""

from models.entities import Party
from models.store.db import connection
from tests.ui.steps.conftest import Staged
from tests.ui.steps.test_commands import tick


def test_a_member_who_is_called_like_a_party_s_director(stage: Staged) -> None:
    s = stage("S3", "docket")
    s.worker.ask(
        lambda desk: connection(desk.db).execute(
            f"UPDATE {Party._meta.table_name} SET legal_rep = '赵静' WHERE legal_rep = '沈稚桐'"
        ),
        lambda _done: None,
    )
    dialog = s.open("docket")
    tick(dialog, "赵静", "panel.members")
    s.until(lambda: "赵静与被请求人的负责人同名，请核对是否应当回避" in dialog.live.text())
    assert "李敏" not in dialog.live.text()
    dialog._abandon()
