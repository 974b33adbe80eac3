"""Places in the texts of settings: as people read them, as they are kept, filled in."""

import pytest

from models.rules import places

PAIRS = [
    ("晋知〔{year}〕{n}号", "晋知〔{年份}〕{序号}号"),
    ("晋知〔{year}〕{n:03d}号", "晋知〔{年份}〕{三位序号}号"),
    ("依法向{court}起诉，向{government}申请复议", "依法向{法院名称}起诉，向{政府名称}申请复议"),
    ("没有空位", "没有空位"),
]


@pytest.mark.parametrize(("kept", "shown"), PAIRS)
def test_shown_in_chinese_and_kept_as_before(kept: str, shown: str) -> None:
    assert places.shown(kept) == shown
    assert places.kept(shown) == kept
    assert places.kept(kept) == kept, "who types the key itself means it"


def test_what_is_no_place_stays() -> None:
    assert places.kept("{名称}{}{三位年}") == "{名称}{}{三位年}"
    assert places.shown("{n:x}{name}") == "{n:x}{name}"


@pytest.mark.parametrize(
    ("pattern", "number", "text"),
    [("〔{year}〕{n}号", 7, "〔2026〕7号"), ("〔{year}〕{n:03d}号", 7, "〔2026〕007号"),
     ("{n:02d}/{year}", 123, "123/2026")],
)  # fmt: skip
def test_numbers_are_made_and_read_back(pattern: str, number: int, text: str) -> None:
    assert places.numbered(pattern, 2026, number) == text
    assert places.running(pattern, 2026, text) == number
    assert places.running(pattern, 2027, text) == 0
