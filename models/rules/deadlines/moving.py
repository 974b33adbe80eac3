"""Reading what moves the end of a period: extensions, tolling, pauses, days that do not count."""

from models.rules.deadlines.condition import read_condition
from models.rules.deadlines.rule import WORKDAY, Count, Extension, Levels, Pause, Skip, Tolling
from models.rules.deadlines.starting import Notes, must_have
from models.rules.deadlines.tables import Table
from models.rules.events.shapes import Kind


def read_extend(table: Table, notes: Notes) -> Extension | None:
    """Compile `extend`."""
    inner = table.table("extend")
    if inner is None:
        return None
    until, once = notes.selector(inner, "until"), notes.selector(inner, "once")
    found = Extension(
        until=until,
        until_day=must_have(inner, "until", "until", until, Kind.DATE) if until else None,
        once=once,
        number=inner.number("number", required=once is not None) or 0,
        levels=_levels(inner, notes),
        too_late=inner.flag("too_late"),
        label=inner.text("label", required=True),
    )
    if sum(inner.has(name) for name in ("until", "once", "levels")) != 1:
        inner.refuse("", "until、once、levels须有其一，且只能有其一")
    inner.close()
    return found


def _levels(table: Table, notes: Notes) -> Levels | None:
    allowed, events = table.numbers("allowed"), notes.selector(table, "levels")
    if events is None:
        return None
    level, months, days = (
        must_have(table, "levels", key, events, Kind.INT) for key in ("level", "months", "days")
    )
    if level is None or months is None or days is None:
        return None
    return Levels(events, level, months, days, allowed)


def read_toll(table: Table, notes: Notes) -> Tolling | None:
    """Compile `toll`."""
    inner = table.table("toll")
    if inner is None:
        return None
    starts, ends = notes.selector(inner, "starts"), notes.selector(inner, "ends")
    named = inner.table("kinds")
    kinds = {kind: named.text(kind) for kind in named.keys()} if named else dict[str, str]()
    too_late = inner.flag("too_late")
    inner.close()
    if starts is None or ends is None:
        inner.refuse("", "须有starts、ends和kinds")
        return None
    start_id = must_have(inner, "starts", "id", starts, Kind.ITEM)
    end_id = must_have(inner, "ends", "id", ends, Kind.ITEM)
    kind = must_have(inner, "starts", "kind", starts, Kind.CHOICE)
    if start_id is None or end_id is None or kind is None:
        return None
    return Tolling(starts, ends, start_id, end_id, kind, kinds, too_late)


def read_pause(table: Table, notes: Notes) -> Pause | None:
    """Compile `pause`."""
    inner = table.table("pause")
    if inner is None:
        return None
    by, until = notes.selector(inner, "by"), notes.selector(inner, "until_event")
    period = notes.rule(inner, "period")
    label = inner.text("label", required=True)
    restart = inner.text("restart_label", required=True)
    when = read_condition(inner, "when")
    inner.close()
    by_id = must_have(inner, "by", "id", by, Kind.ITEM) if by else None
    if by is None or until is None or by_id is None:
        inner.refuse("", "须有by和until_event")
        return None
    return Pause(by, by_id, period, until, label, restart, when)


def read_skip(table: Table, notes: Notes, count: Count) -> Skip | None:
    """Compile `skip`, which only a count of workdays can have."""
    inner = table.table("skip")
    if inner is None:
        return None
    starts, ends = notes.selector(inner, "starts"), notes.selector(inner, "ends")
    until = notes.selector(inner, "until_event")
    name, label = inner.text("name", required=True), inner.text("label", required=True)
    end_label, when = inner.text("end_label", required=True), read_condition(inner, "when")
    inner.close()
    if count.unit != WORKDAY or count.backward:
        inner.refuse("", "只有向后计算工作日的期限可以写skip")
    if starts is None or ends is None or until is None:
        inner.refuse("", "须有starts、ends和until_event")
        return None
    return Skip(starts, ends, until, name, label, end_label, when)
