"""The window: first drawn against a bare PySide6 window, with 6 and with 100,000 cases; a case."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from models.store.desk import Desk
from tests.bench.holidays import TODAY, fill
from tests.bench.measure import Result, say
from tests.places import ROOT
from ui.verbs.demo import FIRST_DAY
from ui.verbs.playing.scenario import Clock, Player, load_scenario, set_up_office

MANY = 100_000
LIMIT_RATIO = 2.0
LIMIT_CASE_MS = 200.0
LIMIT_LIST_MS = 200.0
LIMIT_PACKAGE_S = 1.5
RUNS, CASE_RUNS = 9, 7
PACKAGED = ROOT / "dist" / "zhicaitai" / "zhicaitai-console"


def run() -> list[Result]:
    """Measure starts in turn, then a case and the list in a window of this process."""
    with tempfile.TemporaryDirectory() as name:
        few, many = Path(name) / "few", Path(name) / "many"
        case_id = _few(few)
        say(f"  建立{MANY:,}件案件")
        _many(many)
        bare, ours, full = _starts(few, many)
        return [
            Result("空白窗口：第一次画出", bare),
            Result("本程序：第一次画出", ours),
            Result("与空白窗口之比", ours / bare, "倍", LIMIT_RATIO),
            Result(f"与空白窗口之比（{MANY:,}件）", full / bare, "倍", LIMIT_RATIO),
            *_pages(few, many, case_id),
            _packaged(),
        ]


def _few(folder: Path) -> int:
    clock = Clock(FIRST_DAY)
    with Desk.open(folder, "测速", clock.today, clock.now) as desk:
        player = Player(desk, clock, set_up_office(desk))
        return [player.play(load_scenario(name)) for name in ("S1", "S2", "S3")][-1]


def _many(folder: Path) -> None:
    clock = Clock(FIRST_DAY)
    with Desk.open(folder, "测速", clock.today, clock.now) as desk:
        fill(desk, clock, MANY)


def _start(*command: str) -> float:
    """Return the milliseconds from starting a process to its first line."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"}
    # A user's program is compiled once; a workplace that forbids it would measure the compiler.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    begin = time.perf_counter()
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        taken = 1000 * (time.perf_counter() - begin)
        process.communicate(timeout=60)
    if not line:
        raise RuntimeError(f"{' '.join(command)} showed nothing")
    return taken


def _starts(few: Path, many: Path) -> tuple[float, float, float]:
    child = [sys.executable, "-m", "tests.bench.window_child"]
    kinds = [["bare"], ["ours", str(few)], ["ours", str(many)]]
    for kind in kinds:  # a first time: files into the cache, the folder's own first start
        _start(*child, *kind)
    taken = [[_start(*child, *kind) for kind in kinds] for _ in range(RUNS)]
    bare, ours, full = (statistics.median(column) for column in zip(*taken, strict=True))
    return bare, ours, full


def _pages(few: Path, many: Path, case_id: int) -> list[Result]:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtCore import QCoreApplication, QSettings

    from ui.shell import targets
    from ui.shell.app import application, make_window
    from ui.shell.main_window import MainWindow, apply

    app = application(["zhicaitai"])
    apply(app, dark=False, large=False)
    clock = Clock(TODAY)
    store = QSettings(str(few.parent / "window.ini"), QSettings.Format.IniFormat)

    def settle(window: MainWindow) -> None:
        while not window.context.worker.idle:
            QCoreApplication.processEvents()
        QCoreApplication.processEvents()

    def going(folder: Path, target: "targets.Target") -> float | None:
        window = make_window(folder, "测速", store, clock)
        window.resize(1366, 740)
        window.show()
        taken = []
        for _ in range(CASE_RUNS):
            window.go(targets.Settings())
            settle(window)
            begin = time.perf_counter()
            window.go(target)
            settle(window)
            taken.append(1000 * (time.perf_counter() - begin))
        window.close()
        window.deleteLater()
        QCoreApplication.processEvents()
        return statistics.median(taken[1:])

    return [
        Result("打开一件案件", going(few, targets.Case(case_id)), "ms", LIMIT_CASE_MS),
        Result(f"打开一件案件（{MANY:,}件）", going(many, targets.Case(3)), "ms", LIMIT_CASE_MS),
        Result(f"案件列表（{MANY:,}件）", going(many, targets.Cases()), "ms", LIMIT_LIST_MS),
        Result(f"今日（{MANY:,}件）", going(many, targets.Today()), "ms"),
    ]


def _packaged() -> Result:
    """Return how long the packaged window needs to open its data folder, where it was built."""
    name = "打包后的程序：窗口启动"
    if not PACKAGED.exists():
        return Result(name, None, "s", LIMIT_PACKAGE_S, note="未打包：dev.py build")
    return Result(
        name, statistics.median(_packaged_start() for _ in range(RUNS)), "s", LIMIT_PACKAGE_S
    )


def _packaged_start() -> float:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    with tempfile.TemporaryDirectory() as name:
        database = Path(name) / "desk" / "desk.db"
        begin = time.perf_counter()
        with subprocess.Popen(
            [str(PACKAGED), "--data-dir", str(database.parent)], env=environment,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        ) as process:  # fmt: skip
            while not database.exists() and process.poll() is None:
                time.sleep(0.005)
            taken = time.perf_counter() - begin
            process.terminate()
    return taken
