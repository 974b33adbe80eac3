"""What is said of files when they come in and later; pages taken out, files put together."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from models.queries.case_page.attachments import AttachmentLine
from models.rules.attachments.attachment import About
from models.rules.events.base import Visibility
from models.rules.text_checks import NAME_LIMIT
from models.services.arguments.shapes import Plain, Plan
from models.services.attachments.attaching import (
    Description,
    describe_attachments,
    withdraw_attachments,
)
from models.services.attachments.putting import attach_merged, attach_parts
from ui.pages.case.dialogs import CaseDialog
from ui.pages.case.host import Host
from ui.widgets.dialog import FormDialog
from ui.widgets.fields import ChoiceField, LongField, TextField, TicksField

Subjects = Sequence[tuple[About, str]]
VOLUMES = tuple((one.value, one.label) for one in (Visibility.MAIN, Visibility.INTERNAL))
EACH = ((1, "1 张"), (2, "2 张"), (4, "4 张"), (6, "6 张"))
KEEP = "（各自不变）"
SHOWN_NAMES = 6


class _Describing:
    """The rows of a form that say what files are; `several` adds “unchanged” to each choice."""

    def __init__(self, dialog: FormDialog, subjects: Subjects, *, several: bool = False) -> None:
        self._subjects = list(subjects)
        keep: list[tuple[Plain, str]] = [("", KEEP)] if several else []
        chosen: list[tuple[Plain, str]] = [(n, words) for n, (_, words) in enumerate(subjects)]
        form = dialog.form
        form.add("about", "归属", ChoiceField([*keep, *chosen]), required=not several)
        hint = "装订时用的名称；不填就用原文件名" if not several else "填了就都用这个名称"
        form.add("title", "名称", TextField(NAME_LIMIT), hint=hint)
        form.add("visibility", "归入", ChoiceField([*keep, *VOLUMES]), required=not several)
        self._several = several
        self._form = form

    def start(self, line: AttachmentLine) -> None:
        """Show what is said of one file so far."""
        place = next((n for n, (one, _) in enumerate(self._subjects) if one == line.about), 0)
        values: dict[str, Plain] = {
            "about": place, "title": line.title, "visibility": line.visibility.value
        }  # fmt: skip
        self._form.set_values(values)

    def read(self, values: Mapping[str, Plain]) -> Description:
        """Return what was said."""
        place, title, volume = values["about"], str(values["title"]), values["visibility"]
        return Description(
            title=None if self._several and not title else title,
            about=self._subjects[place][0] if isinstance(place, int) else None,
            visibility=Visibility(str(volume)) if volume else None,
        )


@dataclass(frozen=True)
class Wanted:
    """Which of the offered files come in (their places), and what is said of them."""

    places: tuple[int, ...]
    description: Description


class AddDialog(FormDialog):
    """收入文件: which, what they belong to, in which volume; the copying begins after it."""

    def __init__(
        self, host: Host, names: Sequence[str], subjects: Subjects,
        chosen: Callable[[Wanted], None],
    ) -> None:  # fmt: skip
        explain = "原件一字不动地存进本案，同一内容只存一份；原来的文件留在原处。"
        super().__init__(
            f"收入{len(names)}个文件", host.context.worker, host.parent, explain, "attachments"
        )
        self._chosen = chosen
        ticks = [(n, name) for n, name in enumerate(names)]
        self._which = self.form.add("files", "文件", TicksField(ticks), required=True)
        self._which.set_value([n for n, _ in ticks])
        self._said = _Describing(self, subjects)
        self._dirty = False
        self.save_button.setText("收入")

    def save(self) -> None:
        """Hand over what was chosen."""
        if not self.form.check():
            self._make_room()
            return
        values = self.form.values()
        places = tuple(n for n in self._which.value() if isinstance(n, int))
        self._closing = True
        self.accept()
        self._chosen(Wanted(places, self._said.read(values)))


class DescribeDialog(CaseDialog):
    """说明与归属 of one file or of several at once."""

    def __init__(self, host: Host, lines: Sequence[AttachmentLine], subjects: Subjects) -> None:
        names = "、".join(one.called for one in lines[:SHOWN_NAMES])
        more = f"等{len(lines)}个文件" if len(lines) > SHOWN_NAMES else ""
        super().__init__(host, "名称与归属", f"{names}{more}", "attachments")
        self._ids = tuple(one.id for one in lines)
        self._said = _Describing(self, subjects, several=len(lines) > 1)
        if len(lines) == 1:
            self._said.start(lines[0])
            self._dirty = False

    def command(self, values: Mapping[str, Plain]) -> Plan:
        """Return the change."""
        return describe_attachments, (self._case, self._ids, self._said.read(values)), {}


class WithdrawFilesDialog(CaseDialog):
    """撤出 of files, all with one reason."""

    def __init__(self, host: Host, lines: Sequence[AttachmentLine]) -> None:
        explain = "文件和登记都保留，划去并写明理由，可以随时放回；装订案卷时不再编入。"
        super().__init__(host, f"撤出{len(lines)}个文件", explain, "attachments")
        self._ids = tuple(one.id for one in lines)
        self.form.add("reason", "理由", LongField(3), required=True)
        self.save_button.setText("撤出")

    def command(self, values: Mapping[str, Plain]) -> Plan:
        """Return the withdrawal."""
        return withdraw_attachments, (self._case, self._ids), {"reason": values["reason"]}


class SplitDialog(CaseDialog):
    """拆分: each range of pages becomes a file of its own."""

    def __init__(self, host: Host, line: AttachmentLine) -> None:
        explain = f"“{line.called}”共{line.pages}页；拆出来的各成一个文件，原文件不变。"
        super().__init__(host, "拆分PDF", explain, "attachments")
        self._line = line
        hint = f"如 1-3、4、5-{line.pages}：拆成三个文件"
        self.form.add("ranges", "页码", TextField(), required=True, hint=hint)
        self.save_button.setText("拆分")

    def command(self, values: Mapping[str, Plain]) -> Plan:
        """Return the new files."""
        return attach_parts, (self._case, self._line.id, str(values["ranges"])), {}


class MergeDialog(CaseDialog):
    """合并: PDF files one after another, in the order of the list."""

    def __init__(self, host: Host, lines: Sequence[AttachmentLine]) -> None:
        names = "；".join(f"{n}. {one.called}" for n, one in enumerate(lines, start=1))
        super().__init__(host, "合并PDF", f"按列表里的次序：{names}。原文件不变。", "attachments")
        self._ids = tuple(one.id for one in lines)
        self.form.add("name", "合并后的名称", TextField(NAME_LIMIT), required=True)
        self.save_button.setText("合并")

    def command(self, values: Mapping[str, Plain]) -> Plan:
        """Return the new file."""
        return attach_merged, (self._case, self._ids, str(values["name"])), {}


class SheetDialog(FormDialog):
    """照片排成A4: a title, how many to a page; drawing them takes a while and is done after it."""

    def __init__(self, host: Host, count: int, chosen: Callable[[str, int], None]) -> None:
        explain = f"{count}张照片按列表里的次序排在打印纸上，下面印编号和名称，存为一个文件。"
        super().__init__("照片排版", host.context.worker, host.parent, explain, "attachments")
        self._chosen = chosen
        self.form.add("title", "标题", TextField(NAME_LIMIT), required=True).set_value("照片")
        self.form.add("each", "每页", ChoiceField(EACH), required=True).set_value(2)
        self._dirty = False
        self.save_button.setText("排版")

    def save(self) -> None:
        """Hand over what was chosen."""
        if not self.form.check():
            self._make_room()
            return
        values = self.form.values()
        each = values["each"]
        assert isinstance(each, int)
        self._closing = True
        self.accept()
        self._chosen(str(values["title"]), each)
