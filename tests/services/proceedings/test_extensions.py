"""Extensions need who may grant them; what comes too late is kept but moves nothing."""

from datetime import date

import pytest

from models.cases import deadlines
from models.cases.loading import load
from models.errors import BadInput
from models.rules.events import ExtensionApproved, Opinion, Proof
from models.services.office import office
from models.services.proceedings import answers, extension, serving
from models.services.receiving import approving
from models.store.desk import Desk
from tests.services.test_journal import docketed, mailed  # noqa: F401 (a fixture)
from ui.verbs.playing.scenario import Clock


def approve(desk: Desk, case_id: int, matter: str, on: date) -> None:
    """Record the head's approval."""
    opinion = Opinion("dept_head", "高明", "同意", on)
    approving.record_approval(desk, case_id, matter, [opinion], on=on)


def closing(desk: Desk, case_id: int) -> date:
    """Return the closing limit as of today."""
    found = deadlines.find(desk, load(desk, case_id), "conclude", None, desk.today())
    assert found
    return found.due


def test_both_levels_move_the_limit_from_its_base(
    desk: Desk,
    clock: Clock,
    docketed: int,  # noqa: F811
) -> None:
    assert closing(desk, docketed) == date(2026, 8, 14)
    clock.day = date(2026, 8, 10)
    with pytest.raises(BadInput, match="尚未登记部门负责人"):
        extension.extend_conclusion(
            desk,
            docketed,
            on=clock.day,
            extension=ExtensionApproved(level=1, months=1, reason="案情复杂"),
        )
    approve(desk, docketed, "extension_1", clock.day)
    extension.extend_conclusion(
        desk,
        docketed,
        on=clock.day,
        extension=ExtensionApproved(level=1, months=1, reason="案情复杂"),
    )
    assert closing(desk, docketed) == date(2026, 9, 14)
    clock.day = date(2026, 9, 10)
    with pytest.raises(BadInput, match="批准文书"):
        extension.extend_conclusion(
            desk,
            docketed,
            on=clock.day,
            extension=ExtensionApproved(level=2, months=2, reason="特别复杂"),
        )
    extension.extend_conclusion(
        desk,
        docketed,
        on=clock.day,
        extension=ExtensionApproved(level=2, months=2, reason="特别复杂", document="晋知批1号"),
    )
    assert closing(desk, docketed) == date(2026, 11, 16)
    with pytest.raises(BadInput):
        extension.extend_conclusion(
            desk,
            docketed,
            on=clock.day,
            extension=ExtensionApproved(level=2, months=2, reason="再延", document="晋知批2号"),
        )


def test_the_second_level_needs_to_know_the_superior(
    desk: Desk,
    clock: Clock,
    docketed: int,  # noqa: F811
) -> None:
    office.set_setting(desk, "position.superior", None)
    with pytest.raises(BadInput, match="上一级未设定"):
        extension.extend_conclusion(
            desk,
            docketed,
            on=clock.day,
            extension=ExtensionApproved(level=2, months=1, reason="复杂", document="x"),
        )


def test_an_approval_after_the_limit_moves_nothing(
    desk: Desk,
    clock: Clock,
    docketed: int,  # noqa: F811
) -> None:
    clock.day = date(2026, 8, 20)
    approve(desk, docketed, "extension_1", clock.day)
    extension.extend_conclusion(
        desk, docketed, on=clock.day, extension=ExtensionApproved(level=1, months=1, reason="补批")
    )
    assert closing(desk, docketed) == date(2026, 8, 14)


def test_a_partys_longer_evidence_period_does_not_count(
    desk: Desk,
    clock: Clock,
    docketed: int,  # noqa: F811
) -> None:
    serving.serve(desk, docketed, mailed(date(2026, 5, 15)))
    fields = Proof(received_on=date(2026, 5, 15), tracking_no="EM1")
    notice = serving.Served("R1", ("evidence_notice",), "mail", fields, outside=True)
    serving.serve(desk, docketed, notice)
    clock.day = date(2026, 6, 1)
    answers.extend_evidence(
        desk, docketed, party="R1", on=date(2026, 6, 1), until=date(2026, 6, 11)
    )
    clock.day = date(2026, 6, 15)
    assert closing(desk, docketed) == date(2026, 8, 24)
