"""The kinds of files that may be brought into a case (data: resources/media.toml)."""

from functools import cache

import resources
from models.rules.attachments.media import MediaKind
from models.rules.toml.rows import read_toml

FILE = "media.toml"


@cache
def kinds() -> dict[str, MediaKind]:
    """Return the kinds by id, in the order in which they are tried."""
    return {one.id: one for one in read_toml(resources.text(FILE), FILE).records("kind", MediaKind)}


def patterns() -> str:
    """Return the kinds as a file dialog filters by them."""
    every = " ".join(f"*.{s}" for kind in kinds().values() for s in kind.suffixes)
    return f"可以收入的文件 ({every});;所有文件 (*)"
