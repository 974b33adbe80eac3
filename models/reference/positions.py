"""Settings and office positions (本局口径) that are still to be set, each naming where."""

from datetime import date
from typing import Protocol

from models.rules.events import Conclusion
from models.store.desk import Desk

_HMT = {"hongkong", "macao", "taiwan"}
WHERE = "设置→本局口径"


class HasHome(Protocol):
    """A person as far as the answer period depends on it."""

    @property
    def domiciled_in_prc(self) -> bool:
        """Whether it has a fixed home in the country."""
        ...

    @property
    def region(self) -> str:
        """mainland, hongkong, macao, taiwan or foreign."""
        ...


def unset_positions(desk: Desk, form_id: str) -> list[str]:
    """Name each setting that a final paper of this form needs and that is not set."""
    keys = desk.settings.unset_for(form_id)
    return [f"{desk.settings.info(key).definition.label}未设定（{WHERE}）" for key in keys]


def domiciled(desk: Desk, person: HasHome) -> bool:
    """Whether a person has a fixed home in the country (art. 22: 15 or 30 days to answer).

    For Hongkong, Macao and Taiwan the office's position may say no.
    """
    if not person.domiciled_in_prc:
        return False
    return person.region not in _HMT or not desk.settings.get("position.hmt_without_domicile")


_PRINCIPAL = {
    "decision": frozenset({Conclusion.DECISION}),
    "closing": frozenset({Conclusion.DECISION, Conclusion.DISMISSAL}),
}


def principal_approves(desk: Desk) -> frozenset[Conclusion]:
    """Return how no case is closed without the entrusting office, as the entrustment says (8)."""
    if desk.settings.text("authority.basis") != "entrusted":
        return frozenset()
    return _PRINCIPAL.get(desk.settings.text("authority.principal_approves") or "", frozenset())


def sue_period_restarts(desk: Desk) -> bool:
    """Whether a change or revocation lets the time to sue start again (art. 33 is silent)."""
    return desk.settings.text("position.suit_after_change") == "restart"


def long_after_judgment(desk: Desk) -> bool:
    """Whether two years are left to enforce after a judgment, not three months (行诉解释 153)."""
    return desk.settings.text("position.enforcement_after_judgment") == "two_years"


def rejects_outside(desk: Desk) -> bool:
    """Whether the office rejects what no adjudication grants; else it leaves that alone."""
    return desk.settings.get("position.request_outside") == "reject"


def clerk_sits(desk: Desk) -> bool:
    """Whether the office lets a member of the panel keep the record; the law does not say."""
    return desk.settings.get("position.clerk_in_panel") is True


def authority_gaps(desk: Desk, *, mediation: bool = False) -> list[str]:
    """Return what is missing of the county office's authority (Order 81 arts. 7, 8).

    An office that only mediates and assists may docket mediations, never adjudications.
    """
    basis = desk.settings.text("authority.basis")
    if not basis:
        return [f"职权依据未设定（{WHERE}）：县级部门须先写明自有权限、受委托或者仅调解与协助"]
    if basis == "assist_only" and not mediation:
        return ["职权依据为“仅调解与协助”，不能办理行政裁决"]
    needed = {
        "own": ("authority.regulation", "authority.instrument_no"),
        "entrusted": (
            "authority.regulation",
            "authority.principal",
            "authority.instrument_no",
            "authority.scope",
        ),
    }.get(basis, ())
    found = [
        f"{desk.settings.info(key).definition.label}未设定（{WHERE}）"
        for key in needed
        if not desk.settings.get(key)
    ]
    until = desk.settings.get("authority.until")
    if basis == "entrusted" and isinstance(until, date) and until < desk.today():
        found.append(f"委托期限已于{until.isoformat()}届满（{WHERE}）")
    return found
