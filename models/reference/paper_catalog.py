"""The catalogue of papers, read once: checking its templates takes a tenth of a second."""

from functools import cache
from pathlib import Path

from forms.catalog import Catalog, load_catalog
from forms.errors import SpecError
from models.errors import StorageError
from models.reference import additions


def catalog() -> Catalog:
    """Return every form there is; StorageError names a file that is wrong."""
    return _catalog(additions.folders("papers"))


@cache
def _catalog(extra: tuple[Path, ...]) -> Catalog:
    try:
        return load_catalog(extra)
    except SpecError as error:
        raise StorageError(
            "文书目录里有文件不对，文书做不出来；案件和已经存入案卷的文书不受影响。"
            f"请信息员改正或者恢复这个文件后再打开程序：{error}"
        ) from error
