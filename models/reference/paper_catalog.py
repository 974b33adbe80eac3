"""The catalogue of papers, read once: checking its templates takes a tenth of a second."""

from functools import cache
from pathlib import Path

from forms.catalog import Catalog, load_catalog
from forms.errors import SpecError
from forms.reading.facts_reader import load_schema
from models.errors import StorageError
from models.reference import additions, ledgers


def catalog() -> Catalog:
    """Return every form there is; StorageError names a file that is wrong."""
    return _catalog(additions.folders("papers"), additions.folders(ledgers.FOLDER))


@cache
def _catalog(extra: tuple[Path, ...], _ledgers: tuple[Path, ...]) -> Catalog:
    try:
        facts = ledgers.declared_facts(load_schema().root.children)
        made = load_catalog(extra, load_schema(facts))
    except SpecError as error:
        raise StorageError(
            "文书目录里有文件不对，文书做不出来；案件和已经存入案卷的文书不受影响。"
            f"请信息员改正或者恢复这个文件后再打开程序：{error}"
        ) from error
    for one in ledgers.ledgers().values():
        for paper in one.papers:
            if paper.form not in made.ids():
                raise StorageError(f"{one.name}（{one.id}）要出的文书“{paper.form}”不在文书目录里")
    return made
