"""The worker: one thing at a time, in order, not on the window's thread; errors to who asks."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from models.changes import Changes
from models.errors import BadInput, StorageError
from models.store.desk import Desk
from tests.ui.patience import came_due, held
from tests.ui.support import run_deferred as let_go
from ui.work.tasks import Worker


@pytest.fixture
def worker(qtbot: QtBot, desk_folder: Path) -> Iterator[Worker]:
    """Yield a worker over the sample office."""
    del qtbot
    made = Worker(lambda: Desk.open(desk_folder, "李敏"))
    yield made
    made.close()


def wait(qtbot: QtBot, worker: Worker) -> None:
    """Wait until it is idle."""
    qtbot.waitUntil(lambda: worker.idle)


def test_jobs_are_done_in_order_on_another_thread(worker: Worker, qtbot: QtBot) -> None:
    answers: list[tuple[int, int, int]] = []
    here = threading.get_ident()

    def work(number: int) -> Any:
        return lambda _desk: (number, threading.get_ident())

    def done(answer: tuple[int, int]) -> None:
        answers.append((*answer, threading.get_ident()))

    for number in range(50):
        worker.ask(work(number), done)
    assert not worker.idle
    wait(qtbot, worker)
    assert [n for n, _, _ in answers] == list(range(50))
    assert {there for _, there, _ in answers} != {here}
    assert {back for _, _, back in answers} == {here}


def test_a_command_is_announced_once_before_it_is_answered(worker: Worker, qtbot: QtBot) -> None:
    heard: list[str] = []
    worker.changed.connect(lambda changes: heard.append(f"changed {changes.action}"))
    worker.do(
        lambda _desk, name, *, kind: Changes(name, kinds=frozenset({kind})),
        "probe", kind="case", done=lambda changes: heard.append(f"done {changes.action}"),
    )  # fmt: skip
    worker.ask(lambda _desk: 3, lambda answer: heard.append(str(answer)))
    wait(qtbot, worker)
    assert heard == ["changed probe", "done probe", "3"]


def test_an_error_goes_to_who_asked_else_to_all(worker: Worker, qtbot: QtBot) -> None:
    mine: list[Exception] = []
    everyone: list[Exception] = []
    worker.failed.connect(everyone.append)

    def refuse(_desk: Desk) -> None:
        raise BadInput.of("x", "不行")

    worker.ask(refuse, lambda _: pytest.fail("it failed"), mine.append)
    worker.ask(refuse, lambda _: pytest.fail("it failed"))
    worker.ask(lambda _desk: 1, lambda _: mine.append(ValueError("goes on")))
    wait(qtbot, worker)
    assert [type(e) for e in mine] == [BadInput, ValueError]
    assert [str(e) for e in everyone] == ["x: 不行"]


def test_of_a_question_put_twice_only_the_newest_is_read_and_answered(
    worker: Worker, qtbot: QtBot
) -> None:
    mine, other = QObject(), QObject()
    read: list[str] = []
    told: list[str] = []

    def ask(word: str, owner: QObject, latest: str) -> None:
        def work(_desk: Desk) -> str:
            read.append(word)
            return word

        worker.ask(work, told.append, owner=owner, latest=latest)

    with held(worker):
        ask("旧", mine, "rows")
        ask("别的问题", mine, "count")
        ask("别人的", other, "rows")
        ask("新", mine, "rows")
        ask("收回的", mine, "paper")
        worker.forget(mine, "paper")
    wait(qtbot, worker)
    assert told == read == ["别的问题", "别人的", "新"]
    ask("再问", mine, "rows")
    wait(qtbot, worker)
    assert told[-1] == "再问"


def test_who_is_gone_is_not_called(worker: Worker, qtbot: QtBot) -> None:
    called: list[int] = []
    heard: list[str] = []
    owner = QObject()
    worker.changed.connect(lambda changes: heard.append(changes.action))
    with held(worker):
        worker.ask(lambda _desk: 1, called.append, owner=owner)
        worker.do(lambda _desk: Changes("kept"), done=lambda _: called.append(2), owner=owner)
        owner.deleteLater()
        let_go()
    wait(qtbot, worker)
    assert called == []
    assert heard == ["kept"], "the others still learn what changed"


def test_busy_says_when_and_when_not(worker: Worker, qtbot: QtBot) -> None:
    heard: list[bool] = []
    worker.busy.connect(heard.append)
    worker.ask(lambda _desk: 1, lambda _: None)
    worker.ask(lambda _desk: 1, lambda _: None)
    wait(qtbot, worker)
    assert heard == [True, False]


def test_close_finishes_what_was_begun(qtbot: QtBot, desk_folder: Path) -> None:
    del qtbot
    worker = Worker(lambda: Desk.open(desk_folder, "李敏"))
    reached: list[int] = []
    with held(worker):
        for _ in range(3):
            worker.ask(lambda _desk: reached.append(1), lambda _: None)
        assert reached == []
    worker.close()
    worker.close()  # a second time does nothing
    assert reached == [1, 1, 1]
    with Desk.open(desk_folder, "李敏"):
        pass  # the folder was given back


def test_a_folder_that_does_not_open_fails_each_time(qtbot: QtBot) -> None:
    def refuse() -> Desk:
        raise StorageError("数据文件夹打不开")

    worker = Worker(refuse)
    errors: list[Exception] = []
    worker.ask(lambda _desk: 1, lambda _: None, errors.append)
    worker.ask(lambda _desk: 1, lambda _: None, errors.append)
    qtbot.waitUntil(lambda: len(errors) == 2)
    worker.close()
    assert {str(e) for e in errors} == {"数据文件夹打不开"}


def test_the_window_goes_on_while_the_worker_works(worker: Worker, qtbot: QtBot) -> None:
    answers: list[int] = []
    with held(worker):
        worker.ask(lambda _desk: 1, answers.append)
        came_due()
        assert answers == [] and not worker.idle
    wait(qtbot, worker)
    assert answers == [1]


def test_a_folder_is_exchanged_with_nobody_in_it(
    worker: Worker, qtbot: QtBot, desk_folder: Path
) -> None:
    seen: list[Any] = []

    def work_as(desk: Desk) -> Desk:
        desk.actor = "王芳"
        return desk

    worker.ask(work_as, seen.append)

    def apart() -> str:
        with Desk.open(desk_folder, "检查"):  # HeldError unless the window has let go
            return "done"

    worker.replace(apart, seen.append)
    worker.ask(lambda desk: desk, seen.append)
    wait(qtbot, worker)
    before, done, after = seen
    assert done == "done" and after is not before and after.actor == "王芳"


def test_work_apart_that_fails_is_told_and_the_desk_opens_again(
    worker: Worker, qtbot: QtBot
) -> None:
    errors: list[Exception | None] = []
    names: list[str] = []

    def apart() -> None:
        raise StorageError("读不出来。")

    worker.replace(apart, errors.append, errors.append)
    worker.ask(lambda desk: desk.actor, names.append)
    wait(qtbot, worker)
    assert [str(e) for e in errors] == ["读不出来。"] and names == ["李敏"]
