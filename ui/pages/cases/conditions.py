"""The conditions of the list of cases: choices and ticks that wrap where the window is narrow."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from models.queries.lists.case_list import UNFINISHED
from models.queries.lists.saved_filters import MINE, Conditions
from models.reference import names
from models.rules.procedure.stage import STAGE_NAMES, STRUCK
from ui.widgets.filters.chips import Chip
from ui.widgets.flow import FlowLayout, labelled
from ui.widgets.layout import GAP
from ui.widgets.wheel import combo

ALL = ("", "全部")
STATUSES = ((UNFINISHED, "未结案"), ("open", "办理中"), ("suspended", "暂停计算"),
            ("closed", "已结案"), ("refused", "不予立案"),
            (STRUCK, STAGE_NAMES[STRUCK]))  # fmt: skip
SORTS = (("received", "最新收件在前"), ("received_old", "最早收件在前"),
         ("number", "案号最新在前"), ("number_old", "案号最早在前"),
         ("due", "期限最近在前"))  # fmt: skip
OLD = "_old"  # ends the name of an order that has the earliest first
HANDLERS = ((None, "全部"), (MINE, "我承办的"))


class ConditionBar(QWidget):
    """What is chosen; `edited` when a person chose something else."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        flow = FlowLayout(self)
        self.kind = _combo([ALL, *names()["kind"].items()])
        self.stage = _combo([ALL, *STAGE_NAMES.items()])
        self.status = _combo([ALL, *STATUSES])
        self.handler = _combo(HANDLERS)
        self.sort = _combo(SORTS)
        self.boxes = {"kind": self.kind, "stage": self.stage, "status": self.status,
                      "handler": self.handler, "sort": self.sort}  # fmt: skip
        for text, (name, box) in zip(
            ("类型", "阶段", "状态", "承办人", "排序"), self.boxes.items(), strict=True
        ):
            box.setObjectName(f"filter:{name}")
            flow.addWidget(labelled(text, box))
            box.currentIndexChanged.connect(self.edited)
        self.soon = QCheckBox("七日内到期")
        self.overdue = QCheckBox("只看本局逾期的")
        self.ticks = {"soon": self.soon, "overdue": self.overdue}
        for name, tick in self.ticks.items():
            tick.setObjectName(f"filter:{name}")
            tick.toggled.connect(self.edited)
            tick.setContentsMargins(0, 0, GAP, 0)
            flow.addWidget(tick)

    def chips(self) -> list[Chip]:
        """Return what is chosen, but the order, in words."""
        boxes = [(name, box) for name, box in self.boxes.items() if name != "sort"]
        return [
            *(Chip(f"{box.accessibleName()}：{box.currentText()}", partial(box.setCurrentIndex, 0))
              for _name, box in boxes if box.currentIndex() > 0),
            *(Chip(tick.text(), partial(tick.setChecked, False))
              for tick in self.ticks.values() if tick.isChecked()),
        ]  # fmt: skip

    def value(self) -> Conditions:
        """Return what is chosen (without the text searched for)."""
        return Conditions(
            kind=self.kind.currentData(),
            stage=self.stage.currentData(),
            status=self.status.currentData(),
            handler=self.handler.currentData(),
            overdue=self.overdue.isChecked(),
            soon=self.soon.isChecked(),
            sort=self.sort.currentData(),
        )

    def show_value(self, one: Conditions) -> None:
        """Choose conditions silently; a value that is not offered any more counts as all."""
        for name, box in self.boxes.items():
            with QSignalBlocker(box):
                box.setCurrentIndex(max(0, _place(box, getattr(one, name))))
        for name, tick in self.ticks.items():
            with QSignalBlocker(tick):
                tick.setChecked(getattr(one, name))

    def show_handlers(self, people: list[tuple[int, str]]) -> None:
        """Offer the people who may handle cases; the one chosen stays chosen."""
        fixed = len(HANDLERS)
        box = self.handler
        shown = [(box.itemData(i), box.itemText(i)) for i in range(fixed, box.count())]
        if shown == people:
            return
        chosen = box.currentData()
        with QSignalBlocker(box):
            while box.count() > fixed:
                box.removeItem(fixed)
            for key, name in people:
                box.addItem(name, key)
            box.setCurrentIndex(max(0, _place(box, chosen)))


def _place(box: QComboBox, value: int | str | None) -> int:
    return next((i for i in range(box.count()) if box.itemData(i) == value), -1)


def _combo(choices: Iterable[tuple[str | None, str]]) -> QComboBox:
    box = combo()
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    for value, text in choices:
        box.addItem(text, value)
    return box
