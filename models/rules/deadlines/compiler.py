"""Compiling one rule of a pack: the tables of the package's docstring become objects."""

from models.rules.deadlines.condition import Condition, read_condition, read_settings
from models.rules.deadlines.fields import Field, field_of
from models.rules.deadlines.moving import read_extend, read_pause, read_skip, read_toll
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
    Met,
    Rule,
)
from models.rules.deadlines.selectors import Selector, read_where
from models.rules.deadlines.starting import SIDES, Notes, read_field, read_trigger
from models.rules.deadlines.tables import Table
from models.rules.deadlines.triggers import Trigger
from models.rules.events.shapes import Kind


def compile_rule(table: Table, pack: str, kind: str, notes: Notes) -> Rule:
    """Compile one rule; every mistake is noted in the table's list of problems.

    The rules and papers that it speaks of are added to the notes.
    """
    same_as = table.words("same_as")
    notes.rules.update(same_as)
    trigger_table = table.table("trigger")
    if (trigger_table is None) == (not same_as):
        table.refuse("trigger", "trigger与same_as须有其一，且只能有其一")
    trigger = read_trigger(trigger_table, notes)
    per, per_event, per_field = _per(table, notes)
    later = table.table("end_later_of")
    unless_met = table.text("unless_met")
    if unless_met:
        notes.rules.add(unless_met)
    pause = read_pause(table, notes)
    count = _count(table, trigger, bool(same_as))
    rule = Rule(
        id=table.text("id", required=True),
        pack=pack,
        kind=kind,
        name=table.text("name", required=True),
        basis=table.text("basis", required=True),
        note=table.text("note"),
        positions=table.words("positions"),
        positions_when=_positions(table),
        if_missed=table.text("if_missed"),
        procedures=table.words("procedures"),
        per=per,
        per_event=per_event,
        per_field=per_field,
        domiciled=table.choice("domiciled_in_prc"),
        when=read_condition(table, "when"),
        when_not=read_condition(table, "when_not"),
        duty=table.text("duty", required=True, known=(OFFICE, PARTY, WAITING)),
        ends_at_conclusion=table.flag("ends_at_conclusion"),
        trigger=trigger,
        same_as=same_as,
        count=count,
        extend=read_extend(table, notes),
        toll=read_toll(table, notes),
        pause=pause,
        skip=read_skip(table, notes, count),
        end_later_of=read_trigger(later, notes) if later is not None else None,
        roll=table.text("roll", known=("next", "previous", "none")) or "none",
        met=_met(table, notes),
        require=notes.selectors(table, "require"),
        unless=notes.selectors(table, "unless"),
        unless_met=unless_met,
        unless_by_due=notes.selector(table, "unless_by_due"),
        valid_from=table.day("valid_from"),
        valid_to=table.day("valid_to"),
        refers_to=frozenset(notes.rules),
        code=table.text("code"),
        text=table.text("text"),
        source=table.text("source"),
        confirmed_by=table.text("confirmed_by"),
        confirmed_on=table.day("confirmed_on"),
    )
    table.close()
    return rule


def _per(table: Table, notes: Notes) -> tuple[str, Selector | None, Field | None]:
    """Return who has a clock: the case, a side, every party, or each value of an event's field."""
    per = table.value("per")
    if per is None or isinstance(per, str):
        return table.text("per", known=(CASE, EVERY_PARTY, *SIDES)) or CASE, None, None
    inner = table.table("per")
    if inner is None:
        return CASE, None, None
    selector = notes.selector(inner, "of")
    inner.text("field", required=True)
    field = read_field(inner, "field", selector, Kind.ITEM, Kind.PARTY, Kind.TEXT)
    inner.close()
    return "", selector, field


def _positions(table: Table) -> tuple[tuple[Condition, tuple[str, ...]], ...]:
    found: list[tuple[Condition, tuple[str, ...]]] = []
    for one in table.tables("positions_when"):
        chosen, positions = read_settings(one, "settings"), one.words("positions")
        one.close()
        found.append((Condition((), chosen), positions))
    return tuple(found)


def _count(table: Table, trigger: Trigger, optional: bool) -> Count:
    inner = table.table("count")
    if inner is None:
        if not optional:
            table.refuse("count", "缺少")
        return Count(1, DAY)
    kinds = trigger.kinds()
    cases: list[tuple[Selector, int]] = []
    for one in inner.tables("cases"):
        where = read_where(one.table("where"), kinds)
        number = one.number("number", required=True)
        one.close()
        if number:
            cases.append((where, number))
    field = inner.text("field")
    count = Count(
        number=inner.number("number", required=not field),
        unit=inner.text("unit", required=True, known=(DAY, WORKDAY, MONTH, YEAR)),
        backward=inner.text("direction", known=("forward", "backward")) == "backward",
        field=_of_start(inner, "field", trigger, Kind.INT),
        until=_of_start(inner, "until", trigger, Kind.DATE),
        cases=tuple(cases),
        setting=inner.text("setting"),
        looser=inner.number("looser"),
        note=inner.text("note"),
    )
    if count.backward and count.unit in (MONTH, YEAR):
        inner.refuse("direction", "月、年不能向前计算")
    inner.close()
    return count


def _of_start(table: Table, name: str, trigger: Trigger, kind: Kind) -> Field | None:
    """Return a field of the event that starts the clock; refused when no start has it."""
    key, kinds = table.text(name), trigger.kinds()
    if not key:
        return None
    found = field_of(key, kinds, kind)
    if not found.names and kinds:
        table.refuse(name, f"起算的事件没有“{key}”这一字段，或者其种类不对")
    return found


def _met(table: Table, notes: Notes) -> Met | None:
    inner = table.table("met")
    if inner is None:
        return None
    found = Met(
        notes.selector(inner, "first"),
        notes.selector(inner, "all_of"),
        inner.text("each"),
        inner.flag("since_trigger"),
    )
    if (found.first is None) == (found.all_of is None) or bool(found.each) != bool(found.all_of):
        inner.refuse("", "first与all_of须有其一；all_of须写each")
    inner.close()
    return found
