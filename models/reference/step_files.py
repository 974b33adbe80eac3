"""The steps, one file each: `resources/procedure/steps/<stage>/<id>.toml`, and what an office adds.

Each of its three parts is read in one place: [step] by `models/rules/procedure/steps.py`, [dialog]
by `ui/steps/spec.py`, [[help]] by `models/queries/help.py`; here what comes before them. A step is
named like its file, and like its command where it has one of its own.
"""

import re
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TypeVar

import resources
from models.errors import StorageError
from models.reference import additions
from models.rules.problem import InputRefused
from models.rules.procedure import KINDS
from models.rules.procedure.steps import Step, load_steps
from models.rules.toml.rows import Row, read_toml

T = TypeVar("T")
_LATER = re.compile(r"^\[(?:dialog\]|\[help\]\])", re.MULTILINE)


@dataclass(frozen=True)
class Button:
    """A step's button on the tab 审查; it comes first after this result of the check."""

    button: str
    result: str = ""


@dataclass(frozen=True, eq=False)
class StepFile:
    """One step: `title` and `explain` of its dialog, its place in the menu 其他办理 by procedure.

    `closed`: it is still there when the case is closed.
    `command` is the dialog that it opens, `begins` what it fills in there when that is another's;
    `tab` is the part of the case's page on which it is taken instead; `supplies` are the facts that
    papers lack until it is done; `formerly` are names under which drafts of it were kept; `added`
    is the file of an office's own.
    """

    id: str
    command: str
    title: str
    explain: str
    menu: Mapping[str, int]
    closed: bool
    begins: Mapping[str, str]
    tab: str
    review: Button | None
    formerly: tuple[str, ...]
    supplies: tuple[str, ...]
    row: Row
    later: str
    added: Path | None

    @cached_property
    def rest(self) -> Row:
        """Its dialog and help: lists of cases need the steps at once, these only who opens one."""
        row = read_toml(self.later, self.row.place.file)
        row.skip("dialog", "help")
        row.close()
        return row


def step_files() -> tuple[StepFile, ...]:
    """Return every file, the bundled ones before those of the office.

    InputRefused names a mistake with file and line, StorageError one in a file of the office.
    """
    return _step_files(additions.folders("steps"))


@cache
def _step_files(added: tuple[Path, ...]) -> tuple[StepFile, ...]:
    found: dict[str, StepFile] = {}
    own = resources.path("procedure", "steps")
    for folder in (own, *added):
        for file in sorted(folder.rglob("*.toml")):
            mine = None if folder is own else file
            with _named(mine):
                one = _read(file, mine)
                if one.id in found:
                    one.row.refuse("", f"已经有名为“{one.id}”的环节")
                found[one.id] = one
    return tuple(found.values())


def _read(file: Path, added: Path | None) -> StepFile:
    text = file.read_text(encoding="utf-8")
    begins = _LATER.search(text)
    end = begins.start() if begins else len(text)
    row = read_toml(text[:end], f"{file.parent.name}/{file.name}")
    row.skip("step")
    review = row.inner("review")
    absent = None if "[dialog]" in text else ""  # a dialog needs both
    made = StepFile(
        id=file.stem,
        command=row.text("command", file.stem),
        title=row.text("title", absent),
        explain=row.text("explain", absent),
        menu=row.counts("menu"),
        closed=row.flag("closed", False),
        begins=row.names("begins", needed=False),
        tab=row.text("tab", "", ("", "review")),
        review=review.record(Button) if review else None,
        formerly=row.words("formerly", ()),
        supplies=row.words("supplies", ()),
        row=row,
        later="\n" * text.count("\n", 0, end) + text[end:],  # so that lines keep their numbers
        added=added,
    )
    row.close()
    return made


@contextmanager
def _named(added: Path | None) -> Generator[None]:
    """Say of a file of the office which one is wrong."""
    try:
        yield
    except (InputRefused, UnicodeDecodeError, OSError) as error:
        if added is None:
            raise
        raise StorageError(f"增加的办案环节读不出来（{added}）：{error}") from error


def each(part: str, make: Callable[[StepFile, Row], T]) -> list[T]:
    """Return what is made of each table of a part of the files; refusals as `step_files`."""
    made: list[T] = []
    for one in step_files():
        with _named(one.added):
            whole = one.row if part == "step" else one.rest
            for row in whole.rows(part) if part == "help" else [whole.inner(part)]:
                if row is not None:
                    made.append(make(one, row))
                    row.close()
    return made


def supplying(fact: str) -> StepFile | None:
    """Return the step that a fact of papers comes from, by its top key or its path."""
    top = fact.partition(".")[0].removesuffix("[]")
    return next((one for one in step_files() if top in one.supplies), None)


def steps(kind: str) -> tuple[Step, ...]:
    """Return the steps of a procedure in order, those of the office last."""
    return _steps(step_files())[kind]


@cache
def _steps(files: tuple[StepFile, ...]) -> Mapping[str, tuple[Step, ...]]:
    found: dict[str, dict[tuple[bool, int], Step]] = {kind: {} for kind in KINDS}

    def put(file: StepFile, row: Row) -> None:
        for kind, step in load_steps(file.id, file.command, row).items():
            other = found[kind].setdefault((file.added is not None, step.order), step)
            if other is not step:
                row.refuse("order", f"{kind}的顺序号{step.order}已经属于“{other.id}”")

    each("step", put)
    return {kind: tuple(one for _, one in sorted(own.items())) for kind, own in found.items()}


def step_file(name: str) -> StepFile | None:
    """Return a step by its id."""
    return next((one for one in step_files() if one.id == name), None)
