"""Walk every page and every tab at many sizes of the window: layouts that chase each other hang it.

    python -m tests.tools.size_walk FOLDER SIZES CASES      (1366x740,960x540  1,2)

At each size in normal, large and dark. What hangs inside Qt's layouts cannot be stopped from
within: after PATIENCE_S without a step the process ends with the traceback of where it was. What
goes round in circles turn by turn leaves the loop running, and is found by not coming to rest.
"""

import faulthandler
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSettings, QSize
from PySide6.QtWidgets import QScrollArea

from models.queries.places import CaseTab
from tests.ui.stalls import settle, turn
from ui.shell import targets
from ui.shell.app import application, make_window
from ui.shell.main_window import MainWindow, apply
from ui.shell.pages import PAGES
from ui.verbs.playing.scenario import Clock

PATIENCE_S = 120  # for one step: the slowest machine needs two
TODAY = date(2026, 4, 13)
STILL, MOST_TURNS = 8, 200  # turns of the loop in which no page changes its size; within so many
Size = tuple[int, int]
Step = Callable[[], object]


def steps(window: MainWindow, sizes: Sequence[Size], cases: Sequence[int]) -> Iterator[Step]:
    """Yield what changes what is to be laid out, one thing at a time."""
    looks: tuple[tuple[Step, ...], ...] = ((), (window.toggle_large,), (window.toggle_dark,))
    for look in looks:
        yield from look
        for size in sizes:
            yield partial(window.resize, *size)
            yield from _everywhere(window, cases)
        yield from look


def _everywhere(window: MainWindow, cases: Sequence[int]) -> Iterator[Step]:
    for page in PAGES:
        if page.in_bar:
            yield partial(window.go, page.start())
    for case in cases:
        for tab in CaseTab:
            yield partial(window.go, targets.Case(case, tab))
        # The type is changed while a case is in front, and other pages follow.
        yield window.toggle_large
        yield partial(window.go, targets.Today())
        yield partial(window.go, targets.Case(case, CaseTab.DEADLINES))
        yield window.toggle_large


def come_to_rest(window: MainWindow) -> None:
    """Wait until no scrolling page changes its size any more; fail when that never is so."""
    before, still = _sizes(window), 0
    for _ in range(MOST_TURNS):
        turn()
        now = _sizes(window)
        before, still = now, still + 1 if now == before else 0
        if still == STILL:
            return
    raise RuntimeError(f"the layout never comes to rest at {window.size().toTuple()}: {before}")


def _sizes(window: MainWindow) -> list[QSize]:
    areas = window.findChildren(QScrollArea)
    return [area.widget().size() for area in areas if area.isVisible()]


def main(folder: Path, sizes: Sequence[Size], cases: Sequence[int]) -> int:
    """Walk, and return how many steps were taken."""
    app = application(["walk"])
    apply(app, dark=False, large=False)
    store = QSettings(str(folder.parent / "walk.ini"), QSettings.Format.IniFormat)
    window = make_window(folder, "李敏", store, Clock(TODAY))
    window.show()
    taken = 0
    for step in steps(window, sizes, cases):
        faulthandler.dump_traceback_later(PATIENCE_S, exit=True)
        step()
        settle(window)
        come_to_rest(window)
        taken += 1
    faulthandler.cancel_dump_traceback_later()
    window.context.worker.close()
    return taken


def size(text: str) -> Size:
    """Read 1366x740."""
    wide, _, high = text.partition("x")
    return int(wide), int(high)


if __name__ == "__main__":
    folder, sizes, cases = sys.argv[1:]
    walked = main(
        Path(folder), [size(s) for s in sizes.split(",")], [int(c) for c in cases.split(",")]
    )
    sys.stdout.write(f"{walked}\n")
