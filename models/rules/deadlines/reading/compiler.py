"""Compiling one rule of a pack: the tables of the package's docstring become objects."""

from models.rules.deadlines.moving import read_extend, read_pause, read_skip, read_toll
from models.rules.deadlines.reading.condition import Condition, read_condition, read_settings
from models.rules.deadlines.reading.fields import Field, field_of
from models.rules.deadlines.reading.rule import (
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
    RuleText,
)
from models.rules.deadlines.reading.selectors import Selector, read_where
from models.rules.deadlines.starting import SIDES, Notes, must_have, read_trigger
from models.rules.deadlines.triggers import Trigger
from models.rules.events.shapes import Kind
from models.rules.toml.rows import Row


def compile_rule(table: Row, pack: str, kind: str, notes: Notes) -> Rule:
    """Compile one rule; every mistake is noted in the table's list of problems.

    The rules and papers that it speaks of are added to the notes.
    """
    said = table.read(RuleText)
    notes.rules.update(said.same_as)
    trigger_table = table.inner("trigger")
    if (trigger_table is None) == (not said.same_as):
        table.refuse("trigger", "trigger与same_as须有其一，且只能有其一")
    trigger = read_trigger(trigger_table, notes)
    per, per_event, per_field = _per(table, notes)
    later = table.inner("end_later_of")
    if said.unless_met:
        notes.rules.add(said.unless_met)
    pause = read_pause(table, notes)
    count = _count(table, trigger, bool(said.same_as))
    rule = Rule(
        **vars(said),
        pack=pack,
        kind=kind,
        positions_when=_positions(table),
        per=per,
        per_event=per_event,
        per_field=per_field,
        when=read_condition(table, "when"),
        when_not=read_condition(table, "when_not"),
        duty=table.text("duty", known=(OFFICE, PARTY, WAITING)),
        trigger=trigger,
        count=count,
        extend=read_extend(table, notes),
        toll=read_toll(table, notes),
        pause=pause,
        skip=read_skip(table, notes, count),
        end_later_of=read_trigger(later, notes) if later is not None else None,
        roll=table.text("roll", "none", known=("next", "previous", "none")),
        met=_met(table, notes),
        require=notes.selectors(table, "require"),
        unless=notes.selectors(table, "unless"),
        unless_met_but=notes.selectors(table, "unless_met_but"),
        unless_by_due=notes.selector(table, "unless_by_due"),
        refers_to=frozenset(notes.rules),
    )
    table.close()
    return rule


def _per(table: Row, notes: Notes) -> tuple[str, Selector | None, Field | None]:
    """Return who has a clock: the case, a side, every party, or each value of an event's field."""
    per = table.value("per")
    if per is None or isinstance(per, str):
        return table.text("per", "", known=(CASE, EVERY_PARTY, *SIDES)) or CASE, None, None
    inner = table.inner("per")
    if inner is None:
        return CASE, None, None
    selector, key = notes.needed(inner, "of"), inner.text("field")
    field = must_have(inner, "field", key, selector, Kind.ITEM, Kind.PARTY, Kind.TEXT)
    inner.close()
    return "", selector, field


def _positions(table: Row) -> tuple[tuple[Condition, tuple[str, ...]], ...]:
    found: list[tuple[Condition, tuple[str, ...]]] = []
    for one in table.rows("positions_when"):
        chosen, positions = read_settings(one, "settings"), one.words("positions", ())
        one.close()
        found.append((Condition((), chosen), positions))
    return tuple(found)


def _count(table: Row, trigger: Trigger, optional: bool) -> Count:
    inner = table.inner("count")
    if inner is None:
        if not optional:
            table.refuse("count", "缺少")
        return Count(1, DAY)
    kinds = trigger.kinds()
    cases: list[tuple[Selector, int]] = []
    for one in inner.rows("cases"):
        where = read_where(one.inner("where"), kinds)
        number = one.size("number", needed=True)
        one.close()
        if number:
            cases.append((where, number))
    field = inner.text("field", "")
    count = Count(
        number=inner.size("number", needed=not field),
        unit=inner.text("unit", known=(DAY, WORKDAY, MONTH, YEAR)),
        backward=inner.text("direction", "", known=("forward", "backward")) == "backward",
        field=_of_start(inner, "field", trigger, Kind.INT),
        until=_of_start(inner, "until", trigger, Kind.DATE),
        cases=tuple(cases),
        setting=inner.text("setting", ""),
        looser=inner.size("looser"),
        note=inner.text("note", ""),
    )
    if count.backward and count.unit in (MONTH, YEAR):
        inner.refuse("direction", "月、年不能向前计算")
    inner.close()
    return count


def _of_start(table: Row, name: str, trigger: Trigger, kind: Kind) -> Field | None:
    """Return a field of the event that starts the clock; refused when no start has it."""
    key, kinds = table.text(name, ""), trigger.kinds()
    if not key:
        return None
    found = field_of(key, kinds, kind)
    if not found.names and kinds:
        table.refuse(name, f"起算的事件没有“{key}”这一字段，或者其种类不对")
    return found


def _met(table: Row, notes: Notes) -> Met | None:
    inner = table.inner("met")
    if inner is None:
        return None
    found = Met(
        notes.selector(inner, "first"),
        notes.selector(inner, "all_of"),
        inner.text("each", ""),
        inner.flag("since_trigger", False),
    )
    if (found.first is None) == (found.all_of is None) or bool(found.each) != bool(found.all_of):
        inner.refuse("", "first与all_of须有其一；all_of须写each")
    inner.close()
    return found
