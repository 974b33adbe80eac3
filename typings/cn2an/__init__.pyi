"""What the papers use of cn2an."""

from typing import Literal

def an2cn(inputs: str | int | float, mode: Literal["low", "up", "rmb", "direct"] = ...) -> str: ...
