"""A day on which nobody works: a hearing is fixed on it only on purpose."""

from datetime import date

from models.cases.deadlines import calendar_of
from models.queries.words import full_day
from models.store.desk import Desk


def words_of_rest(desk: Desk, day: date) -> str:
    """Return what to say of a day that somebody fixes, "" for a workday."""
    calendar = calendar_of(desk)
    name = calendar.rest_name(day)
    if name is None:
        return ""
    sure = "" if calendar.is_announced(day.year) else "（当年放假安排尚未公布，按周末推算）"
    return f"{full_day(day)}是{name}，不是工作日{sure}；确实安排在这一天的，可以保存"
