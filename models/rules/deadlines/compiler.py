"""Compiling one rule of a pack: the tables of the package's docstring become objects."""

from collections.abc import Mapping

from models.rules.deadlines.rule import (
    CASE,
    DAY,
    EVERY_PARTY,
    MONTH,
    OFFICE,
    PARTY,
    WAITING,
    WORKDAY,
    YEAR,
    Count,
    Extension,
    Met,
    Pause,
    Rule,
    Tolling,
)
from models.rules.deadlines.selectors import Selector
from models.rules.deadlines.tables import Table
from models.rules.deadlines.triggers import read_trigger


def compile_rule(table: Table, pack: str, kind: str) -> Rule:
    """Compile one rule; every mistake is noted in the table's list of problems."""
    refers: set[str] = set()
    same_as = table.words("same_as")
    refers.update(same_as)
    trigger_table = table.table("trigger")
    if (trigger_table is None) == (not same_as):
        table.refuse("trigger", "trigger与same_as须有其一，且只能有其一")
    per, per_event, per_field = _per(table)
    later = table.table("end_later_of")
    unless_met = table.text("unless_met")
    if unless_met:
        refers.add(unless_met)
    pause = _pause(table, refers)
    rule = Rule(
        id=table.text("id", required=True),
        pack=pack,
        kind=kind,
        name=table.text("name", required=True),
        basis=table.text("basis", required=True),
        note=table.text("note"),
        positions=table.words("positions"),
        if_missed=table.text("if_missed"),
        procedures=table.words("procedures"),
        per=per,
        per_event=per_event,
        per_field=per_field,
        domiciled=table.raw("domiciled_in_prc"),
        when=_condition(table, "when"),
        when_not=_condition(table, "when_not"),
        duty=table.text("duty", required=True, known=(OFFICE, PARTY, WAITING)),
        ends_at_conclusion=table.flag("ends_at_conclusion"),
        trigger=read_trigger(trigger_table, refers),
        same_as=same_as,
        count=_count(table, bool(same_as)),
        extend=_extend(table),
        toll=_toll(table),
        pause=pause,
        end_later_of=read_trigger(later, refers) if later is not None else None,
        roll=table.text("roll", known=("next", "previous", "none")) or "none",
        met=_met(table),
        require=table.selectors("require"),
        unless=table.selectors("unless"),
        unless_met=unless_met,
        unless_by_due=table.selector("unless_by_due"),
        valid_from=table.day("valid_from"),
        valid_to=table.day("valid_to"),
        refers_to=frozenset(refers),
        code=table.text("code"),
        text=table.text("text"),
        source=table.text("source"),
        confirmed_by=table.text("confirmed_by"),
        confirmed_on=table.day("confirmed_on"),
    )
    table.close()
    return rule


def _per(table: Table) -> tuple[str, Selector | None, str]:
    """Return who has a clock: the case, a side, every party, or each value of an event's field."""
    per = table.raw("per", CASE)
    if isinstance(per, str):
        sides = (CASE, EVERY_PARTY, "requester", "respondent", "third_party")
        table.text("per", known=sides)
        return per, None, ""
    inner = table.table("per")
    if inner is None:
        return CASE, None, ""
    selector, field = inner.selector("of"), inner.text("field", required=True)
    inner.close()
    return "", selector, field


def _condition(table: Table, name: str) -> Mapping[str, object]:
    inner = table.table(name)
    if inner is None:
        return {}
    found = {"mediation_kind": inner.raw("mediation_kind"), "settings": inner.raw("settings", {})}
    inner.close()
    if not isinstance(found["settings"], Mapping):
        inner.refuse("settings", "应为表")
        return {}
    return {key: value for key, value in found.items() if value}


def _count(table: Table, optional: bool) -> Count:
    inner = table.table("count")
    if inner is None:
        if not optional:
            table.refuse("count", "缺少")
        return Count(1, DAY, False, "", "", (), "", None, "")
    cases = []
    for one in inner.tables("cases"):
        where, number = one.raw("where", {}), one.number("number", required=True)
        one.close()
        if isinstance(where, Mapping) and number:
            cases.append((where, number))
    field, until = inner.text("field"), inner.text("until")
    count = Count(
        number=inner.number("number", required=not field),
        unit=inner.text("unit", required=True, known=(DAY, WORKDAY, MONTH, YEAR)),
        backward=inner.text("direction", known=("forward", "backward")) == "backward",
        field=field,
        until=until,
        cases=tuple(cases),
        setting=inner.text("setting"),
        looser=inner.number("looser"),
        note=inner.text("note"),
    )
    if count.backward and count.unit in (MONTH, YEAR):
        inner.refuse("direction", "月、年不能向前计算")
    inner.close()
    return count


def _extend(table: Table) -> Extension | None:
    inner = table.table("extend")
    if inner is None:
        return None
    allowed = inner.raw("allowed", [])
    if not isinstance(allowed, list) or any(type(one) is not int for one in allowed):
        inner.refuse("allowed", "应为整数列表")
        allowed = []
    once = inner.selector("once")
    found = Extension(
        until=inner.selector("until"),
        once=once,
        number=inner.number("number", required=once is not None) or 0,
        levels=inner.selector("levels"),
        allowed=tuple(allowed),
        too_late=inner.flag("too_late"),
        label=inner.text("label", required=True),
    )
    if sum(one is not None for one in (found.until, found.once, found.levels)) != 1:
        inner.refuse("", "until、once、levels须有其一，且只能有其一")
    inner.close()
    return found


def _toll(table: Table) -> Tolling | None:
    inner = table.table("toll")
    if inner is None:
        return None
    starts, ends = inner.selector("starts"), inner.selector("ends")
    kinds = inner.raw("kinds", {})
    too_late = inner.flag("too_late")
    inner.close()
    if starts is None or ends is None or not isinstance(kinds, Mapping):
        inner.refuse("", "须有starts、ends和kinds")
        return None
    return Tolling(starts, ends, kinds, too_late)


def _pause(table: Table, refers: set[str]) -> Pause | None:
    inner = table.table("pause")
    if inner is None:
        return None
    by, until = inner.selector("by"), inner.selector("until_event")
    period = inner.text("period", required=True)
    refers.add(period)
    label = inner.text("label", required=True)
    restart = inner.text("restart_label", required=True)
    inner.close()
    if by is None or until is None:
        inner.refuse("", "须有by和until_event")
        return None
    return Pause(by, period, until, label, restart)


def _met(table: Table) -> Met | None:
    inner = table.table("met")
    if inner is None:
        return None
    found = Met(
        inner.selector("first"),
        inner.selector("all_of"),
        inner.text("each"),
        inner.flag("since_trigger"),
    )
    if (found.first is None) == (found.all_of is None) or bool(found.each) != bool(found.all_of):
        inner.refuse("", "first与all_of须有其一；all_of须写each")
    inner.close()
    return found
