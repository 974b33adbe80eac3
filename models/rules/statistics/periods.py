"""The periods an office reports on, from the day on which it asks."""

from datetime import date, timedelta

from models.rules.dates import add_months

PERIODS = {
    "month": "本月",
    "quarter": "本季度",
    "year": "本年",
    "last_year": "上年",
    "own": "自选",
}
OWN = "own"


def period_days(period: str, today: date) -> tuple[date, date]:
    """Return the first and the last day of a period of PERIODS (both counted)."""
    year = date(today.year, 1, 1)
    if period == "month":
        return _months(date(today.year, today.month, 1), 1)
    if period == "quarter":
        return _months(date(today.year, today.month - (today.month - 1) % 3, 1), 3)
    if period == "year":
        return _months(year, 12)
    if period == "last_year":
        return date(today.year - 1, 1, 1), year - timedelta(days=1)
    raise ValueError(f"no days of its own: {period}")


def _months(first: date, number: int) -> tuple[date, date]:
    return first, add_months(first, number) - timedelta(days=1)
