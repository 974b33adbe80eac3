"""Loading in advance: what the worker's thread loads makes no class of Qt.

Two threads that make classes of Qt at once crash the program now and then.
"""

import subprocess
import sys
from functools import partial

from ui.shell.pages import PAGES
from ui.shell.warm import steps


def test_what_the_worker_loads_is_free_of_qt() -> None:
    loads = [(own, step) for own, step in steps() if isinstance(step, partial)]
    names = [step.args[0] for own, step in loads if not own]
    assert {"models.cases.loading", "ui.pages.case.papers.offers"} <= set(names)
    code = f"import sys; [__import__(name) for name in {names!r}]; print('PySide6' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (done.stdout.strip(), done.stderr) == ("False", "")


def test_every_part_of_a_page_is_loaded_by_the_window() -> None:
    own = {step.args[0] for mine, step in steps() if mine and isinstance(step, partial)}
    for page in PAGES:
        parts = page.parts()
        assert parts[-1] == page.module and len(parts) == len(set(parts))
        assert set(parts) <= own
