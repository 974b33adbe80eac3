"""Whether the PC's clock can be believed, judged by the last entry of the audit."""

from datetime import UTC, datetime, timedelta

SLACK = timedelta(seconds=30)  # a clock is set right by so much without anybody noticing
AHEAD = timedelta(days=366)


def machine_now() -> datetime:
    """Return the moment (UTC) by the PC's clock."""
    return datetime.now(UTC)


def doubt(last_at: str, now: datetime, *, ahead: bool = True) -> str:
    """Return why a clock is doubtful after an entry at `last_at`, "" when it is not.

    Without `ahead` only a clock that is behind is doubted.
    """
    if not last_at:
        return ""
    last = datetime.fromisoformat(last_at)
    if last - now > SLACK:
        how = "比最后一次登记还早"
    elif ahead and now - last > AHEAD:
        how = "比最后一次登记晚了一年以上"
    else:
        return ""
    return (
        f"电脑时间是{_words(now)}，{how}（{_words(last)}）。期限、编号和文书日期都按电脑时间计算，"
        "请先核对电脑的日期和时间。"
    )


def _words(moment: datetime) -> str:
    here = moment.astimezone()
    return f"{here.year}年{here.month}月{here.day}日{here:%H:%M}"
