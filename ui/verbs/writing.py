"""Writing papers into a folder of the user's choice under safe names."""

from collections.abc import Iterable
from pathlib import Path

from models.services.shared.documents import Rendered
from models.store.files.store import safe_name, write_whole
from ui.verbs.playing.report import CasePaper


def check_writable(folder: Path) -> None:
    """Find out before the long work whether the folder can be written; StorageError when not."""
    test = folder / ".write-test"
    write_whole(test, b"")
    test.unlink()


def write_paper(folder: Path, made: Rendered, addressee: str, prefix: str = "") -> list[Path]:
    """Write a paper in both formats and return the paths."""
    stem = safe_name("_".join(p for p in (prefix, made.spec.title, addressee) if p))
    paths: list[Path] = []
    for suffix, data in (("docx", made.docx), ("pdf", made.pdf)):
        path = folder / f"{stem}.{suffix}"
        write_whole(path, data)
        paths.append(path)
    return paths


def write_stored(folder: Path, papers: Iterable[CasePaper]) -> list[Path]:
    """Copy stored papers into the folder in all their formats and return the paths."""
    paths: list[Path] = []
    for paper in papers:
        for suffix, data in paper.contents.items():
            path = folder / f"{paper.stem}.{suffix}"
            write_whole(path, data)
            paths.append(path)
    return paths
