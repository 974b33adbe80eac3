"""材料: files come in by dialog, drop, paste and the scanner's folder; what is done with them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.backup.verify import verify
from models.entities import Attachment, StoredFile
from models.queries.case_page.attachments import AttachmentLine
from models.queries.places import CaseTab
from models.rules.attachments.attachment import Subject
from models.rules.events.base import Visibility
from models.services.attachments.taking import Taking
from models.services.office.office import set_settings
from models.store.desk import Desk
from tests.services.attachments.conftest import pdf, picture
from tests.ui import support
from tests.ui.pages.case.conftest import OpenCase
from ui.output import file_choice
from ui.pages.case.files.dialogs import AddDialog, DescribeDialog
from ui.pages.case.files.page import FilesTab
from ui.shell.main_window import MainWindow
from ui.widgets.dialog import FormDialog


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """Return a folder with two photos, a contract and a program."""
    folder = tmp_path / "扫描"
    folder.mkdir()
    picture(folder / "现场1.jpg", (400, 300), "navy")
    picture(folder / "现场2.png", (300, 400), "olive")
    pdf(folder / "购销合同.pdf", 5)
    (folder / "木马.exe").write_bytes(b"MZ" + bytes(500))
    return folder


Opened = tuple[MainWindow, FilesTab]


@pytest.fixture
def opened(open_case: OpenCase) -> Opened:
    """Return the window on the files of a running case."""
    window, page = open_case("S1", CaseTab.FILES)
    return window, page.files


def dialog_of(window: MainWindow, kind: type[FormDialog]) -> FormDialog:
    """Return the dialog that is open."""
    (found,) = [d for d in support.visible(window, kind) if isinstance(d, kind)]
    return found


Choose = Callable[..., None]
Bring = Callable[..., FilesTab]


@pytest.fixture
def choose(monkeypatch: pytest.MonkeyPatch) -> Choose:
    """Return what answers the system's file dialogs."""

    def answer(*paths: Path, folder: Path | None = None, place: Path | None = None) -> None:
        chosen = [str(path) for path in paths]
        monkeypatch.setattr(file_choice, "open_several", lambda *_a: chosen)
        monkeypatch.setattr(file_choice, "open_folder", lambda *_a: str(folder or ""))
        monkeypatch.setattr(file_choice, "save_as", lambda *_a: str(place or ""))

    return answer


@pytest.fixture
def bring(opened: Opened, outside: Path, choose: Choose, settle: support.Settle) -> Bring:
    """Return what brings files in by the dialog, as they are."""

    def run(*names: str) -> FilesTab:
        window, tab = opened
        choose(*(outside / name for name in names))
        support.press(tab, "添加文件…")
        support.press(dialog_of(window, AddDialog), "收入")
        settle(window)
        return tab

    return run


def lines(tab: FilesTab) -> list[AttachmentLine]:
    """Return the files that are shown."""
    return list(tab.table.lines.rows)


def select(tab: FilesTab, *names: str) -> None:
    """Choose files by their names, in the table."""
    tab.table.clearSelection()
    model = tab.table.selectionModel()
    for number, one in enumerate(lines(tab)):
        if one.name in names:
            flags = model.SelectionFlag
            model.setCurrentIndex(tab.table.lines.index(number, 0), flags.Select | flags.Rows)


def test_files_are_chosen_described_and_shown(
    opened: Opened, outside: Path, choose: Choose, settle: support.Settle, read: support.Read,
    qtbot: QtBot,
) -> None:  # fmt: skip
    window, tab = opened
    assert "拖到这里" in tab.listed.words.text()
    choose(outside / "购销合同.pdf", outside / "现场1.jpg", outside / "木马.exe")
    support.press(tab, "添加文件…")
    dialog = dialog_of(window, AddDialog)
    assert dialog.windowTitle() == "收入3个文件"
    about = dialog.form.field("about")
    evidence = next(n for n, (one, _) in enumerate(tab.adding.files.subjects)
                    if one.subject is Subject.EVIDENCE)  # fmt: skip
    about.set_value(evidence)
    support.type_text(dialog.form.field("title"), "被控侵权产品实物照片")
    dialog.form.field("visibility").set_value("internal")
    support.press(dialog, "收入")
    settle(window)
    assert "✓ 已收入2个文件" in tab.note.text() and "“木马.exe”没有收入" in tab.note.text()
    assert [(o.name, o.title, o.visibility, o.about.subject) for o in lines(tab)] == [
        ("购销合同.pdf", "被控侵权产品实物照片", Visibility.INTERNAL, Subject.EVIDENCE),
        ("现场1.jpg", "被控侵权产品实物照片", Visibility.INTERNAL, Subject.EVIDENCE),
    ]
    assert tab.count.text() == "共 2 个"
    assert read(window, verify) == []
    qtbot.waitUntil(lambda: not tab.preview.picture.pixmap().isNull())


def test_pages_are_turned_over_and_turned(
    opened: Opened, bring: Bring, settle: support.Settle, qtbot: QtBot
) -> None:
    window, _ = opened
    tab = bring("购销合同.pdf", "现场2.png")
    select(tab, "购销合同.pdf")
    qtbot.waitUntil(lambda: not tab.preview.picture.pixmap().isNull())
    assert tab.preview.where.text() == "第 1 页，共 5 页"
    support.press(tab.preview, "下一页")
    settle(window)
    assert tab.preview.where.text() == "第 2 页，共 5 页"
    select(tab, "现场2.png")
    settle(window)
    qtbot.waitUntil(lambda: not tab.preview.picture.pixmap().isNull())
    before = tab.preview.picture.pixmap().size()
    assert before.height() > before.width()
    support.press(tab, "向右转")
    settle(window)
    qtbot.waitUntil(lambda: not tab.preview.picture.pixmap().isNull())
    after = tab.preview.picture.pixmap().size()
    assert after.width() > after.height()
    assert [one.name for one in tab.chosen()] == ["现场2.png"], "it stays chosen"


def test_dropped_files_come_in(
    opened: Opened, outside: Path, settle: support.Settle, read: support.Read
) -> None:
    window, tab = opened
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(outside / "现场1.jpg")), QUrl("https://example.invalid"),
                  QUrl.fromLocalFile(str(outside))])  # fmt: skip
    actions, none = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    where, mouse = QPoint(9, 9), Qt.MouseButton.LeftButton
    QApplication.sendEvent(tab, QDragEnterEvent(where, actions, data, mouse, none))
    QApplication.sendEvent(tab, QDropEvent(where, actions, data, mouse, none))
    support.press(dialog_of(window, AddDialog), "收入")
    settle(window)
    assert [one.name for one in lines(tab)] == ["现场1.jpg"]


def test_a_picture_is_pasted(opened: Opened, settle: support.Settle, read: support.Read) -> None:
    window, tab = opened
    image = QImage(80, 60, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    QGuiApplication.clipboard().setImage(image)
    tab.table.setFocus()
    QTest.keyClick(tab.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    support.press(dialog_of(window, AddDialog), "收入")
    settle(window)
    (line,) = lines(tab)
    assert line.name.startswith("粘贴的图片") and line.kind == "图片（PNG）"
    QGuiApplication.clipboard().setText("文字")
    QTest.keyClick(tab.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert "剪贴板里没有文件" in tab.note.text()
    assert read(window, verify) == []


def test_several_get_one_description(opened: Opened, bring: Bring, settle: support.Settle) -> None:
    window, _ = opened
    tab = bring("购销合同.pdf", "现场1.jpg", "现场2.png")
    select(tab, "现场1.jpg", "现场2.png")
    support.press(tab, "名称与归属…")
    dialog = dialog_of(window, DescribeDialog)
    dialog.form.field("visibility").set_value("internal")
    support.press(dialog, "保存")
    settle(window)
    assert [o.visibility.label for o in lines(tab)] == ["正卷", "副卷", "副卷"]
    assert {o.title for o in lines(tab)} == {""}


def test_files_are_taken_out_with_one_reason_and_put_back(
    opened: Opened, bring: Bring, settle: support.Settle
) -> None:
    window, _ = opened
    tab = bring("现场1.jpg", "现场2.png")
    select(tab, "现场1.jpg", "现场2.png")
    support.press(tab, "撤出…")
    dialog = dialog_of(window, FormDialog)
    support.type_text(dialog.form.field("reason"), "拍的是另一家的仓库")
    support.press(dialog, "撤出")
    settle(window)
    assert tab.count.text() == "共 0 个，撤出 2 个"
    assert not tab.withdraw.isEnabled() and not tab.describe.isEnabled()
    select(tab, "现场1.jpg")
    support.press(tab, "放回")
    settle(window)
    assert tab.count.text() == "共 1 个，撤出 1 个"


def test_a_pdf_is_split_and_put_together(
    opened: Opened, bring: Bring, settle: support.Settle, read: support.Read
) -> None:
    window, _ = opened
    tab = bring("购销合同.pdf")
    select(tab, "购销合同.pdf")
    support.press(tab, "拆分…")
    dialog = dialog_of(window, FormDialog)
    support.type_text(dialog.form.field("ranges"), "1-2、9")
    support.press(dialog, "拆分")
    settle(window)
    assert "不在第1页到第5页之内" in dialog.form.rows["ranges"].note.text()
    dialog.form.field("ranges").set_value("")
    support.type_text(dialog.form.field("ranges"), "1-2、5")
    support.press(dialog, "拆分")
    settle(window)
    names = ["购销合同（第1-2页）.pdf", "购销合同（第5页）.pdf"]
    assert [one.name for one in lines(tab)][1:] == names
    select(tab, *names)
    support.press(tab, "合并…")
    dialog = dialog_of(window, FormDialog)
    support.type_text(dialog.form.field("name"), "合同节录")
    support.press(dialog, "合并")
    settle(window)
    assert [(o.name, o.pages) for o in lines(tab)][-1] == ("合同节录.pdf", 3)
    assert read(window, verify) == []


def test_photos_are_laid_on_a4_from_their_small_pictures(
    opened: Opened, bring: Bring, settle: support.Settle, qtbot: QtBot
) -> None:
    window, _ = opened
    tab = bring("现场1.jpg", "现场2.png", "购销合同.pdf")
    tab.kinds.setCurrentIndex(1)
    settle(window)
    assert [tab.thumbs.item(n).text() for n in range(3)] == [
        "现场1.jpg",
        "现场2.png",
        "购销合同.pdf",
    ]
    qtbot.waitUntil(lambda: len(tab.thumbs._drawn) == 3)
    for number in (0, 1):
        tab.thumbs.item(number).setSelected(True)
    tab.thumbs.item(2).setSelected(False)
    support.press(tab, "照片排版…")
    dialog = dialog_of(window, FormDialog)
    support.type_text(dialog.form.field("title"), "现场照片")
    support.press(dialog, "排版")
    settle(window)
    assert "✓ 已排好2张照片" in tab.note.text()
    (made,) = [one for one in lines(tab) if one.name == "现场照片.pdf"]
    assert made.pages == 1


def test_what_the_scanner_brings_is_offered_once(
    opened: Opened, outside: Path, choose: Choose, settle: support.Settle, qtbot: QtBot
) -> None:
    window, tab = opened
    assert not tab.found.isVisible()
    choose(folder=outside)
    support.press(tab, "扫描文件夹…")
    settle(window)
    assert "有3个文件还没有收入" in tab.found.text()
    tab.found.click()
    support.press(dialog_of(window, AddDialog), "收入")
    settle(window)
    assert len(lines(tab)) == 3 and not tab.found.isVisible()
    pdf(outside / "刚扫描的.pdf", 2)
    qtbot.waitUntil(lambda: tab.found.isVisible())
    assert "有1个文件还没有收入" in tab.found.text()
    assert (outside / "现场1.jpg").is_file(), "the scanner's folder is only read"


def test_a_scanner_folder_that_is_gone_is_said(
    opened: Opened, outside: Path, settle: support.Settle, read: support.Read
) -> None:
    window, tab = opened
    read(window, lambda d: set_settings(d, {"office.scan_folder": str(outside / "没有")}))
    tab.hide()
    tab.show()
    settle(window)
    assert "扫描文件夹打不开" in tab.note.text()


def test_originals_are_handed_out(
    opened: Opened, bring: Bring, outside: Path, choose: Choose,
    settle: support.Settle, tmp_path: Path, read: support.Read,
) -> None:  # fmt: skip
    window, _ = opened
    tab = bring("现场1.jpg", "购销合同.pdf")
    select(tab, "现场1.jpg", "购销合同.pdf")
    folder = tmp_path / "给代理人"
    folder.mkdir()
    choose(folder=folder)
    support.press(tab, "另存原件…")
    settle(window)
    support.press(tab, "另存原件…")
    settle(window)
    assert sorted(p.name for p in folder.iterdir()) == [
        "1 现场1 (2).jpg", "1 现场1.jpg", "2 购销合同 (2).pdf", "2 购销合同.pdf"
    ]  # fmt: skip
    assert (folder / "1 现场1.jpg").read_bytes() == (outside / "现场1.jpg").read_bytes()
    select(tab, "购销合同.pdf")
    choose(place=tmp_path / "合同.pdf")
    support.press(tab, "另存原件…")
    settle(window)
    assert (tmp_path / "合同.pdf").read_bytes() == (outside / "购销合同.pdf").read_bytes()


def test_bringing_in_is_cancelled_whole(
    opened: Opened, outside: Path, choose: Choose, settle: support.Settle, read: support.Read,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    window, tab = opened
    choose(outside / "现场1.jpg", outside / "现场2.png", outside / "购销合同.pdf")
    real = Taking.step

    def step(run: Taking, seconds: float = 0) -> None:
        real(run)
        tab.work._cancelled.set()

    monkeypatch.setattr(Taking, "step", step)
    support.press(tab, "添加文件…")
    support.press(dialog_of(window, AddDialog), "收入")
    settle(window)
    assert tab.note.text() == "已取消，没有收入" and lines(tab) == []

    def left(desk: Desk) -> tuple[int, int, list[Path]]:
        return Attachment.select().count(), StoredFile.select().count(), desk.files.leftovers()

    assert read(window, left) == (0, 0, [])


def test_a_file_that_was_changed_on_disk_is_said_not_shown(
    opened: Opened, bring: Bring, read: support.Read, qtbot: QtBot
) -> None:
    window, _ = opened
    tab = bring("现场1.jpg", "现场2.png")
    row = read(window, lambda _d: StoredFile.select().order_by(StoredFile.id).get())
    path = read(window, lambda d: d.files.path(row.path))
    path.write_bytes(b"\xff\xd8\xff" + path.read_bytes()[3:-1] + b"!")
    select(tab, "现场1.jpg")
    qtbot.waitUntil(lambda: "改动过" in tab.preview.picture.text())
