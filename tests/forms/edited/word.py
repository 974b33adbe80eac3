"""An office worker at a word processor: opens the DOCX of a draft, changes it, saves it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping

from docx import Document
from docx.document import Document as WordFile
from docx.text.paragraph import Paragraph

Change = Callable[[WordFile], None]


def saved(data: bytes, change: Change) -> bytes:
    """Return the file as the word processor saves it after a change."""
    opened = Document(io.BytesIO(data))
    change(opened)
    out = io.BytesIO()
    opened.save(out)
    return out.getvalue()


def named(opened: WordFile, begins: str) -> Paragraph:
    """Return the first paragraph that begins so."""
    return next(one for one in opened.paragraphs if one.text.strip().startswith(begins))


def say(paragraph: Paragraph, text: str) -> None:
    """Type another text into a paragraph, as two runs of which one is bold."""
    first, *rest = paragraph.runs
    first.text = text[: len(text) // 2]
    for run in rest:
        run.text = ""
    paragraph.add_run(text[len(text) // 2 :]).bold = True


def replacing(old: str, new: str) -> Change:
    """Find and replace once, in the paragraph that holds it."""

    def change(opened: WordFile) -> None:
        paragraph = next(one for one in opened.paragraphs if old in one.text)
        say(paragraph, paragraph.text.replace(old, new, 1))

    return change


def with_parts(data: bytes, parts: Mapping[str, bytes]) -> bytes:
    """Return a DOCX with some of its parts exchanged or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, parts.get(name, old.read(name)), zipfile.ZIP_DEFLATED)
        for name in parts.keys() - set(old.namelist()):
            new.writestr(name, parts[name], zipfile.ZIP_DEFLATED)
    return out.getvalue()


def in_body(data: bytes, pattern: str, by: str) -> bytes:
    """Return a DOCX whose body has the first match of a pattern replaced."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        body = packed.read("word/document.xml").decode()
    changed = re.sub(pattern, by, body, count=1, flags=re.S)
    assert changed != body
    return with_parts(data, {"word/document.xml": changed.encode()})
