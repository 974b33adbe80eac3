"""Writing papers into a folder of the user's choice under safe names."""

from pathlib import Path

from models.services.documents import Rendered
from models.store.files import safe_name, write_whole


def write_paper(folder: Path, made: Rendered, addressee: str, prefix: str = "") -> list[Path]:
    """Write a paper in both formats and return the paths."""
    stem = safe_name("_".join(p for p in (prefix, made.spec.title, addressee) if p))
    paths = []
    for suffix, data in (("docx", made.docx), ("pdf", made.pdf)):
        path = folder / f"{stem}.{suffix}"
        write_whole(path, data)
        paths.append(path)
    return paths
