"""Pictures of every page and dialog for docs/screens/: `dev.py look screens [--out DIR] [word …]`.

Each look runs in a process of its own: 1366×768, dark, and 1920×1080 at 200 % (960×540 logical).
A word limits it to the pictures whose name contains it.
"""

import argparse
import io
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
LOOKS = {"light": (1366, 740, "1"), "dark": (1366, 740, "1"), "double": (960, 540, "2")}
TODAY = date(2026, 6, 30)
COLOURS = 128  # a window has few: small files, no visible loss
PATIENCE_S = 20


def main() -> int:
    """Make the pictures of all looks, each in a child."""
    parser = argparse.ArgumentParser(prog="dev.py look screens", description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "screens")
    parser.add_argument("--look", choices=LOOKS, help=argparse.SUPPRESS)
    parser.add_argument("words", nargs="*", help="只要名称含有这些字的图")
    options = parser.parse_args()
    if options.look:
        return _render(options.look, options.out, options.words)
    for look, (_w, _h, scale) in LOOKS.items():
        environment = {
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "QT_SCALE_FACTOR": scale,
            "TZ": "Asia/Shanghai",
        }
        command = [sys.executable, "-m", "tests.tools.screens", "--out", str(options.out)]
        done = subprocess.run(
            [*command, "--look", look, *options.words], cwd=ROOT, env=environment, check=False
        )
        if done.returncode:
            return done.returncode
    print(f"图在：{options.out}")
    return 0


class Studio:
    """A window over the sample cases, and the camera."""

    def __init__(self, look: str, out: Path, words: list[str], folder: Path) -> None:
        from PySide6.QtCore import QSettings

        from ui.app import application, make_window
        from ui.main_window import apply
        from ui.verbs.scenario import Clock

        self.app = application(["zhicaitai"])
        self.look, self.out, self.words = look, out, words
        store = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)
        store.setValue("dark", look == "dark")
        apply(self.app, dark=look == "dark", large=False)
        self.cases = _play(folder / "desk")
        self.window = make_window(folder / "desk", "李敏", store, Clock(TODAY))
        self.window.resize(*LOOKS[look][:2])
        self.window.show()

    def settle(self) -> None:
        """Wait until everything asked for is shown."""
        end = time.monotonic() + PATIENCE_S
        quiet = 0
        while quiet < 5 and time.monotonic() < end:
            self.app.processEvents()
            quiet = quiet + 1 if self.window.context.worker.idle else 0
            time.sleep(0.01)

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
        picture.quantize(COLOURS, dither=Image.Dither.NONE).save(file, optimize=True)

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
                self.take(made, name)
                made.hide()
                made.deleteLater()
        self.settle()


def _play(folder: Path) -> dict[str, int]:
    from models.desk import Desk
    from ui.verbs.demo import SAMPLES
    from ui.verbs.scenario import Clock, Player, load_scenario, set_up_office

    clock = Clock(date(2025, 6, 2))
    with Desk.open(folder, "李敏", clock.today, clock.now) as desk:
        player = Player(desk, clock, set_up_office(desk))
        return {name: player.play(load_scenario(name)) for name in SAMPLES}


def _pages(studio: Studio) -> None:
    from ui.pages import PAGES

    for page in PAGES:
        if page.id != "case" and studio.wanted(page.id):
            studio.window.go(page.id)
            studio.settle()
            studio.take(studio.window, page.id)


def _case_tabs(studio: Studio) -> None:
    for sample in ("S3", "S10"):
        studio.window.go("case", case_id=studio.cases[sample])
        studio.settle()
        shown: Any = studio.window.stack.currentWidget()
        for tab in getattr(shown, "tabs", {}):
            name = f"case-{sample}-{tab}"
            if studio.wanted(name):
                studio.window.go("case", case_id=studio.cases[sample], tab=tab)
                studio.settle()
                studio.take(studio.window, name)


def _steps(studio: Studio) -> Iterator[tuple[str, Callable[[], object]]]:
    from ui.steps import open_step
    from ui.steps.spec import dialogs

    mediation = ("mediation", "opinion", "session", "agreement")
    for command in dialogs():
        sample = "S10" if any(word in command for word in mediation) else "S3"

        def show(command: str = command, sample: str = sample) -> None:
            open_step(studio.window.context, studio.window, studio.cases[sample], command)

        yield f"step-{command}", show


def _render(look: str, out: Path, words: list[str]) -> int:
    from models.errors import StorageError
    from ui import messages

    with tempfile.TemporaryDirectory() as name:
        studio = Studio(look, out, words, Path(name))
        _pages(studio)
        if "case" in {p for p in studio.window._made} or studio.wanted("case"):
            _case_tabs(studio)
        for title, show in _steps(studio):
            studio.dialog(title, show)
        studio.dialog("palette", studio.window.open_palette)
        broken = StorageError("磁盘已满，这一步没有写入。请清理磁盘后再试。")
        studio.dialog("error", lambda: messages.show_error(broken, studio.window))
        studio.window.context.worker.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
