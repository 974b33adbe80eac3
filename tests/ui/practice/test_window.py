"""练习案件: the window that clerks practise in, and that nothing of it reaches the real cases."""

import io
import sqlite3
import zipfile
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from models.backup.verify import verify
from models.errors import BadInput, HeldError, StorageError
from models.queries.documents import files_of
from models.services.office.office import set_settings
from models.store.db import FILE_NAME
from models.store.desk import Desk
from tests.pdf import pages_of
from tests.ui import support
from tests.ui.conftest import OpenWindow
from tests.ui.hand import Hand
from tests.ui.practice.conftest import OpenPractice
from ui.pages.cases.page import CasesPage
from ui.pages.intake.page import IntakePage
from ui.pages.today.page import TodayPage
from ui.practice.opening import OPEN_ALREADY, clear, open_practice
from ui.practice.samples import plan
from ui.shell import messages, targets
from ui.shell.actions import Act
from ui.shell.app import make_window
from ui.shell.main_window import MainWindow
from ui.shell.pages import PAGES
from ui.verbs.playing.scenario import Clock

DAY = date(2026, 4, 8)


def rows(folder: Path) -> dict[str, list[Any]]:
    """Return every row of every table of a folder."""
    with closing(sqlite3.connect(folder / FILE_NAME)) as conn:
        names = conn.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return {name: conn.execute(f"SELECT * FROM {name}").fetchall() for (name,) in names}


def band_texts(window: MainWindow) -> str:
    """Return what is in the band."""
    return "　".join(w.text() for w in support.visible(window.practice.band(), QLabel))


def test_the_band_stands_over_every_page(practice: MainWindow, qtbot: QtBot) -> None:
    assert practice.windowTitle() == "知裁台（练习）"
    for page in PAGES:
        practice.go(support.target(page.id))
        support.settled(qtbot, practice)
        band = practice.practice.band()
        assert band.isVisibleTo(practice) and band.height() > 20, page.id
        assert "练习——这里的案件和文书不作数" in band_texts(practice)
        assert "2026年4月8日（星期三）" in band_texts(practice)


def test_cases_stand_at_different_stages(practice: MainWindow, qtbot: QtBot) -> None:
    practice.go(targets.Cases())
    support.settled(qtbot, practice)
    page = practice.stack.currentWidget()
    assert isinstance(page, CasesPage)
    model = page.table.model()
    shown = [
        " ".join(str(model.index(r, c).data() or "") for c in range(model.columnCount()))
        for r in range(model.rowCount())
    ]
    assert len(shown) == len(plan().cases) == 4
    for word in ("送达与答辩", "合议", "调解", "补正"):
        assert any(word in line for line in shown), (word, shown)
    practice.go(targets.Intake())
    support.settled(qtbot, practice)
    intake = practice.stack.currentWidget()
    assert isinstance(intake, IntakePage)
    assert "上次未完成的收案" in intake.typing.banner_text.text()
    values: dict[str, Any] = dict(intake.sections.values())
    assert values["requesters"][0]["name"]


def test_the_day_moves_and_periods_run(practice: MainWindow, qtbot: QtBot) -> None:
    def dues() -> dict[str, int]:
        today = practice.stack.currentWidget()
        assert isinstance(today, TodayPage) and today.today is not None
        return {card.id: card.total for card in today.today.cards}

    assert dues()["overdue"] == 0
    support.press(practice, "后一天")
    support.settled(qtbot, practice)
    assert "2026年4月9日（星期四）" in band_texts(practice)
    assert dues()["due"] == 1
    support.press(practice, "后一周")
    support.settled(qtbot, practice)
    assert practice.context.today() == date(2026, 4, 16)
    assert "4月16日" in practice.stack.currentWidget().day.text()  # type: ignore[attr-defined]
    assert dues()["overdue"] >= 2


@pytest.mark.parametrize("final", [False, True])
def test_a_paper_made_here_bears_the_word(
    practice: MainWindow, qtbot: QtBot, read: support.Read, final: bool
) -> None:
    from models.services.shared import documents

    def make(desk: Desk) -> dict[str, bytes]:
        orders = (documents.Order("deadline_explanation"), documents.Order("request"))
        documents.make_documents(desk, 1, orders, final=final)
        return files_of(desk, 1)[-1].contents

    made = read(practice, make)
    pages = pages_of(made["pdf"])
    assert pages and all("练习用文书，不作数" in text for text in pages)
    mark = "练习" if final else "练习草稿"
    assert all(mark in text.replace("练习用文书", "").replace("\r\n", "") for text in pages)
    with zipfile.ZipFile(io.BytesIO(made["docx"])) as archive:
        for head in ("word/header1.xml", "word/header2.xml"):
            text = archive.read(head).decode()
            assert "<w:t" in text and "练习用文书，不作数</w:t>" in text
            assert f'string="{mark}"' in text
        assert "练习" in archive.read("docProps/custom.xml").decode()
    letter = read(
        practice,
        lambda desk: documents.make_entry_paper(desk, 1, "notification_letter", draft=False),
    )
    assert "练习用文书，不作数" in pages_of(letter.pdf)[0]


def test_every_stored_practice_paper_bears_the_word(
    practice: MainWindow, read: support.Read
) -> None:
    stored = read(practice, lambda desk: [f for n in (1, 2, 3, 4) for f in files_of(desk, n)])
    assert len(stored) > 20
    for paper in stored:
        for text in pages_of(paper.contents["pdf"]):
            assert "练习用文书，不作数" in text, paper.title


def test_a_real_paper_does_not(window: MainWindow, play: support.Play, desk_folder: Path,
                               read: support.Read) -> None:  # fmt: skip
    case_id = play(desk_folder, "S4", papers=True)
    for paper in read(window, lambda desk: files_of(desk, case_id)):
        assert not any("练习" in text for text in pages_of(paper.contents["pdf"]))


def test_the_real_desk_is_not_touched(
    desk_folder: Path, open_practice_window: OpenPractice, qtbot: QtBot, read: support.Read
) -> None:
    before = rows(desk_folder)
    files = sorted(desk_folder.rglob("*"))
    folder = desk_folder.with_name("desk-练习")
    window = open_practice_window(folder)  # built here, on the worker
    hand = Hand(qtbot, window)
    page = hand.case(1)
    dialog = hand.open(page, "record_event", None)
    dialog.reject()
    support.press(window, "后一天")
    support.settled(qtbot, window)
    assert read(window, verify) == []
    window.context.worker.close()
    assert rows(desk_folder) == before and sorted(desk_folder.rglob("*")) == files
    assert len(rows(folder)["case_file"]) == 4


def test_marked_for_good_however_it_is_opened(
    qapp: Any, practice_folder: Path, store: QSettings, qtbot: QtBot, read: support.Read
) -> None:
    window = make_window(practice_folder, "王芳", store)
    window.show()
    window.go_home()
    support.settled(qtbot, window)
    assert "不作数" in band_texts(window) and window.context.today() == DAY
    with pytest.raises(BadInput, match="练习日期"):
        read(window, lambda desk: set_settings(desk, {"practice.day": None}))
    window.work_as("陈雨")
    support.settled(qtbot, window)
    # The real window does not begin with an invented name.
    assert not [key for key in store.allKeys() if "actor" in key]
    window.context.worker.close()
    window.deleteLater()
    del qapp


def test_beginning_again(
    practice: MainWindow, practice_folder: Path, open_practice_window: OpenPractice, qtbot: QtBot
) -> None:
    support.press(practice, "后一周")
    support.settled(qtbot, practice)
    before = rows(practice_folder)
    (practice_folder / "我的笔记.txt").write_text("不是程序的文件", encoding="utf-8")
    support.press(practice, "重新开始练习…")
    support.press(practice, "取消")
    assert practice.isVisible() and not practice.practice.begin_again
    support.press(practice, "重新开始练习…")
    with qtbot.waitSignal(practice.closed):
        support.press(practice, "重新开始")
    assert practice.practice.begin_again
    again = open_practice_window(practice_folder, fresh=True)
    assert again.context.today() == DAY and "4月8日" in band_texts(again)
    after = rows(practice_folder)
    assert len(after["case_file"]) == 4 and after["audit"] != before["audit"]
    assert (practice_folder / "我的笔记.txt").exists()
    again.go(targets.Case(case_id=1))
    support.settled(qtbot, again)


def test_a_half_built_folder_is_built_again(practice_folder: Path) -> None:
    with closing(sqlite3.connect(practice_folder / FILE_NAME)) as conn, conn:
        conn.execute("UPDATE setting SET value = '\"2025-06-02\"' WHERE key = 'practice.day'")
    steps: list[tuple[int, int]] = []
    with open_practice(practice_folder, fresh=False, progress=lambda *at: steps.append(at)) as desk:
        assert desk.practice == DAY == desk.today()
    assert steps[0] == (0, 6) and steps[-1] == (6, 6)


@pytest.mark.parametrize("fresh", [False, True])
def test_a_folder_of_real_cases_is_refused(desk_folder: Path, fresh: bool) -> None:
    before = rows(desk_folder)
    with pytest.raises(StorageError, match="不能用来练习"):
        open_practice(desk_folder, fresh=fresh, progress=lambda *_: None)
    assert rows(desk_folder) == before
    with Desk.open(desk_folder, "李敏") as desk:
        assert desk.practice is None


def test_the_second_opening_says_so(practice_folder: Path) -> None:
    from models.store.lock import FolderLock

    held = FolderLock.acquire(practice_folder, "李敏", Clock(DAY).now())
    try:
        with pytest.raises(HeldError, match="练习窗口已经打开"):
            open_practice(practice_folder, fresh=True, progress=lambda *_: None)
        with pytest.raises(HeldError, match="练习窗口已经打开"):
            clear(practice_folder)
    finally:
        held.release()
    assert len(rows(practice_folder)["case_file"]) == 4


def test_settings_lead_to_it(
    window: MainWindow, desk_folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ui.practice import launch

    started: list[list[str]] = []

    class Child:
        """A process that goes on."""

        def __init__(self, command: list[str], **_: Any) -> None:
            started.append(command)

        def poll(self) -> None:
            """It is still there."""

    monkeypatch.setattr(launch, "Popen", Child)
    window.go(targets.Settings(group="practice"))
    support.settled(qtbot, window)
    support.press(window, "打开练习窗口")
    support.settled(qtbot, window)
    assert started == [launch.command(desk_folder.with_name("desk-练习"))]
    support.press(window, "打开练习窗口")
    support.settled(qtbot, window)
    shown = window.findChildren(messages.ErrorDialog)
    assert len(started) == len(shown) == 1
    assert OPEN_ALREADY in " ".join(w.text() for w in support.visible(shown[0], QLabel))
    shown[0].close()


def test_not_offered_inside_practice(practice: MainWindow, qtbot: QtBot) -> None:
    practice.go(targets.Settings())
    support.settled(qtbot, practice)
    page: Any = practice.stack.currentWidget()
    assert not page.tabs.isTabVisible(page._places["practice"])
    practice.run_action(Act.PRACTICE)
    support.settled(qtbot, practice)
    assert practice.practice.process is None
    shown = practice.findChildren(messages.ErrorDialog)
    assert "就是练习窗口" in " ".join(w.text() for w in support.visible(shown[0], QLabel))
    shown[0].close()


def test_the_first_start_names_it_last_and_as_a_choice(
    open_window: OpenWindow, tmp_path: Path, qtbot: QtBot, read: support.Read
) -> None:
    from models.queries.settings_view import checklist

    window = open_window(tmp_path / "empty")
    items = read(window, checklist)
    order = ["office", "authority", "staff", "court", "positions", "backup", "restore"]
    order.append("practice")
    assert [item.id for item in items] == order
    today: Any = window.stack.currentWidget()
    texts = [w.text() for w in support.visible(today.checklist, QLabel)]
    assert "○ 可选" in texts
    support.press(today.checklist, "练习案件")
    support.settled(qtbot, window)
    page: Any = window.stack.currentWidget()
    assert page.tabs.tabText(page.tabs.currentIndex()) == "练习案件"
    assert page.practice.open_button.isVisible()
