"""What the ticked papers still lack, where it is supplied, and what of them is final already."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.queries import signs
from models.queries.documents import Final
from models.queries.places import Place
from models.reference.step_files import supplying
from models.rules.dates import cn_date
from models.services.shared.documents import Gap, Order
from ui.pages.case.host import Host
from ui.pages.case.papers.offers import Offer
from ui.shell import targets
from ui.widgets.layout import button, clear, label

OFFICE = ("settings", "office")  # facts that are set for all cases
HAS_FINAL, USE_IT = "已有定稿", "内容没变的用那一份，要改的先作废它。"


class Lacking(QWidget):
    """Lines below the papers that can be made; `use` shows a final that is there."""

    def __init__(self, host: Host, use: Callable[[int], None]) -> None:
        super().__init__()
        self.host, self.use = host, use
        self.made: frozenset[Order] = frozenset()  # finals that were made just now
        self.lines = QVBoxLayout(self)
        self.lines.setContentsMargins(0, 0, 0, 0)
        self.lines.setSpacing(2)

    def show_gaps(self, chosen: Sequence[tuple[Offer, Final | None]], gaps: Sequence[Gap]) -> None:
        """Say what keeps the chosen papers from being final."""
        clear(self.lines)
        if not chosen:
            self.lines.addWidget(label("勾选要制作的文书。", "secondary"))
            return
        for offer, final in chosen:
            if offer.order in self.made and final is not None:
                who = f"（{offer.who}）" if offer.who else ""
                words = f"{signs.DONE} “{offer.title}”{who}已生成定稿，在“案卷里的文书”。"
                self.lines.addWidget(label(words, "good"))
            elif final is not None:
                self._say_final(offer, final)
        if all(final is not None and offer.order in self.made for offer, final in chosen):
            return
        if not gaps:
            words = f"{signs.DONE} 已选 {len(chosen)} 份，内容齐全，可以定稿。"
            self.lines.addWidget(label(words, "good"))
            return
        words = f"{signs.CARE} 还缺 {len(gaps)} 项，补齐前只能存草稿："
        self.lines.addWidget(label(words, "warning"))
        for gap in gaps:
            self.lines.addWidget(label(f"· {gap.label}", "secondary"))
        self._lead(gaps)

    def _say_final(self, offer: Offer, final: Final) -> None:
        """Say that a paper is final already, and lead to it."""
        words = f"{signs.CARE} “{offer.title}”{cn_date(final.made)}{HAS_FINAL}：{USE_IT}"
        self.lines.addWidget(label(words, "warning"))
        go = partial(self.use, final.id)
        name = f"用已有的定稿：{offer.title}{offer.who}"
        self.lines.addWidget(button("用已有的定稿", go, "link", name))

    def _lead(self, gaps: Sequence[Gap]) -> None:
        """Lead to where what is missing is supplied: the settings, and the steps of the case."""
        if any(gap.path.partition(".")[0] in OFFICE for gap in gaps):
            go = partial(self.host.context.go, targets.Settings())
            self.lines.addWidget(button(Place.SETTINGS.value, go, "link"))
        for step in dict.fromkeys(supplying(gap.path) for gap in gaps):
            if step is not None:
                go = partial(self.host.step, step.command)
                self.lines.addWidget(button(f"{step.title}…", go, "link", f"去办理：{step.title}"))
