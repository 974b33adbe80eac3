"""Papers that must come with the request (art. 14, 17, 18, 46, 64)."""

from collections.abc import Iterable

from models.rules.acceptance.context import (
    Context,
    Outcome,
    check_for,
    met,
    missing,
    unclear,
    who,
)
from models.rules.intake.model import PartyIn

MAX_AGENTS = 2
_IDENTITY = {
    "natural": ("id_copy",),
    "sole_trader": ("business_licence", "id_copy"),
    "company": ("business_licence",),
    "organisation": ("business_licence",),
}
# Art. 18: these cards are identity papers of the mainland and need no formalities.
_DOMESTIC_CARDS = {"hmt_residence_permit", "foreign_permanent_residence"}


def _each(ctx: Context, parties: Iterable[PartyIn], key: str, *papers: str) -> list[Outcome]:
    """Ask each of these parties for one of some papers."""
    lacking = (p for p in parties if not ctx.intake.has_paper(p.key, *papers))
    return [missing(key, "papers", who=who(p)) for p in lacking]


def _any_paper(ctx: Context, paper: str) -> bool:
    """Papers about the patent or the case serve all requesters."""
    return any(p.id == paper for p in ctx.intake.papers)


@check_for("request_paper")
def request_paper(ctx: Context) -> list[Outcome]:
    """Art. 15, 64: the request itself."""
    return met() if _any_paper(ctx, "request") else [missing("none", "papers")]


@check_for("signature")
def signature(ctx: Context) -> list[Outcome]:
    """Art. 15: signed or sealed; nothing is said as long as nobody looked."""
    signed = ctx.intake.request_signed
    if signed is None:
        return []
    return met() if signed else [missing("unsigned", "request_signed")]


@check_for("register_copy")
def register_copy(ctx: Context) -> list[Outcome]:
    """Art. 14: the register copy; a certificate with a fee receipt does not replace it."""
    return met() if _any_paper(ctx, "register_copy") else [missing("none", "papers")]


@check_for("identity")
def identity(ctx: Context) -> list[Outcome]:
    """Art. 14: identity papers by kind of party."""
    out: list[Outcome] = []
    for party in ctx.intake.requesters:
        key = "natural" if party.kind == "natural" else "organisation"
        out += _each(ctx, [party], key, *_IDENTITY[party.kind])
    return out or met()


@check_for("legal_rep_certificate")
def legal_rep_certificate(ctx: Context) -> list[Outcome]:
    """Art. 14: proof of the legal representative of a company or organisation."""
    units = [p for p in ctx.intake.requesters if p.kind in ("company", "organisation")]
    if not units:
        return met("not_needed")
    return _each(ctx, units, "none", "legal_rep_certificate") or met()


@check_for("interest_proof")
def interest_proof(ctx: Context) -> list[Outcome]:
    """Art. 14: licence contract or proof of succession."""
    interested = [p for p in ctx.intake.requesters if p.standing not in ("", "patentee")]
    out = [
        Outcome("unclear", "no_standing", {}, f"{p.path}.standing", "note")
        for p in ctx.intake.requesters
        if not p.standing
    ]
    if not interested:
        return out or met("not_needed")
    for party in interested:
        heir = party.standing == "heir"
        key, paper = ("heir", "heir_proof") if heir else ("licence", "licence_contract")
        out += _each(ctx, [party], key, paper)
    return out or met()


@check_for("evaluation_report")
def evaluation_report(ctx: Context) -> list[Outcome]:
    """Art. 14: may be demanded for utility models and designs; a note unless the office does."""
    patent = ctx.intake.patent
    if patent.kind == "invention":
        return met("not_needed")
    if _any_paper(ctx, "evaluation_report") or patent.evaluation_report != "none":
        return met()
    if ctx.office.evaluation_report_required:
        return [Outcome("missing", "required", {}, "papers", "correct")]
    return [unclear("may", "patent.evaluation_report")]


@check_for("agents")
def agents(ctx: Context) -> list[Outcome]:
    """Art. 17: one or two agents per principal."""
    if not any(ctx.intake.agents_of(p.key) for p in ctx.intake.requesters):
        return met("not_needed")
    out = [
        missing("too_many", "agents", who=who(p), count=count)
        for p in ctx.intake.requesters
        if (count := len(ctx.intake.agents_of(p.key))) > MAX_AGENTS
    ]
    return out or met()


@check_for("poa")
def poa(ctx: Context) -> list[Outcome]:
    """Art. 17: a power of attorney of each requester who has an agent."""
    principals = [p for p in ctx.intake.requesters if ctx.intake.agents_of(p.key)]
    if not principals:
        return met("not_needed")
    return _each(ctx, principals, "none", "poa") or met()


@check_for("special_powers")
def special_powers(ctx: Context) -> list[Outcome]:
    """Art. 17: special powers count only when itemised."""
    special = [(i, a) for i, a in enumerate(ctx.intake.agents) if a.powers == "special"]
    if not special:
        return met("not_needed")
    out = [
        unclear("none", f"agents[{i}].special_powers", name=a.name)
        for i, a in special
        if not a.special_powers
    ]
    return out or met()


@check_for("foreign_formalities")
def foreign_formalities(ctx: Context) -> list[Outcome]:
    """Art. 18: formalities of requesters from Hong Kong, Macao, Taiwan or abroad."""
    abroad = [p for p in ctx.intake.requesters if p.region != "mainland"]
    if not abroad:
        return met("not_needed")
    out: list[Outcome] = []
    for party in abroad:
        if party.id_type not in _DOMESTIC_CARDS:
            key = "foreign" if party.region == "foreign" else "hmt"
            out += _each(ctx, [party], key, "notarisation")
    return out or met()


@check_for("copies")
def copies(ctx: Context) -> list[Outcome]:
    """Art. 14: as many sets as respondents; nothing is said as long as nobody counted."""
    given, count = ctx.intake.copies, len(ctx.intake.respondents)
    if given is None:
        return []
    if given < count:
        return [missing("few", "copies", copies=given, count=count, short=count - given)]
    return met(copies=given, count=count)


@check_for("evidence_list")
def evidence_list(ctx: Context) -> list[Outcome]:
    """Art. 15: evidence may be annexed; a list makes it checkable."""
    if not ctx.intake.evidence:
        return met("not_needed")
    if _any_paper(ctx, "evidence_list"):
        return met()
    return [unclear("none", "papers", count=len(ctx.intake.evidence))]


@check_for("translation")
def translation(ctx: Context) -> list[Outcome]:
    """Art. 46: evidence in a foreign language without translation counts as not handed in."""
    foreign = [e.name for e in ctx.intake.evidence if not e.language.startswith(("zh", "中"))]
    if not foreign:
        return met("not_needed")
    if _any_paper(ctx, "translation"):
        return met()
    return [unclear("none", "evidence", names="、".join(f"“{n}”" for n in foreign))]


@check_for("decision_copy")
def decision_copy(ctx: Context) -> list[Outcome]:
    """Art. 64(3): damages alone need the decision that found the infringement."""
    if ctx.intake.mediation_kind != "damages":
        return met("not_needed")
    return met() if _any_paper(ctx, "decision_copy") else [missing("none", "papers")]
