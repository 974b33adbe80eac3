"""What settings there are: the definitions of resources/settings.toml and the check of a value."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Annotated

import resources
from models.errors import BadInput
from models.rules.events.base import Json, Words
from models.rules.folding import half_width
from models.rules.places import number_problem
from models.rules.text_checks import placeholder, text_problem
from models.rules.toml.rows import Row, read_toml

Value = str | int | bool | date | None
Given = Json | date
"""What comes as the value of a setting before it is checked."""
TYPES = ("text", "int", "bool", "choice", "date")
GROUPS = ("office", "authority", "position", "internal", "practice")
MAX_TEXT = 500
_YES, _NO = {"true", "是", "1"}, {"false", "否", "0"}
_PLACEHOLDER = re.compile(r"\{(year|n(?::0[1-9]d)?)\}")
REMEDY_PLACE = re.compile(r"\{(court|government)\}")
_KINDS = ("", "number", "remedy", "folder")  # patterns that are no expression


@dataclass(frozen=True)
class Choice:
    """One allowed value of a setting and its Chinese label."""

    value: str | int
    label: str


@dataclass(frozen=True)
class NeededWhen:
    """The values of another setting with which one is required."""

    key: str
    values: Annotated[tuple[str, ...], Words(key="is")]


@dataclass(frozen=True)
class Definition:
    """What settings.toml says of one key; `suggestion` is offered, never used by itself;
    `example` is only shown in the empty field.

    `needed_when` narrows `required_for`: the key counts as required only while the other setting
    has one of the values.
    """

    key: str
    type: str
    label: str
    group: str
    source: str
    default: str | int | bool | None = None
    suggestion: str = ""
    example: str = ""
    choices: tuple[Choice, ...] = ()
    required_for: tuple[str, ...] = ()
    needed_when: NeededWhen | None = None
    min: int | None = None
    max: int | None = None
    pattern: str = ""


@cache
def definitions() -> Mapping[str, Definition]:
    """Return the definitions by key, in the order of settings.toml."""
    return parse(resources.text("settings.toml"))


def parse(toml_text: str) -> dict[str, Definition]:
    """Return the definitions of a settings file; InputRefused when it contradicts itself."""
    data = read_toml(toml_text, "settings.toml")
    found: dict[str, Definition] = {}
    for item in data.each("setting", _definition):
        if found.setdefault(item.key, item) is not item:
            data.refuse("setting", f"{item.key}写了两次")
    for item in found.values():
        if item.needed_when is not None and item.needed_when.key not in found:
            data.refuse("setting", f"{item.key}取决于没有的设置")
    return found


def _definition(row: Row) -> Definition:
    item = row.read(Definition)
    row.text("type", known=TYPES)
    row.text("group", known=GROUPS)
    if not item.source:
        row.refuse("source", "缺少")
    if item.default is not None and _checked(item, item.default) != item.default:
        row.refuse("default", f"不是{item.type}")
    return item


def definition(key: str) -> Definition:
    """Return the definition of a key; BadInput for an unknown one."""
    try:
        return definitions()[key]
    except KeyError:
        raise BadInput.of(key, "没有这项设置") from None


def validate(key: str, value: Given) -> Value:
    """Return the value in the key's type; text forms (“30”, “是”, ISO date) are read.

    None or empty text clears the setting. BadInput names the key and what is wrong.
    """
    item = definition(key)
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    return _checked(item, value)


def _checked(item: Definition, value: Given) -> Value:
    result = _READERS[item.type](item, value)
    if item.choices and result not in [c.value for c in item.choices]:
        allowed = "、".join(f"{c.label}（{c.value}）" for c in item.choices)
        raise BadInput.of(item.key, f"{item.label}只能是：{allowed}")
    return result


def _read_text(item: Definition, value: Given) -> str:
    if not isinstance(value, str):
        raise BadInput.of(item.key, f"{item.label}应为文字")
    text = value.strip()
    if item.pattern not in _KINDS:  # a code: full-width digits are digits
        text = half_width(text)
    if item.pattern == "number" and not _is_number_pattern(text):
        example = "知裁〔{年份}〕{序号}号"
        raise BadInput.of(item.key, f"{item.label}须写明{{年份}}和{{序号}}各一处，例如“{example}”")
    if item.pattern == "number" and (wrong := number_problem(_PLACEHOLDER.sub("1", text))):
        raise BadInput.of(item.key, f"{item.label}：{wrong}")
    if wrong := text_problem(text, MAX_TEXT, lines=item.group != "office"):
        raise BadInput.of(item.key, f"{item.label}{wrong}")
    if item.pattern == "remedy" and re.search(r"[{}]", REMEDY_PLACE.sub("", text)):
        raise BadInput.of(item.key, f"{item.label}里只能用{{法院名称}}和{{政府名称}}两个空位")
    if item.pattern not in _KINDS and not re.fullmatch(item.pattern, text):
        raise BadInput.of(item.key, f"{item.label}的格式不对：{text}。{item.source}")
    if held := placeholder(text):  # of several lines, too: nobody is quoted in a setting
        raise BadInput.of(item.key, f"{item.label}里的“{held}”是待填写的空位，请写实际内容")
    return text


def _is_number_pattern(text: str) -> bool:
    names = sorted(name.partition(":")[0] for name in _PLACEHOLDER.findall(text))
    rest = _PLACEHOLDER.sub("", text)
    return names == ["n", "year"] and "{" not in rest and "}" not in rest


def _read_int(item: Definition, value: Given) -> int:
    if isinstance(value, str) and re.fullmatch(r"-?\d{1,9}", value.strip(), re.ASCII):
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool):
        raise BadInput.of(item.key, f"{item.label}应为整数")
    low, high = item.min, item.max
    if (low is not None and value < low) or (high is not None and value > high):
        raise BadInput.of(item.key, f"{item.label}应在{low}到{high}之间")
    return value


def _read_bool(item: Definition, value: Given) -> bool:
    if isinstance(value, bool):
        return value
    text = str(value).strip().lower()
    if isinstance(value, str) and text in _YES | _NO:
        return text in _YES
    raise BadInput.of(item.key, f"{item.label}只能是“是”或“否”")


def _read_choice(item: Definition, value: Given) -> str:
    if not isinstance(value, str):
        raise BadInput.of(item.key, f"{item.label}应从列出的选项中选择")
    return value.strip()


def _read_date(item: Definition, value: Given) -> date:
    if type(value) is date:
        return value
    if isinstance(value, str):
        try:
            return date.fromisoformat(value.strip())
        except ValueError:
            pass
    raise BadInput.of(item.key, f"{item.label}应为日期，例如 2026-01-05")


_READERS = {
    "text": _read_text,
    "int": _read_int,
    "bool": _read_bool,
    "choice": _read_choice,
    "date": _read_date,
}
