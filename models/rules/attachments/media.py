"""What a file is, told by its first bytes and not by its name (data: resources/media.toml)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

HEAD = 4096  # bytes that tell one kind from another
_ENCODINGS = ("utf-8", "gb18030")
_BLANK = b"\t\n\r\f"
_TAIL = 3  # bytes of a character that the head may cut off


@dataclass(frozen=True)
class MediaKind:
    """A kind of file: how it is told, what it is called, what can be done with it (`group`)."""

    id: str
    label: str
    group: str
    suffixes: tuple[str, ...]
    magic: tuple[str, ...] = ()
    member: str = ""

    @property
    def suffix(self) -> str:
        """Return the suffix that a stored file of this kind gets."""
        return f".{self.suffixes[0]}"

    @property
    def shown(self) -> bool:
        """Whether its pages can be shown in the window."""
        return self.group in ("pdf", "picture")


def recognise(
    kinds: Iterable[MediaKind], head: bytes, suffix: str, members: Collection[str] = ()
) -> MediaKind | None:
    """Return the kind of a file from its first bytes, None for what no case takes.

    `members` are the names inside a ZIP; `suffix` (without dot) counts only for plain text.
    """
    return next((one for one in kinds if _is(one, head, suffix.lower(), members)), None)


def _is(kind: MediaKind, head: bytes, suffix: str, members: Collection[str]) -> bool:
    if kind.member:
        return kind.member in members
    if kind.magic:
        return any(_has(head, one) for one in kind.magic)
    return suffix in kind.suffixes and _is_text(head)


def _has(head: bytes, magic: str) -> bool:
    for part in magic.split("+"):
        at, _, digits = part.partition(":")
        if not head.startswith(bytes.fromhex(digits), int(at)):
            return False
    return True


def _is_text(head: bytes) -> bool:
    if any(byte < ord(" ") and byte not in _BLANK for byte in head):
        return False
    return any(_decodes(head, encoding) for encoding in _ENCODINGS)


def _decodes(head: bytes, encoding: str) -> bool:
    for cut in range(_TAIL + 1 if len(head) >= HEAD else 1):
        try:
            head[: len(head) - cut].decode(encoding)
        except UnicodeDecodeError:
            continue
        return True
    return False
