"""The mediation agreement: the instalments are summed up while they are typed."""

from collections.abc import Mapping

from models.queries.signs import Tone
from models.services.arguments.shapes import Plain
from ui.steps.dialog import CommandDialog
from ui.widgets.values import mappings, number

AMOUNT, PARTS = "agreement.amount_fen", "agreement.instalments"


class AgreementDialog(CommandDialog):
    """Numbers the instalments and compares their sum with the amount."""

    def shape(self, values: Mapping[str, Plain]) -> Mapping[str, Plain]:
        """Return numbered instalments, and the signatures as pairs of party and signer."""
        parts = [{"no": n, **row} for n, row in enumerate(mappings(values[PARTS]), start=1)]
        signers = mappings(values["agreement.signed_by"])
        signed = [[row["party"], row["who"]] for row in signers if row["who"]]
        return {
            **values,
            PARTS: parts,
            "agreement.signed_by": signed,
            AMOUNT: values[AMOUNT] or 0,
        }

    def look(self) -> None:
        """Compare the sum of the instalments with the amount."""
        values = self.form.values()
        parts = [number(row["amount_fen"]) or 0 for row in mappings(values[PARTS])]
        if not parts:
            self.say("")
            return
        total, amount = sum(parts), number(values[AMOUNT]) or 0
        words = f"分期合计{total / 100:,.2f}元"
        if total == amount:
            self.tell(Tone.GOOD, f"{words}，与总额相符")
        else:
            self.tell(Tone.WARNING, f"{words}，与总额{amount / 100:,.2f}元不符")
