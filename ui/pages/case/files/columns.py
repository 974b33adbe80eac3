"""The columns of the files of a case."""

from models.queries import signs
from models.queries.case_page.attachments import AttachmentLine
from models.queries.signs import Tone
from ui.widgets.paged import Column

TITLE_WIDTH = 240


def state_of(line: AttachmentLine) -> str:
    """Say in which volume a file is, or that it is out of the case."""
    return f"{signs.NOTHING} 已撤出" if line.withdrawn else line.visibility.label


def hint_of(line: AttachmentLine) -> str:
    """Return the name that the file came with, and why it is out."""
    words = f"原文件名：{line.name}　{line.size}　{line.added}收入"
    return f"{words}\n撤出理由：{line.withdrawn}" if line.withdrawn else words


def _tone(line: AttachmentLine) -> str:
    return Tone.SECONDARY if line.withdrawn else ""


COLUMNS: tuple[Column[AttachmentLine], ...] = (
    Column("名称", lambda one: one.called, hint=hint_of, least=TITLE_WIDTH),
    Column("归属", lambda one: one.about_text, least=150),
    Column("类型", lambda one: one.kind, width=104, yields=3),
    Column(
        "页数", lambda one: str(one.pages) if one.pages else "", width=48, right=True, whole=True
    ),
    Column("卷", state_of, _tone, 72),
    Column("大小", lambda one: one.size, width=76, yields=1, right=True, whole=True),
    Column(
        "收入", lambda one: one.added, width=128, yields=2, whole=True, day=lambda one: one.added_on
    ),
)
