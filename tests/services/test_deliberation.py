"""The deliberation is a secret of the panel: neither the log nor the audit says what was said."""

from dataclasses import replace
from datetime import date

import pytest

from models.backup.verify import verify
from models.cases.clocks import load_clocks
from models.cases.loading import load
from models.entities import Audit, EventRow, EventSealed
from models.errors import BadInput
from models.rules.events import Deliberated, Section, Vote
from models.services import hearing
from models.store.desk import Desk

from .test_journal import docketed  # noqa: F401 (a fixture)

ON = date(2026, 5, 18)
SAID = "权利要求1的特征没有全部落入"
VOTES = (Vote("周建国", "agree", SAID), Vote("李敏", "agree"), Vote("赵静", "dissent", "构成等同"))
SECTIONS = (Section("评议", "逐项比对"),)


def test_what_was_said_is_kept_apart(desk: Desk, docketed: int) -> None:  # noqa: F811
    hearing.deliberate(
        desk, docketed, on=ON, votes=VOTES, sections=SECTIONS, result="不侵权",
        minority="构成等同", place="合议室",
    )  # fmt: skip
    kept = load(desk, docketed).log.last(Deliberated)
    assert kept and kept.event.record
    assert kept.event.record.votes == VOTES
    assert (kept.event.record.minority, kept.event.record.place) == ("构成等同", "合议室")
    row = EventRow.get(EventRow.type == "deliberated")
    assert row.payload == {} and row.visibility == "deliberation"
    assert SAID in str(EventSealed.get().payload)
    open_log = load_clocks(desk, [docketed])[docketed].log.last(Deliberated)
    assert open_log and open_log.event.record is None
    audited = str([entry.payload for entry in Audit.select()])
    assert not [secret for secret in (SAID, "构成等同", "不侵权", "合议室") if secret in audited]
    assert verify(desk) == []


def test_no_control_character_is_sealed(desk: Desk, docketed: int) -> None:  # noqa: F811
    votes = (replace(VOTES[0], opinion="a\x00b"), *VOTES[1:])
    with pytest.raises(BadInput) as refused:
        hearing.deliberate(
            desk, docketed, on=ON, votes=votes, sections=SECTIONS, result="不侵权", minority="有"
        )
    assert [p.field for p in refused.value.problems] == ["votes[0].opinion"]
