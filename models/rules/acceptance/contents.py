"""What the request itself must say (art. 15, 36(2), 64, 13) and what follows from its dates."""

from datetime import date, timedelta

from models.rules.acceptance.context import (
    Context,
    Outcome,
    check_for,
    met,
    missing,
    unclear,
    who,
)
from models.rules.dates import add_months, cn_date
from models.rules.intake.model import PartyIn


@check_for("patent")
def patent(ctx: Context) -> list[Outcome]:
    """The patent can be told: number, kind, title, holder."""
    given = ctx.intake.patent
    lacking = [
        label
        for label, value in (
            ("专利号", given.number),
            ("专利类型", given.kind),
            ("专利名称", given.title),
            ("专利权人", given.holder),
        )
        if not value
    ]
    return [missing("fields", "patent", what="、".join(lacking))] if lacking else met()


@check_for("requester_contents")
def requester_contents(ctx: Context) -> list[Outcome]:
    """Art. 15, 64: address, contact, legal representative of each requester."""
    out: list[Outcome] = []
    for party in ctx.intake.requesters:
        lacking = _lacking(ctx, party)
        if lacking:
            field = f"{party.path}.{lacking[0][0]}"
            out.append(
                missing("fields", field, who=who(party), what="、".join(x[1] for x in lacking))
            )
    return out or met()


def _lacking(ctx: Context, party: PartyIn) -> list[tuple[str, str]]:
    fields = [("address", "地址", party.address), ("phone", "联系方式", party.phone)]
    if party.kind in ("company", "organisation"):
        label = ctx.labels.of("legal_rep_label", party.kind) + "姓名"
        fields.append(("legal_rep", label, party.legal_rep))
    return [(name, label) for name, label, value in fields if not value]


@check_for("legal_rep_post")
def legal_rep_post(ctx: Context) -> list[Outcome]:
    """Art. 15, 64: the post of the legal representative."""
    out = [
        missing("none", f"{p.path}.legal_rep_post", who=who(p))
        for p in ctx.intake.requesters
        if p.kind in ("company", "organisation") and p.legal_rep and not p.legal_rep_post
    ]
    return out or met()


@check_for("respondent_address")
def respondent_address(ctx: Context) -> list[Outcome]:
    """Art. 15, 64: an address at which the respondent can be served."""
    out = [
        missing("none", f"{p.path}.address", who=who(p))
        for p in ctx.intake.respondents
        if not p.address
    ]
    return out or met()


@check_for("respondent_contact")
def respondent_contact(ctx: Context) -> list[Outcome]:
    """Art. 15, 64: contact of the respondent, as far as the requester knows it."""
    out = [
        unclear("none", f"{p.path}.phone", who=who(p))
        for p in ctx.intake.respondents
        if not p.phone
    ]
    return out or met()


@check_for("claims")
def claims(ctx: Context) -> list[Outcome]:
    """Art. 36(2): which claims are relied on; to be explained, never a reason to refuse."""
    given = ctx.intake.patent
    if given.is_design:
        return met("not_needed")
    if not given.asserted_claims:
        return [missing("none", "patent.asserted_claims")]
    return met(claims="、".join(str(c) for c in given.asserted_claims))


@check_for("acts")
def acts(ctx: Context) -> list[Outcome]:
    """Which acts are complained of (专利法 11)."""
    if not ctx.intake.acts:
        return [unclear("none", "acts")]
    names = dict.fromkeys(ctx.tables.acts[a.act].name for a in ctx.intake.acts)
    return met(acts="、".join(names))


@check_for("agent_contents")
def agent_contents(ctx: Context) -> list[Outcome]:
    """Art. 15: contact and firm of each agent of a requester."""
    out: list[Outcome] = []
    requesters = {party.ref for party in ctx.intake.requesters}
    for i, agent in enumerate(ctx.intake.agents):
        if agent.for_ref not in requesters:
            continue
        fields = (("phone", "联系方式", agent.phone), ("firm", "所在单位", agent.firm))
        lacking = [(name, label) for name, label, value in fields if not value]
        if lacking:
            what = "、".join(label for _, label in lacking)
            out.append(
                unclear("fields", f"agents[{i}].{lacking[0][0]}", name=agent.name, what=what)
            )
    return out or met()


@check_for("in_force")
def in_force(ctx: Context) -> list[Outcome]:
    """专利法 42: whether the term has run out by the filing date; the register decides."""
    given, terms = ctx.intake.patent, ctx.rules.terms
    if given.granted_on is None:
        return [unclear("no_grant", "patent.granted_on")]
    if given.filed_on is None or not given.kind:
        return [unclear("no_filing", "patent.filed_on")]
    years = terms.years[given.kind]
    if given.is_design and given.filed_on < terms.old_design_before:
        years = terms.old_design
    end = add_months(given.filed_on, 12 * years)
    if ctx.intake.received_on >= end:
        last = cn_date(end - timedelta(days=1))
        return [unclear("expired", "patent.filed_on", day=last)]
    return met()


@check_for("invalidation")
def invalidation(ctx: Context) -> list[Outcome]:
    """Art. 28, 29: an invalidation under way is a question of suspension, after docketing."""
    state = ctx.intake.patent.invalidation
    if state == "none":
        return met()
    if state == "filed":
        return [unclear("filed", "patent.invalidation")]
    kind = "invention" if ctx.intake.patent.kind == "invention" else "other"
    return [unclear(f"accepted_{kind}", "patent.invalidation")]


@check_for("limitation")
def limitation(ctx: Context) -> list[Outcome]:
    """Art. 19: three years; only ever a hint, the defence belongs to the respondent."""
    known, years = ctx.intake.infringement_known_on, ctx.rules.limitation
    if known is None:
        return [unclear("not_known", "infringement_known_on")]
    if ctx.intake.received_on <= add_months(known, 12 * years):
        return met(years=years)
    key = "late_continuing" if ctx.intake.still_infringing else "late"
    return [unclear(key, "infringement_known_on", known=cn_date(known), years=years)]


@check_for("granted")
def granted(ctx: Context) -> list[Outcome]:
    """Art. 63(2): a fee for use before grant can be asked for only after grant."""
    if ctx.intake.mediation_kind != "interim_use_fee":
        return met("not_needed")
    return met() if ctx.intake.patent.granted_on else [missing("none", "patent.granted_on")]


@check_for("urging")
def urging(ctx: Context) -> list[Outcome]:
    """Art. 13: one month from receipt, or two from dispatch, of the written demand."""
    rule, intake = ctx.rules.waiting, ctx.intake
    ends: list[date] = []
    if intake.urging_received_on:
        ends.append(add_months(intake.urging_received_on, rule.received))
    if intake.urging_dispatched_on:
        ends.append(add_months(intake.urging_dispatched_on, rule.dispatched))
    if not ends:
        return [missing("none", "urging_dispatched_on")]
    end = min(ends)
    if intake.received_on <= end:
        return [unclear("early", "received_on", day=cn_date(end))]
    return met(day=cn_date(end))
