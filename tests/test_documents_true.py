"""README, ARCHITECTURE and the office's guide name only what exists: files, verbs, keys."""

import importlib.util
import re
import tomllib
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

from tests.test_architecture import ROOT
from ui.shell.actions import ACTIONS
from ui.verbs import VERBS

README, ARCHITECTURE = ROOT / "README.md", ROOT / "ARCHITECTURE.md"
CHANGELOG, GUIDE = ROOT / "CHANGELOG.md", ROOT / "docs" / "使用说明.md"
DOCUMENTS = (README, ARCHITECTURE, CHANGELOG, GUIDE)
MADE = {"dist/", ".venv", "resources/fonts", "resources/fonts/", "resources/fonts/fonts.json"}
# Named in README as what is in a data folder or beside it, not in the repository.
ELSEWHERE = {"desk.db", "statistics.toml", "additions/papers", "additions/steps",
             "additions/ledgers"}  # fmt: skip
_CODE = re.compile(r"`([^`\n]+)`")
_PATH = re.compile(r"\.?[\w*-]+(?:/[\w.*<>-]+)*/?(?:\.\w+)?")
_SUFFIX = re.compile(r"\.(py|toml|md|qss|spec|lock|in|json|db)$")
_KEY_ROW = re.compile(r"^\| (\S+) \| (.+?) \|$", re.MULTILINE)
_VERB = re.compile(r"main\.py (?!--)([a-z][\w-]*)")
_QUOTED = re.compile("“([^”]+)”")
# Said in the guide of what is not the window's: a person, a folder's name, Qt's own dialog.
NOT_OURS = {"信息员", "-练习", "打印到文件（PDF）"}
_DEV = re.compile(r"dev\.py ([a-z]+)")


def text(file: Path) -> str:
    """Return a document."""
    return file.read_text(encoding="utf-8")


def paths(file: Path) -> set[str]:
    """Return what a document names as files and folders, in code type."""
    words = set(_CODE.findall(text(file)))
    return {
        word
        for word in words
        if _PATH.fullmatch(word) and ("/" in word or _SUFFIX.search(word) or word[0] == ".")
    }


@cache
def developer_script() -> ModuleType:
    """Return dev.py as a module."""
    spec = importlib.util.spec_from_file_location("dev_script", ROOT / "dev.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def there(path: str) -> bool:
    """Tell whether something of that name is there; <…> means any name."""
    pattern = re.sub(r"<[^>]*>", "*", path).rstrip("/")
    found = any(ROOT.glob(pattern)) if "*" in pattern else (ROOT / pattern).exists()
    return found and (not path.endswith("/") or "*" in path or (ROOT / path).is_dir())


@pytest.mark.parametrize("file", [README, ARCHITECTURE, CHANGELOG], ids=lambda file: file.name)
def test_every_file_that_is_named_is_there(file: Path) -> None:
    named = paths(file) - MADE - ELSEWHERE
    assert named
    assert sorted(path for path in named if not there(path)) == []


def test_what_is_built_is_no_part_of_the_repository() -> None:
    ignored = {line.rstrip("/") for line in text(ROOT / ".gitignore").splitlines()}
    assert [p for p in MADE if not any(p.rstrip("/").startswith(one) for one in ignored)] == []


def test_enough_is_named_for_a_newcomer() -> None:
    assert len(paths(ARCHITECTURE)) > 60
    inits = [one for top in ("ui", "models", "forms") for one in (ROOT / top).glob("*/__init__.py")]
    rooms = {f"{one.parent.relative_to(ROOT).as_posix()}/" for one in inits}
    assert sorted(rooms - paths(ARCHITECTURE)) == []


def test_the_map_is_one_page() -> None:
    assert len(text(ARCHITECTURE).splitlines()) <= 90


def test_the_verbs_named_are_all_verbs() -> None:
    assert set(_VERB.findall(text(README))) == set(VERBS)


def test_the_developers_commands_are_those_of_the_script() -> None:
    commands = set(developer_script().COMMANDS)
    assert set(_DEV.findall(text(README))) == commands
    for file in (ARCHITECTURE, CHANGELOG):
        assert set(_DEV.findall(text(file))) <= commands
    usage = developer_script().__doc__ or ""
    assert [name for name in commands if not re.search(rf"\b{name}\b", usage)] == []


@pytest.mark.parametrize("file", [README, GUIDE], ids=lambda file: file.name)
def test_the_keys_are_those_of_the_window(file: Path) -> None:
    keys = {action.shortcut: action.text for action in ACTIONS if action.shortcut}
    rows = dict(_KEY_ROW.findall(text(file)))
    assert {key: rows.get(key) for key in keys} == keys
    assert [key for key in rows if re.match(r"(Ctrl|Alt)\+|F\d", key) and key not in keys] == []


def test_the_guide_calls_things_as_the_window_does() -> None:
    files = [f for part in ("ui", "models", "resources") for f in (ROOT / part).rglob("*.*")]
    shown = "\n".join(text(f) for f in files if f.suffix in (".py", ".toml"))
    words = set(_QUOTED.findall(text(GUIDE))) - NOT_OURS
    assert len(words) > 20
    assert sorted(word for word in words if word not in shown) == []


def test_the_contracts_are_quoted_as_they_are() -> None:
    project = tomllib.loads(text(ROOT / "pyproject.toml"))
    names = [one["name"] for one in project["tool"]["importlinter"]["contracts"]]
    quoted = re.findall(r"^\d+\. \*\*(.+?)\.?\*\*", text(ARCHITECTURE), re.MULTILINE)
    assert quoted == names


@pytest.mark.parametrize("file", DOCUMENTS, ids=lambda file: file.name)
def test_no_document_speaks_of_one_machine(file: Path) -> None:
    places = re.compile(r"(?<!\w)/(work|tmp|root|home)/|https?://|pypi|index-url", re.IGNORECASE)
    assert places.findall(text(file)) == []
