"""The ledgers there are: the bundled ones, then those that an office keeps besides."""

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

import resources
from models import reference
from models.errors import BadInput, StorageError
from models.reference import additions
from models.rules.ledgers import Kind, LedgerDef, load_ledger
from models.rules.problem import InputRefused
from models.rules.statistics.measures import Subject

FOLDER = "ledgers"
_FACT_TYPES = {Kind.DATE: "date", Kind.BOOL: "bool", Kind.INT: "int", Kind.YUAN: "fen"}


def ledgers() -> Mapping[str, LedgerDef]:
    """Return every ledger by its id; StorageError names an added file that is wrong."""
    return _ledgers(additions.folders(FOLDER))


def ledger(name: str) -> LedgerDef:
    """Return one ledger; BadInput when there is none of this id."""
    found = ledgers().get(name)
    if found is None:
        raise BadInput.of("ledger", f"没有台账“{name}”；有：{'、'.join(ledgers())}")
    return found


def subjects() -> dict[str, Subject]:
    """Return what statistics can count in ledgers."""
    return {one.id: one.figures.group.subject for one in ledgers().values() if one.figures}


@cache
def bundled() -> Mapping[str, LedgerDef]:
    """Return the ledgers that come with the program."""
    files = sorted(resources.path(FOLDER).glob("*.toml"))
    return _by_id(load_ledger(_text(file), file.name, reference.names()) for file in files)


@cache
def _ledgers(extra: tuple[Path, ...]) -> Mapping[str, LedgerDef]:
    return {**bundled(), **_by_id(_added(extra))}


def _added(folders: Iterable[Path]) -> Iterator[LedgerDef]:
    taken = {*bundled()}
    for file in (file for folder in folders for file in sorted(folder.glob("*.toml"))):
        try:
            made = load_ledger(_text(file), file.name, reference.names())
        except (InputRefused, UnicodeDecodeError, OSError) as error:
            raise StorageError(
                f"本局增加的台账读不出来（{file}），已登记的内容不受影响。"
                f"请改正或者移走这个文件后再打开程序：{error}"
            ) from error
        if made.id in taken:
            raise StorageError(f"本局增加的台账（{file}）用了已有的编号“{made.id}”，请换一个")
        taken.add(made.id)
        yield made


def _by_id(found: Iterable[LedgerDef]) -> dict[str, LedgerDef]:
    return {one.id: one for one in found}


def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8")


def declared_facts(known: Iterable[str]) -> str:
    """Return the facts of rows as facts.toml spells them, of ledgers that it does not know."""
    return "\n".join(
        f'[[fact]]\npath = "{one.id}.{field.fact}"\n'
        f'type = "{_FACT_TYPES.get(field.kind, "text")}"\nlabel = {json.dumps(field.label)}'
        for one in ledgers().values()
        if one.id not in known
        for field in one.fields
    )
