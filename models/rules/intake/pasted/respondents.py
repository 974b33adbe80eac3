"""A table of respondents and one request as the pattern: every row becomes a request of its own.

Several respondents on one patent are told in separate requests (办法第21条). What a row does not
say is as in the pattern; the pattern's own respondents and what points at them do not go along.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from models.rules.events.base import Json
from models.rules.folding import code, folded
from models.rules.intake.fields import FieldDef, FieldTable, Group, Kind
from models.rules.intake.parties import LISTS, POINTERS, keyed
from models.rules.intake.pasted.cells import headed, heading, left_out
from models.rules.intake.tables import IntakeRules
from models.rules.problem import Problem

MOST_ROWS = 500
KEY = "R1"
ACTS = "acts"
ACTS_LABEL = "行为"
_ACT_HEADINGS = ("行为", "被控行为", "侵权行为", "被控侵权行为", "实施行为", "行为类型")
_SHARED = ("id_no",)  # 统一社会信用代码 beside 身份证号码: each row fills one of the two
_BETWEEN = re.compile(r"[、，,；;/\s]+")
_PARTY = LISTS["respondents"]
_HOLDER = re.compile(r"respondents(?:\[\d+\])?\.?(.*)")
# How the rows are wrong, not one of them: what is left of the title row and of the count.
TABLE = "table"


@dataclass(frozen=True)
class Row:
    """One respondent as the table has it: cells by field; `number` counts from 1."""

    number: int
    cells: Mapping[str, str]
    problems: tuple[Problem, ...] = ()

    @property
    def path(self) -> str:
        """Return where a problem of the row is."""
        return f"rows[{self.number - 1}]"

    def problem(self, name: str, label: str, words: str) -> Problem:
        """Return a problem of a field of the row; row and field are said in the words, too."""
        return Problem(f"{self.path}.{name}", f"第{self.number}行{label}：{words}")


@dataclass(frozen=True)
class Respondents:
    """The rows, which fields the table has, and what it has no use for."""

    rows: tuple[Row, ...]
    columns: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = field(default=())


def columns_of(table: FieldTable) -> dict[str, FieldDef]:
    """Return the fields that a table of respondents may have a column for."""
    groups = (Group.PARTY, Group.CONTENT, Group.OTHER)
    return {f.id: f for f in table.of(*groups, side=_PARTY.side) if f.headings}


def label_of(table: FieldTable, name: str) -> str:
    """Return what a column is called."""
    return ACTS_LABEL if name == ACTS else columns_of(table)[name].label


def read_table(cells: Sequence[Sequence[str]], rules: IntakeRules) -> Respondents:
    """Read a table with its title row; what is wrong with the whole of it is in `problems`."""
    known = columns_of(rules.fields)
    words = {name: [heading(word) for word in f.headings] for name, f in known.items()}
    words[ACTS] = [heading(word) for word in _ACT_HEADINGS]
    if not cells:
        return Respondents((), problems=(Problem(TABLE, "请粘贴被请求人的表格"),))
    head = [heading(cell) for cell in cells[0]]
    columns, exact = headed(head, words, shared=_SHARED)
    if not exact or "name" not in columns.values():
        why = "第一行应当是标题行，其中要有“名称”一列（如：名称、统一社会信用代码、地址、电话）"
        return Respondents((), problems=(Problem(TABLE, why),))
    body = [row for row in cells[1:] if any(cell.strip() for cell in row)]
    if not 1 <= len(body) <= MOST_ROWS:
        why = f"标题行下面应有1至{MOST_ROWS}行，现有{len(body)}行"
        return Respondents((), problems=(Problem(TABLE, why),))
    rows = [_row(n, row, columns, rules.fields) for n, row in enumerate(body, start=1)]
    names = tuple(dict.fromkeys(columns.values()))
    return Respondents(tuple(_once(rows)), names, left_out(cells, head, columns))


def _row(number: int, cells: Sequence[str], columns: Mapping[int, str], table: FieldTable) -> Row:
    found: dict[str, str] = {}
    row, wrong = Row(number, found), list[Problem]()
    for n, name in columns.items():
        text = cells[n].strip() if n < len(cells) else ""
        if text and name in found:
            words = f"两列都写了（{found[name]}、{text}），请只留一个"
            wrong.append(row.problem(name, label_of(table, name), words))
        elif text:
            found[name] = text
    return replace(row, problems=tuple(wrong))


def _once(rows: Iterable[Row]) -> Iterable[Row]:
    """Yield the rows; one that names a respondent of an earlier row says so."""
    by_number: dict[str, int] = {}
    by_name: dict[str, int] = {}
    for row in rows:
        number, name = code(row.cells.get("id_no", "")), folded(row.cells.get("name", ""))
        same = by_number.get(number) if number else by_name.get(name)
        if same is not None:
            words = f"与第{same}行是同一名被请求人，请并成一行"
            yield replace(row, problems=(*row.problems, row.problem("name", "名称", words)))
            continue
        if number:
            by_number[number] = row.number
        if name:
            by_name.setdefault(name, row.number)
        yield row


def request_of(
    pattern: Mapping[str, Json], row: Row, rules: IntakeRules
) -> tuple[dict[str, Json], list[Problem]]:
    """Return the request that a row makes of the pattern, and what its cells say wrongly."""
    data = keyed(pattern)
    own = [one for one in _objects(data.get("respondents"))]
    first = own[0] if own else {}
    wrong: list[Problem] = list(row.problems)
    party: dict[str, Json] = {"id": KEY}
    for name, rule in columns_of(rules.fields).items():
        value = _value(row, rule, wrong)
        if not value:
            continue
        if rule.group is not Group.PARTY:
            data[rule.path] = value
        elif rule.parent:
            inner = party.get(rule.parent)
            party[rule.parent] = (inner if isinstance(inner, dict) else {}) | {rule.name: value}
        else:
            party[name] = value
    data["respondents"] = [_completed(party, first, row, rules.fields)]
    gone = [one.get("id") for one in own]
    for name in ("agents", "papers"):
        data[name] = [o for o in _objects(data.get(name)) if o.get(POINTERS[name]) not in gone]
    data[ACTS] = _acts(row, data, rules, wrong)
    return data, wrong


def _objects(value: Json) -> list[dict[str, Json]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _value(row: Row, rule: FieldDef, wrong: list[Problem]) -> str:
    """Return a cell as the request has it: a choice by its code."""
    text = row.cells.get(rule.id, "")
    if rule.kind is not Kind.CHOICE or not text:
        return text
    for chosen, name in rule.names.items():
        if folded(text) in (folded(name), chosen):
            return chosen
    words = f"不认识“{text}”，可以写：{'、'.join(rule.names.values())}"
    wrong.append(row.problem(rule.id, rule.label, words))
    return ""


def _completed(
    party: dict[str, Json], pattern: Mapping[str, Json], row: Row, table: FieldTable
) -> dict[str, Json]:
    """Add what follows from the rest: kind of party, kind of number, who runs the business.

    Without a column of its own the kind is the one to which alone a filled field belongs, else that
    of the pattern's respondent.
    """
    kind = party.get("kind") or _only_kind(row, table) or pattern.get("kind")
    made = party | ({"kind": kind} if kind else {})
    if "id_no" in made:
        made.setdefault("id_type", "ric" if kind == "natural" else "uscc")
    # A licence names one 经营者; 实际经营者 is asked for where somebody else is said to be it.
    if kind == "sole_trader" and "operator" not in made and "legal_rep" in made:
        made["operator"] = {"name": made["legal_rep"]}
    return made


def _only_kind(row: Row, table: FieldTable) -> str:
    kinds = [f.when.get("kind", ()) for n, f in columns_of(table).items() if row.cells.get(n)]
    return next((one[0] for one in kinds if len(one) == 1), "")


def _acts(
    row: Row, data: Mapping[str, Json], rules: IntakeRules, wrong: list[Problem]
) -> list[Json]:
    """Return the acts of the row's respondent, as the row has them or else as the pattern."""
    typed = [one for one in _BETWEEN.split(row.cells.get(ACTS, "")) if one]
    if not typed:
        given = [one.get("act") for one in _objects(data.get(ACTS))]
        return [{"act": act} for act in dict.fromkeys(given)]
    names = {folded(act.name): act.id for act in rules.acts.values()}
    whole = names.get(folded(row.cells[ACTS]))  # one act is itself a list of four
    found = [whole] if whole else [names.get(folded(one), "") for one in typed]
    for one, act in zip(typed, found, strict=False):
        if not act:
            words = f"不认识“{one}”，可以写：{'、'.join(a.name for a in rules.acts.values())}"
            wrong.append(row.problem(ACTS, ACTS_LABEL, words))
    return [{"act": act} for act in dict.fromkeys(found) if act]


def of_row(row: Row, found: Problem, table: FieldTable) -> Problem | None:
    """Return a problem of the request as one of the row, None when the pattern has it.

    What is wrong in a field that the row fills, or with the respondent, is the row's.
    """
    holder = _HOLDER.fullmatch(found.field)
    top = re.split(r"[.\[]", found.field, maxsplit=1)[0]
    if not holder and top not in row.cells:
        return None
    rule = table.at(found.field)
    name = rule.id if rule else ACTS if top == ACTS else "name"
    return row.problem(
        name, ACTS_LABEL if name == ACTS else rule.label if rule else "", found.problem
    )
