"""What build.spec leaves out is not what the program needs, and start-up keeps its promises."""

import ast
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.places import ROOT

SPEC = ast.parse((ROOT / "build.spec").read_text(encoding="utf-8"))
QT_MODULES = {"QtCore", "QtGui", "QtWidgets", "QtPrintSupport", "QtSvg"}
BUILT = ROOT / "dist" / "zhicaitai" / "_internal"


def listed(name: str) -> Any:
    """Return a list of names that build.spec assigns."""
    for node in SPEC.body:
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == name:
            return ast.literal_eval(node.value)
    raise LookupError(name)


def imported() -> set[str]:
    """Return every module that our program imports, lazily or not."""
    found: set[str] = set()
    for folder in ("ui", "models", "forms", "resources"):
        for file in (ROOT / folder).rglob("*.py"):
            if file.name == "build_fonts.py":
                continue
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Import):
                    found |= {alias.name for alias in node.names}
                elif isinstance(node, ast.ImportFrom) and node.module:
                    found.add(node.module)
                    found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def test_only_these_parts_of_qt_are_used() -> None:
    used = {name.split(".")[1] for name in imported() if name.startswith("PySide6.")}
    assert used <= QT_MODULES, "a new part of Qt: take it out of DROP, and look at the size"
    for module in used:
        library = module.replace("Qt", "Qt6", 1)
        assert not [part for part in listed("DROP") if part in f"PySide6/Qt/lib/lib{library}.so"]


def test_nothing_that_is_imported_is_left_out() -> None:
    left_out = set(listed("excludes"))
    names = imported()
    roots = {name.partition(".")[0] for name in names}
    assert left_out & (names | roots) == set()


def test_the_translation_is_kept() -> None:
    assert "qtbase_zh_CN.qm" in listed("KEEP_TRANSLATIONS")


# Nothing imports these: Qt loads them by name, and a clerk misses them first.
PLUGINS = {
    "printsupport/libcupsprintersupport.so": "no printer can be reached",
    "platforminputcontexts/libibusplatforminputcontextplugin.so": "no Chinese can be typed",
    "platforminputcontexts/libcomposeplatforminputcontextplugin.so": "no dead keys",
    "platforms/libqxcb.so": "no window on X",
    "platforms/libqwayland-generic.so": "no window on Wayland",
    "platforms/libqoffscreen.so": "no self-test",
}
DATA = (
    "theme.qss", "settings.toml", "statistics.toml", "citations.toml", "practice.toml",
    "case_filters.toml", "style.toml", "VERSION", "help/articles.toml", "help/said.toml",
    "fonts/signs.ttf", "samples/office.toml", "samples/S1.json", "procedure/served.toml",
    "rules/order81-2025.toml", "icons/check-dark.png",
)  # fmt: skip


def left_out(path: str) -> bool:
    """Tell whether build.spec leaves a file of Qt out."""
    by_name = path.rpartition("/")[2].startswith(tuple(listed("DROP_LIBRARIES")))
    return by_name or any(part in path for part in listed("DROP"))


def test_what_qt_loads_by_itself_is_not_left_out() -> None:
    kept = [f"PySide6/Qt/plugins/{name}" for name in PLUGINS] + ["PySide6/Qt/lib/libQt6DBus.so.6"]
    assert [path for path in kept if left_out(path)] == []
    assert left_out("libcups.so.2"), "the system's own"
    assert left_out("PySide6/Qt/lib/libQt6Network.so.6")


@pytest.mark.skipif(not BUILT.is_dir(), reason="not built here: dev.py build")
def test_what_was_built_has_all_of_ours_and_no_more_of_qt() -> None:
    files = [f.relative_to(BUILT).as_posix() for f in BUILT.rglob("*") if f.is_file()]
    assert [f for f in files if f.endswith("qtbase_zh_CN.qm")]
    assert sorted({f"resources/{name}" for name in DATA} - set(files)) == []
    if sys.platform.startswith("linux"):
        plugins = {f"PySide6/Qt/plugins/{name}": why for name, why in PLUGINS.items()}
        assert {name: why for name, why in plugins.items() if name not in files} == {}
    guide = BUILT.parent / "使用说明.txt"
    assert guide.read_text(encoding="utf-8-sig").startswith("# 知裁台使用说明")
    assert [f for f in files if f.startswith("forms/catalog/") and f.endswith(".toml")]
    assert len([f for f in files if f.startswith("resources/fonts/")]) >= 5
    unwanted = ("Qt6Network", "Qt6Qml", "Qt6Quick", "Qt6Pdf", "Qt6Sql", "Qt6Test", "VirtualKey")
    assert [f for f in files if any(part in f for part in unwanted)] == []


def run_python(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run some code in a Python of its own, from the project's folder."""
    kept = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY")}
    kept.pop("QT_QPA_PLATFORM", None)
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT, env={**kept, "PYTHONUTF8": "1", **environment},
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip


def test_verbs_never_load_qt() -> None:
    code = (
        "import sys, ui.shell.start; ui.shell.start.build_parser();"
        "print([m for m in sys.modules if m.startswith(('PySide6', 'shiboken6'))])"
    )
    done = run_python(code)
    assert (done.returncode, done.stdout.strip()) == (0, "[]"), done.stderr


def test_starting_loads_no_verb_and_no_storage() -> None:
    code = "import sys, ui.shell.start; print('ui.verbs' in sys.modules, 'peewee' in sys.modules)"
    assert run_python(code).stdout.strip() == "False False"
    code = (
        "import sys, ui.shell.app; print([m for m in ('peewee', 'reportlab') if m in sys.modules])"
    )
    assert run_python(code).stdout.strip() == "[]"


def test_without_a_display_the_commands_are_shown(tmp_path: Path) -> None:
    if sys.platform in ("win32", "darwin"):
        pytest.skip("there is always a display")
    done = run_python("from ui.shell.start import main; main([])", HOME=str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert "没有图形界面" in done.stdout
    assert "demo" in done.stdout


def test_the_windowed_program_has_no_output(tmp_path: Path) -> None:
    code = (
        "import sys; sys.stdout = sys.stderr = None\n"
        "from ui.shell.start import main; code = main(['self-test'])\n"
        "sys.stdout.close(); raise SystemExit(code)"
    )
    done = run_python(code, HOME=str(tmp_path))
    assert done.returncode == 0, done.stderr
