"""The indicators in force: those of resources/statistics.toml, and the office's own.

An office's own tables are in `<data folder>/statistics.toml`, written like the bundled ones; a
table with the id of a bundled one takes its place.
"""

from collections.abc import Iterable
from functools import cache

import resources
from models.errors import KnownError
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
    """Return the indicators that come with the program."""
    return load_spec(resources.text(FILE_NAME))


def indicators(desk: Desk) -> Spec:
    """Return the indicators in force; IndicatorError when the office's own are broken."""
    path = desk.path / FILE_NAME
    if not path.is_file():
        return bundled()
    with storage_errors(str(path)):
        raw = path.read_bytes()
    try:
        return merged(bundled(), load_spec(_text(raw)))
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
