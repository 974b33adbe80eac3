"""The holders of a patent, written one after another in its field."""

import re

# A comma within a Latin name (Co., Ltd.) parts nothing; before a Chinese one it does.
_BETWEEN = re.compile(r"[、；;，]|,\s*(?=[\u3400-\u9fff])")


def holders(text: str) -> tuple[str, ...]:
    """Return the names, each once."""
    return tuple(dict.fromkeys(filter(None, (one.strip() for one in _BETWEEN.split(text)))))
