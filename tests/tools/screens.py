"""Pictures of every page and dialog for docs/screens/: `dev.py look screens [--out DIR] [word …]`.

Each look runs in a process of its own: 1366×768, dark, large type, and 1920×1080 at 200 %
(960×540 logical). A word limits it to the pictures whose name contains it.
"""

import argparse
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from models.queries.places import CaseTab
from tests.places import ROOT
from ui.shell import targets

LOOKS = {
    "light": (1366, 740, "1"),
    "dark": (1366, 740, "1"),
    "large": (1366, 740, "1"),
    "double": (960, 540, "2"),
}
COMMON, RARE, NEAR = 200, 40, 7  # a window has few: small files, no visible loss
PATIENCE_S = 20
CALM = 12  # turns without work before the picture is compared with the one before

TABS = {
    "running": (
        "deadlines",
        "parties",
        "matter",
        "service",
        "papers",
        "files",
        "proceedings",
        "gates",
        "journal",
    ),
    "filed": ("review",),
    "mediating": ("deadlines", "proceedings"),
    "S3": ("deadlines", "proceedings"),
    "late": ("service",),
}
# In which case a dialog is opened; "running" when it is not named here.
STEPS = {
    "docket": "filed", "refuse_docketing": "filed", "extend_docketing": "filed",
    "take_over": "filed",
    "request_correction": "filed", "refer_request": "filed", "record_corrected": "correcting",
    "record_objection": "late", "decide_objection": "late", "serve": "late",
    "record_attempt": "late", "route": "docketed",
    "deliberate": "deliberated", "issue_decision": "deliberated", "publish": "S3",
    "end_pause": "running", "override_gate": "deliberated",
    "record_opinion": "opinion", "docket_mediation": "opinion",
    "refuse_mediation": "opinion", "record_session": "mediating",
    "consider_invalidation": "answered", "decide_invalidation": "answered",
    "record_agreement": "mediating", "dismiss_mediation": "mediating",
}  # fmt: skip
# The other dialogs: where, the button that opens them; "1" chooses the first line before.
OTHERS = {
    "notification-new": (targets.Ledger("notification"), "新告知", ""),
    "notification-choice": (targets.Ledger("notification"), "更改选择和签字", "1"),
    "notification-letter": (targets.Ledger("notification"), "告知书", "1"),
    "staff-new": (targets.Roster(), "新增人员", ""),
    "staff-edit": (targets.Roster(), "修改", "1"),
    "filter-name": (targets.Cases(), "存为方案…", ""),
    "restore": (targets.Settings("backup"), "从备份恢复…", ""),
    "intake-discard": (targets.Intake(draft="second"), "丢弃草稿，重新填写", ""),
    "case-evidence": (CaseTab.MATTER, "补充证据…", ""),
    "case-void": (CaseTab.JOURNAL, "作废…", ""),
}


SAID = (
    "审理中，请求人申请追加实际经营者为共同被请求人，本局于2026年3月5日裁定追加。"
    "2026年4月8日，本局公开进行口头审理，请求人的委托代理人、被请求人的法定代表人到场参加；"
    "另一被请求人经通知无正当理由未参加，本局缺席处理。"
)


def main() -> int:
    """Play the office once, then make the pictures of all looks, each in a child."""
    parser = argparse.ArgumentParser(prog="dev.py look screens", description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "screens")
    parser.add_argument("--look", choices=LOOKS, action="append", help="只要这种外观")
    parser.add_argument("--desk", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("words", nargs="*", help="只要名称含有这些字的图")
    options = parser.parse_args()
    if options.desk:
        return _render(options.look[0], options.out, options.words, options.desk)
    os.environ["TZ"] = "Asia/Shanghai"  # the users' zone, also for the children
    time.tzset()
    with tempfile.TemporaryDirectory() as name:
        desk = Path(name) / "desk"
        from tests.tools.sample_office import build

        (Path(name) / "cases.json").write_text(json.dumps(build(desk)), encoding="utf-8")
        for look in options.look or LOOKS:
            if not options.words:
                shutil.rmtree(options.out / look, ignore_errors=True)  # pictures of other days
            environment = {
                **os.environ,
                "QT_QPA_PLATFORM": f"offscreen:configfile={_screen(Path(name), look)}",
                "QT_SCALE_FACTOR": LOOKS[look][2],
            }
            command = [sys.executable, "-m", "tests.tools.screens", "--out", str(options.out)]
            command += ["--desk", str(desk), "--look", look, *options.words]
            done = subprocess.run(command, cwd=ROOT, env=environment, check=False)
            if done.returncode:
                return done.returncode
    print(f"图在：{options.out}")
    return 0


def _screen(folder: Path, look: str) -> Path:
    """Write how large the screen of a look is: dialogs keep to it."""
    wide, high = (1920, 1080) if look == "double" else (1366, 768)
    screen = {"name": look, "x": 0, "y": 0, "width": wide, "height": high,
              "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}  # fmt: skip
    file = folder / f"{look}.json"
    file.write_text(json.dumps({"screens": [screen]}), encoding="utf-8")
    return file


class Studio:
    """A window over the office, and the camera."""

    def __init__(self, look: str, out: Path, words: list[str], folder: Path, desk: Path) -> None:
        from PySide6.QtCore import QSettings

        from tests.tools.sample_office import TODAY
        from ui.shell.app import application, make_window
        from ui.shell.main_window import apply
        from ui.verbs.playing.scenario import Clock

        self.app = application(["zhicaitai"])
        self.app.setCursorFlashTime(0)
        self.look, self.out, self.words = look, out, words
        store = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)
        store.setValue("dark", look == "dark")
        store.setValue("large", look == "large")
        apply(self.app, dark=look == "dark", large=look == "large")
        shutil.copytree(desk, folder / "desk")
        self.cases = json.loads((desk.parent / "cases.json").read_text(encoding="utf-8"))
        self.window = make_window(folder / "desk", "李敏", store, Clock(TODAY))
        self.window.resize(*LOOKS[look][:2])
        self.window.show()

    def settle(self, widget: Any = None) -> None:
        """Wait until all is answered and two pictures are the same."""
        from tests.ui.calm import calm

        end = time.monotonic() + PATIENCE_S
        shown = widget or self.window
        before = None
        while time.monotonic() < end:
            quiet = 0
            while quiet < CALM and time.monotonic() < end:
                self.app.processEvents()
                quiet = quiet + 1 if calm(self.window) else 0
                time.sleep(0.01)
            now = shown.grab().toImage()
            if before is not None and now == before:
                return
            before = now

    def wanted(self, name: str) -> bool:
        """Say whether a picture was asked for."""
        return not self.words or any(word in name for word in self.words)

    def take(self, widget: Any, name: str) -> None:
        """Write a widget's picture, with few colours."""
        from PIL import Image
        from PySide6.QtCore import QBuffer, QIODevice

        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        widget.grab().save(buffer, "PNG")
        picture = Image.open(io.BytesIO(bytes(buffer.data().data()))).convert("RGB")
        file = self.out / self.look / f"{name}.png"
        file.parent.mkdir(parents=True, exist_ok=True)
        _with_few_colours(picture).save(file, optimize=True)

    def page(self, name: str, target: Any, then: Callable[[Any], object] = id) -> None:
        """Go to a page, do something on it, take its picture."""
        if self.wanted(name):
            self.window.go(target)
            self.settle()
            if then is not id:
                then(self.window.stack.currentWidget())
                self.settle()
            self.take(self.window, name)

    def dialog(self, name: str, show: Callable[[], object]) -> None:
        """Take a picture of the dialog that `show` opens, then close it."""
        if not self.wanted(name):
            return
        from PySide6.QtWidgets import QDialog

        before = {id(w) for w in self.window.findChildren(QDialog)}
        show()
        self.settle()
        for made in self.window.findChildren(QDialog):
            if id(made) not in before and made.isVisible():
                self.settle(made)
                self.take(made, name)
                made.hide()
                made.deleteLater()
        self.settle()


def _with_few_colours(picture: Any) -> Any:
    """Return the picture with its commonest colours as they are, and some of the rare ones."""
    from PIL import Image

    found = sorted(picture.getcolors(2**24), reverse=True)
    rare = picture.quantize(RARE, method=Image.Quantize.MAXCOVERAGE).getpalette()
    offered = [colour for _count, colour in found[:COMMON]]
    offered += [tuple(rare[n : n + 3]) for n in range(0, 3 * RARE, 3)]
    kept: list[tuple[int, ...]] = []
    for one in offered:
        # What is almost the same as a commoner colour would take its place.
        if all(max(abs(a - b) for a, b in zip(one, k, strict=True)) > NEAR for k in kept):
            kept.append(one)
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for colour in kept for part in colour])
    return picture.quantize(palette=palette, dither=Image.Dither.NONE)


def _pages(studio: Studio) -> None:
    from ui.shell.pages import PAGES

    for page in PAGES:
        if page.id != "case":
            studio.page(page.id, page.start())
    studio.page("intake-findings", targets.Intake(draft="second"), lambda page: page.check())
    for group in ("position", "holidays", "backup"):
        studio.page(f"settings-{group}", targets.Settings(group))


def _case_tabs(studio: Studio) -> None:
    for case, tabs in TABS.items():
        for tab in tabs:
            then = _first_paper if tab == "papers" else id
            studio.page(f"case-{case}-{tab}", targets.Case(studio.cases[case], CaseTab(tab)), then)


def _files(studio: Studio) -> None:
    """Take the small pictures of a case's files and the dialogs about them."""
    from ui.pages.case.files.dialogs import AddDialog, DescribeDialog, Wanted

    names = ("case-running-files-thumbs", "files-add", "files-describe")
    if not any(studio.wanted(name) for name in names):
        return
    case = targets.Case(studio.cases["running"], CaseTab.FILES)
    studio.page(names[0], case, lambda page: page.files.kinds.setCurrentIndex(1))
    studio.window.go(case)
    studio.settle()
    page: Any = studio.window.stack.currentWidget()
    files = page.files
    files.kinds.setCurrentIndex(0)
    studio.settle()
    offered = ["扫描0012.pdf", "IMG_20260408_0950.jpg"]
    subjects = files.adding.files.subjects

    def nothing(_wanted: Wanted) -> None:
        """Leave them out."""

    add = partial(AddDialog, files.host, offered, subjects, nothing)
    studio.dialog(names[1], lambda: add().open())
    describe = partial(DescribeDialog, files.host, files.chosen(), subjects)
    studio.dialog(names[2], lambda: describe().open())


def _edited(studio: Studio) -> None:
    """Take the dialog that shows what an edited draft changes."""
    from forms.edited.compare import Change
    from ui.pages.case.papers.differences import Seen, difference
    from ui.pages.case.papers.edited import ChangesDialog

    if not studio.wanted("papers-edited"):
        return
    studio.window.go(targets.Case(studio.cases["running"], CaseTab.PAPERS))
    studio.settle()
    page: Any = studio.window.stack.currentWidget()
    changed = (
        ("4.送达地址、联系方式或者代理人有变更的，请及时书面告知本局。",
         "4.送达地址、联系方式或者代理人变更以后，请马上告知本局。"),
        (SAID, SAID.replace("2026年4月8日", "2026年4月9日").replace("到场参加", "到庭参加")),
    )  # fmt: skip
    shown = [difference(f"第{n}段", Change(n, n, *pair)) for n, pair in enumerate(changed, 9)]
    seen = Seen("受理通知书（送汾宁晟禾沃灌溉设备有限公司）", tuple(shown))
    dialog = partial(ChangesDialog, page.papers.host, seen, studio.settle)
    studio.dialog("papers-edited", lambda: dialog().open())


def _first_paper(page: Any) -> None:
    tree = page.papers.tree
    tree.setCurrentItem(tree.topLevelItem(0).child(0))


def _steps(studio: Studio) -> Iterator[tuple[str, Callable[[], object]]]:
    from ui.steps import open_step
    from ui.steps.spec import dialogs

    for command in dialogs():
        case = studio.cases[STEPS.get(command, "running")]

        def show(command: str = command, case: int = case) -> None:
            open_step(studio.window.context, studio.window, case, command)

        yield f"step-{command}", show


def _others(studio: Studio) -> Iterator[tuple[str, Callable[[], object]]]:
    from PySide6.QtWidgets import QPushButton

    window = studio.window

    def press(where: targets.Target | CaseTab, text: str, first: str) -> None:
        of_case = isinstance(where, CaseTab)
        window.go(targets.Case(studio.cases["running"], where) if of_case else where)
        studio.settle()
        shown: Any = window.stack.currentWidget()
        if first:
            shown.table.selectRow(0)
        found = [b for b in shown.findChildren(QPushButton) if b.text() == text and b.isVisible()]
        found[0].click()

    for name, row in OTHERS.items():
        yield f"dialog-{name}", partial(press, *row)

    def behind() -> None:
        window.go(targets.Statistics())
        studio.settle()
        shown: Any = window.stack.currentWidget()
        table = shown.report.tables[0]
        shown._open(table.id, 0, len(table.heads) - 1)

    yield "dialog-behind-a-number", behind


def _extras(studio: Studio) -> None:
    """The help panel and the band of the practice window, which change the whole window."""
    from PySide6.QtWidgets import QPushButton

    window = studio.window
    if hasattr(window, "show_help"):
        studio.page("help", targets.Intake(), lambda _page: window.show_help())
        for panel in window.findChildren(QPushButton):
            if panel.accessibleName() == "关闭依据":
                panel.click()
    if hasattr(window, "practice"):
        from tests.tools.sample_office import TODAY

        studio.page(
            "practice", targets.Today(), lambda _page: window.practice.band().show_day(TODAY)
        )


def _render(look: str, out: Path, words: list[str], desk: Path) -> int:
    from models.errors import StorageError
    from ui.shell import messages

    with tempfile.TemporaryDirectory() as name:
        studio = Studio(look, out, words, Path(name), desk)
        _pages(studio)
        _case_tabs(studio)
        _files(studio)
        _edited(studio)
        for title, show in _steps(studio):
            studio.dialog(title, show)
        for title, show in _others(studio):
            studio.dialog(title, show)
        studio.dialog("palette", studio.window.open_palette)
        broken = StorageError("磁盘已满，这一步没有写入。请清理磁盘后再试。")
        studio.dialog("error", lambda: messages.show_error(broken, studio.window))
        _extras(studio)
        studio.window.context.worker.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
