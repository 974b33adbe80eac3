"""Making the decision public: what is proposed to be masked is confirmed or rejected row by row."""

from collections.abc import Mapping, Sequence

from models.queries.signs import Tone
from models.rules.problem import Problem
from models.rules.redaction.model import Proposal
from models.services.arguments.shapes import Plain
from models.services.closing.publication import proposed
from ui.steps.dialog import CommandDialog
from ui.steps.rows import RowsField
from ui.widgets.values import mappings, text

READ = "proposals"
LEFT = "left"


class PublishDialog(CommandDialog):
    """Lists the proposals of the decision; nothing is saved before they are there (art. 83)."""

    def started(self) -> None:
        """Ask for the proposals: the whole decision is read for them."""
        self.listed: Sequence[Proposal] | None = None
        self._shown = [0]  # the row of each rejected proposal, as it was sent last
        case_id = self.info.case_id
        self.worker.ask(
            lambda desk: proposed(desk, case_id), self._list, self._refused, owner=self, latest=READ
        )  # fmt: skip
        self.say("正在从裁决书里找要遮盖的内容……")

    def shape(self, values: Mapping[str, Plain]) -> Mapping[str, Plain]:
        """Return the proposals that are not masked; the others are."""
        rows = list(enumerate(mappings(values[LEFT])))
        self._shown = [number for number, row in rows if not row["mask"]]
        left = [
            {"kind": row["kind"], "text": row["text"], "reason": row["reason"]}
            for _, row in rows
            if not row["mask"]
        ]
        return {**values, LEFT: left}

    def save(self) -> None:
        """Save once the proposals have been seen; what is not filled in is said before."""
        if self.listed is not None or not self.form.check():
            super().save()

    def look(self) -> None:
        """Say how many places are masked, and what is not."""
        if self.listed is None:
            return
        if not self.listed:
            self.tell(Tone.WARNING, "裁决书里没有找到要遮盖的内容，请通读一遍再公开")
            return
        open_ = {_key(row) for row in mappings(self._rows().value()) if not row["mask"]}
        masked = [one for one in self.listed if one.key not in open_]
        words = f"遮盖{len(masked)}项、{sum(len(one.spans) for one in masked)}处"
        bare = [one.text for one in self.listed if one.own and one.key in open_]
        if bare:
            said = f"；{'、'.join(bare)}是本案登记的个人信息，不遮盖须写明理由"
            self.tell(Tone.WARNING, words + said)
        else:
            self.tell(Tone.GOOD, f"{words}；公开的文本存为定稿")

    def _rows(self) -> RowsField:
        field = self.form.field(LEFT)
        assert isinstance(field, RowsField)
        return field

    def _list(self, found: Sequence[Proposal]) -> None:
        """Show the proposals; what was ticked off and explained in a kept draft stays so."""
        before = {_key(row): row for row in mappings(self._rows().value())}
        self.listed = found
        self._rows().set_value([_row(one, before.get(one.key, {})) for one in found])
        self.form.show_row(LEFT, shown=bool(found))
        self._fit()
        self.look()

    def _refused(self, error: Exception) -> None:
        """Say why there are none; saving says it again."""
        self.listed = ()
        self._failed(error)
        self.say("")

    def _renamed(self, problem: Problem) -> Problem:
        """Show what is said of a rejected proposal beside its own row."""
        head, _, rest = problem.field.partition("[")
        number, _, name = rest.partition("]")
        if head == LEFT and number.isdigit() and int(number) < len(self._shown):
            return Problem(f"{LEFT}[{self._shown[int(number)]}]{name}", problem.problem)
        return super()._renamed(problem)


def _key(row: Mapping[str, Plain]) -> tuple[str, str]:
    return text(row.get("kind")), text(row.get("text"))


def _row(one: Proposal, before: Mapping[str, Plain]) -> dict[str, Plain]:
    places = f"（{len(one.spans)}处）" if len(one.spans) > 1 else ""
    return {
        "kind": one.kind.id,
        "text": one.text,
        "caption": f"{one.kind.name}　{one.text}{places} → {one.replacement}\n{one.context}",
        "mask": before.get("mask", True),
        "reason": before.get("reason", ""),
    }
