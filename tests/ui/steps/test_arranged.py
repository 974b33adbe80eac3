"""A hearing on a day on which nobody works is pointed out, and may be fixed all the same."""

import pytest

from tests.ui.steps.conftest import Staged


@pytest.mark.parametrize(
    ("typed", "words"),
    [("20251116", "2025年11月16日是周日"), ("20251001", "2025年10月1日是国庆节")],
)
def test_a_hearing_on_a_day_of_rest_is_pointed_out(stage: Staged, typed: str, words: str) -> None:
    s = stage("S3", "schedule_hearing", 0)
    dialog = s.open("schedule_hearing")
    s.type(dialog, "hearing_on", typed)
    s.until(lambda: words in dialog.live.text())
    assert "可以保存" in dialog.live.text()
    s.type(dialog, "hearing_on", "20251117")
    s.until(lambda: not dialog.live.isVisible())


def test_so_is_a_session(stage: Staged) -> None:
    s = stage("S11", "docket_mediation")
    dialog = s.open("docket_mediation")
    s.type(dialog, "session_on", "20260411")
    s.until(lambda: "周六，不是工作日" in dialog.live.text())
