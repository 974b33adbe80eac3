"""Errors of the paper factory."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Missing:
    """A required fact that is not there: its path and the label a person knows it by."""

    path: str
    label: str


class FormError(Exception):
    """A paper cannot be made."""


class MissingFacts(FormError):
    """Required facts are missing; each one is named."""

    def __init__(self, form_id: str, missing: Iterable[Missing]) -> None:
        self.form_id = form_id
        self.missing = tuple(missing)
        names = "、".join(f"{m.label}（{m.path}）" for m in self.missing)
        super().__init__(f"{form_id}：缺少 {names}")


class GlyphError(FormError):
    """No font of the set has these characters."""

    def __init__(self, characters: Iterable[str]) -> None:
        self.characters = tuple(dict.fromkeys(characters))
        shown = "、".join(f"{c}（U+{ord(c):04X}）" for c in self.characters)
        super().__init__(f"所用字库没有这些字，文书未生成：{shown}。请换用其他字后再生成")


class SpecError(FormError):
    """A paper's TOML is wrong: names the file and what is wrong in it."""
