"""Claims, acts and dates of the request, and what follows from them (art. 36(2), 19, 13)."""

from datetime import date

from models.rules.acceptance.context import Context, Outcome, check_for, met, missing, unclear, who
from models.rules.dates import add_months, cn_date


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
    """Which acts are complained of, of each respondent (专利法 11)."""
    if not ctx.intake.acts:
        return [unclear("none", "acts")]
    accused = {act.by for act in ctx.intake.acts}
    left = [p for p in ctx.intake.respondents if p.key not in accused and "" not in accused]
    if left:
        return [unclear("not_of", "acts", who=who(p)) for p in left]
    names = dict.fromkeys(ctx.tables.acts[a.act].name for a in ctx.intake.acts)
    return met(acts="、".join(names))


@check_for("in_force")
def in_force(ctx: Context) -> list[Outcome]:
    """专利法 42: whether the term has run out by the filing date; the register decides."""
    given = ctx.intake.patent
    if given.granted_on is None:
        return [unclear("no_grant", "patent.granted_on")]
    if given.filed_on is None or not given.kind:
        return [unclear("no_filing", "patent.filed_on")]
    last = ctx.rules.terms.last_day(given.kind, given.filed_on)
    if last and ctx.intake.received_on > last:
        return [unclear("expired", "patent.filed_on", day=cn_date(last))]
    return met()


@check_for("invalidation")
def invalidation(ctx: Context) -> list[Outcome]:
    """Art. 28, 29: an invalidation under way is a question of suspension, after docketing."""
    state = ctx.intake.patent.invalidation
    if state == "none":
        return met()
    if not state:
        return [unclear("not_asked", "patent.invalidation")]
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
