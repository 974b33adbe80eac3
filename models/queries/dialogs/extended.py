"""What an extension would extend: the day until which the period runs now."""

from collections.abc import Sequence
from datetime import date

from models.cases import deadlines
from models.cases.loading import load
from models.queries.words import full_day
from models.reference.rule_store import rules_of
from models.store.desk import Desk


def words_of_extension(
    desk: Desk, case_id: int, rules: Sequence[str], party: str | None, on: date
) -> tuple[str, bool]:
    """Return what to say of an extension granted on a day, and whether that day is too late."""
    case, today = load(desk, case_id), desk.today()
    clocks = (deadlines.find(desk, case, rule, party, today) for rule in rules)
    clock = next((one for one in clocks if one), None)
    if clock is None:
        return "这项期限还没有起算，没有可以延长的期限", True
    due = full_day(clock.due)
    if on <= clock.due:
        return f"现在的届满日是{due}", False
    dead = any(v.extend and v.extend.too_late for v in rules_of(desk).rules[clock.id])
    then = "登记只留痕，不改变届满日" if dead else "请核对日期；确在届满以后同意的，写明理由"
    return f"期限已于{due}届满，这一天在届满以后：{then}", True
