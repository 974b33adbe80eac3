"""Every setting: what is put in comes back, after closing, from a backup, through its text form."""

import unicodedata
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.backup import backup, restore
from models.errors import BadInput
from models.services.office.office import set_setting, set_settings
from models.store.desk import Desk
from models.store.settings.definitions import Definition, Value, definitions, validate

ITEMS = [item for item in definitions().values() if item.group != "practice"]
OFTEN = settings(derandomize=True, max_examples=200)
NUMBER = "某知〔{year}〕{n}号"


def values(item: Definition) -> list[Value]:
    """Return values that a setting may have."""
    if item.choices:
        return [choice.value for choice in item.choices]
    match item.type:
        case "bool":
            return [True, False]
        case "int":
            low, high = item.min or 0, item.max or 99
            return [low, high, (low + high) // 2]
        case "date":
            return [date(2027, 12, 31), date(2026, 1, 1)]
        case _:
            return _texts(item)


def _texts(item: Definition) -> list[Value]:
    if item.pattern == "number":
        return [NUMBER]
    if item.pattern == "remedy":
        return ["可以向{court}起诉，也可以向{government}申请复议。", "没有空位的话"]
    if item.pattern:
        return [t for t in ("041100", "0357-5550001", "11140000000000000X") if _fits(item, t)]
    lines = ["一行\n两行"] if item.group != "office" else []  # heads of papers are one line
    return ["禾川县市场监督管理局", *lines, "“引号”、〔括号〕和 blanks"]


def _fits(item: Definition, text: str) -> bool:
    try:
        validate(item.key, text)
    except BadInput:
        return False
    return True


CASES = [(item.key, value) for item in ITEMS for value in values(item)]


def test_every_setting_is_tried() -> None:
    assert {key for key, _ in CASES} >= {i.key for i in ITEMS if not i.pattern}
    assert len(ITEMS) > 35


def test_what_is_put_in_comes_back(desk: Desk) -> None:
    for key, value in CASES:
        set_setting(desk, key, value, source="会议纪要", confirmed_by="王局",
                    confirmed_on=date(2026, 1, 5))  # fmt: skip
        info = desk.settings.info(key)
        assert info.value == value and type(info.value) is type(value), key
        assert (info.source, info.confirmed_by, info.confirmed_on, info.confirmed) == (
            "会议纪要", "王局", date(2026, 1, 5), True,
        )  # fmt: skip
        set_setting(desk, key, None)
        assert desk.settings.get(key) is None, key


def test_typed_as_text_it_is_the_same(desk: Desk) -> None:
    for key, value in CASES:
        texts = {
            bool: [("是" if value else "否"), str(value).lower()],
            date: [value.isoformat() if isinstance(value, date) else ""],
        }.get(type(value), [f" {value} "])
        for text in texts:
            assert desk.settings.validate(key, text) == value, (key, text)


def test_nonsense_is_refused_by_its_key(desk: Desk) -> None:
    for item in ITEMS:
        refuses_nonsense(desk, item)


def refuses_nonsense(desk: Desk, item: Definition) -> None:
    wrong: list[object] = [[], 3.5, b"x"]
    wrong += {"bool": ["perhaps"], "int": ["3.5", "viele", 10**12], "date": ["2026-02-30"]}.get(
        item.type, ["a\x00b"] if item.type == "text" else ["no such choice"]
    )
    before = desk.settings.get(item.key)
    for value in wrong:
        with pytest.raises(BadInput) as error:
            set_setting(desk, item.key, value)  # type: ignore[arg-type] - that is the point
        assert [p.field for p in error.value.problems] == [item.key]
        assert item.label in error.value.problems[0].problem
    assert desk.settings.get(item.key) == before


def test_they_outlive_closing_and_travel_with_the_backup(tmp_path: Path) -> None:
    last = dict(CASES)
    with Desk.open(tmp_path / "data", "张三") as desk:
        set_settings(desk, last, source="样例", confirmed_by="甲", confirmed_on=date(2026, 1, 5))
        path = backup.make(desk)
    with Desk.open(tmp_path / "data", "张三") as desk:
        assert {key: desk.settings.get(key) for key in last} == last
    restore.restore(tmp_path / "新电脑", path, "李敏", datetime.now(UTC))
    with Desk.open(tmp_path / "新电脑", "李敏") as desk:
        assert {key: desk.settings.get(key) for key in last} == last
        assert {desk.settings.info(key).confirmed_by for key in last} == {"甲"}


def test_an_unknown_key_is_refused_whole(desk: Desk) -> None:
    before = desk.settings.get("office.name")
    with pytest.raises(BadInput, match="没有这项设置"):
        set_settings(desk, {"office.name": "新名称", "office.colour": "red"})
    assert desk.settings.get("office.name") == before


@OFTEN
@given(st.text(max_size=80))
def test_any_text_is_kept_as_it_is_or_refused(text: str) -> None:
    try:
        kept = validate("office.name", text)
    except BadInput as refused:
        assert refused.problems[0].field == "office.name"
        assert any(unicodedata.category(c)[0] in "CZ" for c in text.strip())
        return
    assert kept == (text.strip() or None)


@OFTEN
@given(st.text(alphabet="〔〕[]{}yearn年号0123: ", max_size=24))
def test_a_number_pattern_has_year_and_number_once_each(text: str) -> None:
    try:
        kept = validate("position.number.adjudication", text)
    except BadInput:
        return
    if kept is not None:
        made = str(kept).format(year=2026, n=7)
        assert "2026" in made and "7" in made
