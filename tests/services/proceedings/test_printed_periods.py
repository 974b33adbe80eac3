"""The periods that papers tell are those of the rule packs, an office's own pack included."""

from typing import Any

from models.cases.loading import load
from models.reference.rule_store import days_of, forget
from models.services.receiving.intake import file_request
from models.services.shared.documents import Order, facts_of
from models.store.desk import Desk

PACK = """
[pack]
id = "longer-answer"
version = "1.0.0"
kind = "local"
name = "样例"
source = "样例"

[[rule]]
id = "answer"
basis = "样例条例第1条"
count = { number = 20 }
"""


def told(desk: Desk, case_id: int) -> int:
    """Return the answer period the papers of the first respondent tell (days)."""
    respondents: Any = facts_of(desk, load(desk, case_id), Order("request"))["respondents"]
    return respondents[0]["answer_days"]


def test_an_offices_own_pack_changes_what_papers_tell(
    desk: Desk, request_s2: dict[str, Any]
) -> None:
    case_id = file_request(desk, request_s2).ids["case"]
    assert told(desk, case_id) == days_of(desk, "answer")
    before = told(desk, case_id)
    (desk.path / "packs").mkdir()
    (desk.path / "packs" / "longer-answer.toml").write_text(PACK, encoding="utf-8")
    forget(desk)
    assert told(desk, case_id) == 20 != before
