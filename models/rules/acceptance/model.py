"""What the acceptance check hands back: findings, corrections, reasons, hints."""

from dataclasses import dataclass

RESULTS = ("docket", "correct", "refuse", "refer")


@dataclass(frozen=True)
class OfficeScope:
    """What the check must know of the office (from the settings, art. 6-8).

    `regions` are the names of the office's own area as they are written in addresses ("禾川县");
    `authority_ready` is True once every position of the group authority is filled in;
    `authority_basis` is own | entrusted | assist_only | "" (not set).
    """

    name: str = ""
    regions: tuple[str, ...] = ()
    authority_ready: bool = False
    authority_basis: str = ""
    evaluation_report_required: bool = False


@dataclass(frozen=True)
class Finding:
    """One line of the checklist; `state` is met, missing or unclear; `field` a path or ""."""

    item: str
    state: str
    basis: str
    text: str
    field: str = ""


@dataclass(frozen=True)
class Correction:
    """One item of the one-time complete correction notice (art. 16)."""

    item: str
    text: str
    basis: str


@dataclass(frozen=True)
class RefusalReason:
    """One tick of the refusal notice; every reason is listed, ticked or not."""

    code: str
    text: str
    ticked: bool
    basis: str


@dataclass(frozen=True)
class Hint:
    """Something to tell the requester or to look at; it never decides the result."""

    code: str
    text: str
    basis: str
    field: str = ""


@dataclass(frozen=True)
class AcceptanceResult:
    """The outcome: docket, correct, refuse or refer.

    For a mediation "docket" means: complete, serve the opinion notice within five workdays
    (art. 65); the case itself is docketed only after a respondent consents (art. 66).
    """

    result: str
    findings: tuple[Finding, ...]
    corrections: tuple[Correction, ...] = ()
    refusal_reasons: tuple[RefusalReason, ...] = ()
    hints: tuple[Hint, ...] = ()
    refer_to: str = ""

    @property
    def ticked(self) -> tuple[RefusalReason, ...]:
        """The reasons that apply."""
        return tuple(r for r in self.refusal_reasons if r.ticked)
