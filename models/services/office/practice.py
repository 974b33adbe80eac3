"""A folder of practice cases: marked before the first of them, for good; its day moves forward."""

from datetime import date

from models.errors import BadInput
from models.queries.usage import in_use
from models.store.desk import Desk
from models.store.unit import command

KEY = "practice.day"
LAST_DAY = date(2099, 12, 31)


@command(scripted=False)
def begin_practice(desk: Desk, day: date) -> None:
    """Mark an unused folder as one for practice; a folder with records can never become one."""
    if in_use(desk):
        raise BadInput.of(KEY, "这个数据文件夹里已有数据，不能改作练习")
    _write(desk, day)


@command(scripted=False)
def move_practice_day(desk: Desk, day: date) -> None:
    """Let the practice go on at a later day, so that its periods run."""
    before = desk.practice
    if before is None:
        raise BadInput.of(KEY, "这里不是练习，日期就是今天")
    if not before < day <= LAST_DAY:
        raise BadInput.of(KEY, "练习日期只能往后移")
    _write(desk, day)


def _write(desk: Desk, day: date) -> None:
    desk.settings.put({KEY: day}, source="练习")
    desk.unit.touch("setting")
