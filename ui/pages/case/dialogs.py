"""The two small dialogs of the case page: voiding with a reason, adding an item of evidence."""

from collections.abc import Mapping

from models import reference
from models.services.arguments.shapes import Plain, Plan
from models.services.proceedings.evidence import Exhibit, add_evidence
from models.services.shared.journal import void_event
from models.services.shared.paper_state import void_paper
from ui.pages.case.host import Host
from ui.widgets.dialog import FormDialog
from ui.widgets.fields import ChoiceField, DateField, LongField, NumberField, TextField


class CaseDialog(FormDialog):
    """A dialog that shows nothing of the case: what counts is what its page shows behind it.

    So it is not outdated by a command of this window, after which the page is read again.
    """

    def __init__(self, host: Host, title: str, explain: str, helped: str) -> None:
        super().__init__(title, host.context.worker, host.parent, explain, helped)
        self._host = host
        self._case = host.case_id

    def last_seen(self) -> int | None:
        """Return what the page shows."""
        return self._host.last_seen


class VoidEventDialog(CaseDialog):
    """作废 of an event: it stays on record, struck through, with the reason."""

    def __init__(self, host: Host, event_id: int, what: str) -> None:
        explain = "原记录保留并划去，随它产生的记录一并作废；期限按其余记录重新计算。"
        super().__init__(host, f"作废：{what}", explain, "void_event")
        self._event = event_id
        self.form.add("reason", "理由", LongField(3), required=True)
        self.save_button.setText("作废")

    def command(self, values: Mapping[str, Plain]) -> Plan:
        """Return the voiding."""
        return void_event, (self._case, self._event), {"reason": values["reason"]}


class VoidPaperDialog(CaseDialog):
    """作废 of a stored paper."""

    def __init__(self, host: Host, document_id: int, what: str) -> None:
        super().__init__(host, f"作废：{what}", "文书仍留在案卷里，标明作废。", "void_document")
        self._document = document_id
        self.form.add("reason", "理由", LongField(3), required=True)
        self.save_button.setText("作废")

    def command(self, values: Mapping[str, Plain]) -> Plan:
        """Return the voiding."""
        return void_paper, (self._document,), {"reason": values["reason"]}


class EvidenceDialog(CaseDialog):
    """One more item of evidence, numbered on from the last."""

    def __init__(self, host: Host) -> None:
        super().__init__(host, "补充证据", "编号接在现有证据之后。", "add_evidence.exhibits")
        today = host.context.today()
        self.form.add(
            "side", "提交方", ChoiceField(tuple(reference.names()["source"].items())), required=True
        )
        self.form.add("on", "收到日期", DateField(today), required=True).set_value(today)
        self.form.add("name", "证据名称", TextField(), required=True)
        self.form.add("proves", "证明对象", LongField(2))
        self.form.add("pages", "页数", NumberField())
        self.form.add("form", "形式", TextField(), hint="如 书证、物证、电子数据")
        self.form.add("source", "来源", TextField())
        self.form.add("note", "说明", TextField())

    def command(self, values: Mapping[str, Plain]) -> Plan:
        """Return the entry."""
        pages = values["pages"]
        exhibit = Exhibit(
            side=str(values["side"]), name=str(values["name"]), proves=str(values["proves"]),
            pages=pages if isinstance(pages, int) else None, form=str(values["form"]),
            source=str(values["source"]), note=str(values["note"]),
        )  # fmt: skip
        return add_evidence, (self._case, (exhibit,)), {"on": values["on"]}
