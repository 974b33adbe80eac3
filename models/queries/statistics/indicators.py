"""The indicators in force: those of resources/statistics.toml and of ledgers, the office's own.

An office's own tables are in `<data folder>/statistics.toml`, written like the bundled ones; a
table with the id of a bundled one takes its place.
"""

from collections.abc import Iterable
from dataclasses import replace
from functools import cache

import resources
from models.errors import KnownError
from models.reference import ledgers
from models.rules.problem import InputRefused, Problem
from models.rules.statistics import Spec, load_spec, merged
from models.store.desk import Desk
from models.store.faults import storage_errors

FILE_NAME = "statistics.toml"


class IndicatorError(KnownError):
    """The office's own indicators cannot be used: the message names the place and what to do."""

    def __init__(self, problems: Iterable[Problem], path: str) -> None:
        lines = "\n".join(str(p) for p in problems)
        super().__init__(
            f"{lines}\n本局的统计指标不能使用，没有统计，已保存的数据不受影响。"
            f"请改正“{path}”，或者将其移走后重试。"
        )


@cache
def bundled() -> Spec:
    """Return the indicators that come with the program, without those of ledgers."""
    return load_spec(resources.text(FILE_NAME))


def with_ledgers() -> Spec:
    """Return the bundled indicators with the tables of ledgers before and behind them."""
    base = bundled()
    found = [one.figures for one in ledgers.ledgers().values() if one.figures]
    first, last = ([f.group for f in found if f.first is wanted] for wanted in (True, False))
    return replace(base, groups=(*first, *base.groups, *last))


def indicators(desk: Desk) -> Spec:
    """Return the indicators in force; IndicatorError when the office's own are broken."""
    path = desk.path / FILE_NAME
    if not path.is_file():
        return with_ledgers()
    with storage_errors(str(path)):
        raw = path.read_bytes()
    try:
        return merged(with_ledgers(), load_spec(_text(raw), ledgers.subjects()))
    except InputRefused as refused:
        raise IndicatorError(refused.problems, str(path)) from refused


def _text(raw: bytes) -> str:
    """Return the file's text; editors of a Chinese Windows may save it in GB 18030."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise InputRefused((Problem(FILE_NAME, "不是文本文件"),))
