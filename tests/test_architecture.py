"""The rules of ARCHITECTURE.md as tests: imports, file length, rule ids, leftovers."""

import ast
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from models.queries import signs
from tests.places import ROOT

PRODUCT = ("models", "forms", "ui", "resources")
MAX_LINES = 400
LEFTOVERS = ("TO" + "DO", "FIX" + "ME")  # in halves, so that this file does not contain them
# Also words of the intake (a field of the request, an item of the acceptance check): outside the
# deadline engine they do not mean the rule of the same id. `docketing` is what a head approves.
ALSO_WORDS = {"evidence", "limitation", "docketing"}


def product_files() -> list[Path]:
    """Return every Python file that is ours and not a test."""
    files = [file for folder in PRODUCT for file in sorted((ROOT / folder).rglob("*.py"))]
    return files + [file for file in (ROOT / "main.py", ROOT / "dev.py") if file.exists()]


def name_of(file: Path) -> str:
    """Return the path as the reader of a failure knows it."""
    return file.relative_to(ROOT).as_posix()


def test_import_contracts_hold() -> None:
    code = "from importlinter.cli import lint_imports; raise SystemExit(lint_imports())"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]


def test_no_file_is_longer_than_a_reader_can_hold() -> None:
    lengths = {
        name_of(file): len(file.read_text(encoding="utf-8").splitlines())
        for file in product_files()
    }
    assert lengths
    assert {name: lines for name, lines in lengths.items() if lines > MAX_LINES} == {}


def rule_ids() -> set[str]:
    """Return the ids of all rules of the bundled packs."""
    ids: set[str] = set()
    for file in sorted((ROOT / "resources" / "rules").glob("*.toml")):
        data = tomllib.loads(file.read_text(encoding="utf-8"))
        if "pack" in data:
            ids.update(rule["id"] for rule in data.get("rule", []))
    return ids


def _strings(file: Path) -> set[str]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def test_no_rule_id_appears_in_the_rules_code() -> None:
    ids = rule_ids()
    assert ids, "no rule was found in resources/rules: has the shape of the packs changed?"
    named = {}
    for file in sorted((ROOT / "models" / "rules").rglob("*.py")):
        engine = "models/rules/deadlines/" in name_of(file)
        named[name_of(file)] = sorted((ids if engine else ids - ALSO_WORDS) & _strings(file))
    assert {name: found for name, found in named.items() if found} == {}


def test_every_check_of_this_file_sees_the_product() -> None:
    seen = {name_of(file).split("/")[0] for file in product_files()}
    assert set(PRODUCT) <= seen


@pytest.mark.parametrize("word", LEFTOVERS, ids=["first", "second"])
def test_nothing_is_left_to_be_done_later(word: str) -> None:
    tests = sorted((ROOT / "tests").rglob("*.py"))
    left = [
        name_of(file)
        for file in [*product_files(), *tests]
        if word in file.read_text(encoding="utf-8")
    ]
    assert left == []


CROWDED = 15  # modules of a folder

# What is shown, typed or written in a paper is taken apart at these; nothing is decided by it.
TAKEN_APART = {
    ("forms/assemble.py", "（"),
    ("forms/assemble.py", "\u3000\u3000"),
    ("models/cases/acceptance.py", "、"),
    ("models/facts/case.py", "纠纷"),
    ("models/queries/case_page/dates.py", "，"),
    ("models/queries/case_page/journal.py", "；"),
    ("models/queries/words.py", "、"),
    ("models/rules/holiday_notice.py", "如下"),  # behind it the notice arranges
    ("models/rules/toml/rows.py", "\ufeff"),
    ("models/rules/intake/checks.py", "[、,，;；和及]"),
    ("models/store/files/practice_folder.py", "练习"),  # the name of a folder says what it is
    ("ui/shell/help.py", "第"),
    ("ui/widgets/fields.py", "元"),
}
# The gates read the order that people wrote: there is nothing else to read yet.
READ_AS_LAW = "models/rules/gates/wording.py"
_FINDING = {"startswith", "endswith", "find", "index", "partition", "rpartition", "split",
            "removeprefix", "removesuffix", "count"}  # fmt: skip


def _looked_for(tree: ast.AST) -> set[str]:
    """Return the Chinese words and signs that code looks for in texts or compares them with."""
    found: list[ast.expr] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare):
            inside = any(isinstance(op, ast.In | ast.NotIn) for op in node.ops)
            found += [node.left] if inside else [node.left, *node.comparators]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            found += node.args if node.func.attr in _FINDING else []
    texts = [one.value for one in found if isinstance(one, ast.Constant)]
    return {text for text in texts if isinstance(text, str) and not text.isascii()}


def test_nothing_is_decided_by_searching_words() -> None:
    assert _looked_for(ast.parse('"⚠" in words or text.startswith("起始") or days == "今天"'))
    files = [f for f in product_files() if f.parts[-2] not in ("writers", "layout")]
    found = {
        (name_of(file), word)
        for file in files
        if name_of(file) not in (READ_AS_LAW, "forms/filters.py")
        for word in _looked_for(ast.parse(file.read_text(encoding="utf-8")))
    }
    assert found - TAKEN_APART == set()
    assert TAKEN_APART - found == set(), "no longer needed"


def test_version_is_written_once() -> None:
    version = (ROOT / "resources" / "VERSION").read_text(encoding="utf-8").strip()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert "version" not in project["project"]
    assert "version" in project["project"]["dynamic"]
    assert f"## {version}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert [part.isdigit() for part in version.split(".")] == [True, True, True]


def _third_party(file: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            names.add(node.module.split(".")[0])
    return names - set(sys.stdlib_module_names) - set(PRODUCT)


def test_every_library_of_the_program_is_locked_as_such() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    program = lock.split("# --- development ---")[0].lower().replace("_", "-")
    owners = packages_distributions()
    builder = ROOT / "resources" / "build_fonts.py"  # a tool of the developers
    unlocked = {
        (name_of(file), name)
        for file in product_files()
        if file != builder
        for name in _third_party(file)
        if not any(
            f"\n{owner.lower().replace('_', '-')}==" in program for owner in owners.get(name, ["-"])
        )
    }
    assert unlocked == set()


def test_no_folder_is_crowded() -> None:
    """More than fifteen modules are two rooms."""
    folders = {file.parent for file in product_files()}
    counted = {name_of(one): len(list(one.glob("*.py"))) for one in folders}
    assert {name: n for name, n in counted.items() if n > CROWDED} == {}


# Where the signs of states are taken from their table; the other pages still write some of them.
SIGNED = ("ui/steps/", "ui/pages/intake/")


def test_signs_are_taken_from_their_table() -> None:
    table = {*signs.OF_TONE.values(), signs.PAUSED}
    found = {
        f"{name_of(file)}:{node.lineno}"
        for file in product_files()
        if name_of(file).startswith(SIGNED)
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        and table & set(node.value)
    }  # fmt: skip
    assert found == set()


def test_every_box_of_choices_leaves_the_wheel_to_the_page() -> None:
    """A wheel over a box without the focus changed an office position in 设置."""
    made = [
        str(file.relative_to(ROOT))
        for file in (ROOT / "ui").rglob("*.py")
        if "QComboBox()" in file.read_text(encoding="utf-8")
    ]
    assert made == ["ui/widgets/wheel.py"]
