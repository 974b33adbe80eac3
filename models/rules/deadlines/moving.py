"""Reading what moves the end of a period: extensions, tolling, pauses, days that do not count."""

from models.rules.deadlines.reading.condition import read_condition
from models.rules.deadlines.reading.rule import (
    WORKDAY,
    Count,
    Extension,
    Levels,
    Pause,
    Skip,
    Tolling,
)
from models.rules.deadlines.starting import Notes, must_have
from models.rules.events.shapes import Kind
from models.rules.toml.rows import Row


def read_extend(table: Row, notes: Notes) -> Extension | None:
    """Compile `extend`."""
    inner = table.inner("extend")
    if inner is None:
        return None
    until, once = notes.selector(inner, "until"), notes.selector(inner, "once")
    found = Extension(
        until=until,
        until_day=must_have(inner, "until", "until", until, Kind.DATE) if until else None,
        once=once,
        number=inner.size("number", needed=once is not None) or 0,
        levels=_levels(inner, notes),
        too_late=inner.flag("too_late", False),
        label=inner.text("label"),
    )
    if sum(inner.has(name) for name in ("until", "once", "levels")) != 1:
        inner.refuse("", "until、once、levels须有其一，且只能有其一")
    inner.close()
    return found


def _levels(table: Row, notes: Notes) -> Levels | None:
    allowed, events = table.numbers("allowed"), notes.selector(table, "levels")
    if events is None:
        return None
    level, months, days = (
        must_have(table, "levels", key, events, Kind.INT) for key in ("level", "months", "days")
    )
    return Levels(events, level, months, days, allowed)


def read_toll(table: Row, notes: Notes) -> Tolling | None:
    """Compile `toll`."""
    inner = table.inner("toll")
    if inner is None:
        return None
    starts, ends = notes.needed(inner, "starts"), notes.needed(inner, "ends")
    found = Tolling(
        starts=starts,
        ends=ends,
        start_id=must_have(inner, "starts", "id", starts, Kind.ITEM),
        end_id=must_have(inner, "ends", "id", ends, Kind.ITEM),
        kind=must_have(inner, "starts", "kind", starts, Kind.CHOICE),
        kinds=inner.names("kinds"),
        too_late=inner.flag("too_late", False),
    )
    inner.close()
    return found


def read_pause(table: Row, notes: Notes) -> Pause | None:
    """Compile `pause`."""
    inner = table.inner("pause")
    if inner is None:
        return None
    by = notes.needed(inner, "by")
    found = Pause(
        by=by,
        by_id=must_have(inner, "by", "id", by, Kind.ITEM),
        period=notes.rule(inner, "period"),
        until_event=notes.needed(inner, "until_event"),
        label=inner.text("label"),
        restart_label=inner.text("restart_label"),
        when=read_condition(inner, "when"),
    )
    inner.close()
    return found


def read_skip(table: Row, notes: Notes, count: Count) -> Skip | None:
    """Compile `skip`, which only a count of workdays can have."""
    inner = table.inner("skip")
    if inner is None:
        return None
    found = Skip(
        starts=notes.needed(inner, "starts"),
        ends=notes.needed(inner, "ends"),
        until_event=notes.needed(inner, "until_event"),
        name=inner.text("name"),
        label=inner.text("label"),
        end_label=inner.text("end_label"),
        when=read_condition(inner, "when"),
    )
    if count.unit != WORKDAY or count.backward:
        inner.refuse("", "只有向后计算工作日的期限可以写skip")
    inner.close()
    return found
