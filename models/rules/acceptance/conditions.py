"""The five conditions of art. 12, the office's own power, and matters for other bodies."""

import re

from models.rules.acceptance.context import (
    Context,
    Outcome,
    check_for,
    met,
    missing,
    unclear,
    who,
)
from models.rules.events import JointGround
from models.rules.folding import folded
from models.rules.intake.model import PartyIn
from models.rules.parties.joint import of_request
from models.rules.patent.holders import holders
from models.rules.procedure.requests import nothing_to_adjudicate
from models.rules.procedure.state import PartyState


@check_for("standing")
def standing(ctx: Context) -> list[Outcome]:
    """Art. 12: patentee, heir or exclusive licensee alone; sole and ordinary with conditions.

    A licensee who asks together with the patentee does not ask alone.
    """
    with_patentee = any(p.standing == "patentee" for p in ctx.intake.requesters)
    wrong = [o for p in ctx.intake.requesters if (o := _standing_of(ctx, p, with_patentee))]
    if wrong:
        return wrong
    first = ctx.intake.requesters[0]
    return met(who=who(first), standing=ctx.labels.of("standing", first.standing))


def _standing_of(ctx: Context, party: PartyIn, with_patentee: bool) -> Outcome | None:
    field = f"{party.path}.standing"
    name, intake = who(party), ctx.intake
    if not party.standing:
        return missing("no_standing", field, who=name)
    if party.standing == "patentee" and not intake.patent.holder:
        return Outcome("unclear", "no_holder", {"who": name}, "patent.holder", "note")
    if party.standing == "patentee" and not _is_holder(party.name, intake.patent.holder):
        return unclear("holder_differs", field, who=name, holder=intake.patent.holder)
    if with_patentee:
        return None
    if party.standing == "sole_licensee" and not intake.patentee_not_acting:
        return missing("sole", field, who=name)
    if party.standing == "ordinary_licensee" and not intake.licensee_authorised:
        return missing("ordinary", field, who=name)
    return None


def _is_holder(name: str, holder: str) -> bool:
    """Whether the name is one of the holders."""
    return folded(name) in {folded(one) for one in (*holders(holder), holder)}


@check_for("must_join")
def must_join(ctx: Context) -> list[Outcome]:
    """Art. 23: co-owners who neither ask nor said that they need not; the actual operator."""
    asking, intake = [p.name for p in ctx.intake.requesters], ctx.intake
    there = {folded(one.name) for one in intake.respondents}
    found: list[Outcome] = []
    for one in of_request(holders(intake.patent.holder), asking, map(_run_by, intake.respondents)):
        if one.ground is JointGround.CO_OWNER:
            if folded(one.name) not in {*map(folded, asking), *ctx.settled}:
                found.append(unclear("co_owner", "patent.holder", who=one.name))
        elif folded(one.name) not in there:
            found.append(unclear("operator", "respondents", who=one.name, name=one.whose))
    return found


def _run_by(party: PartyIn) -> PartyState:
    return PartyState(
        party.key, party.side, party.name, kind=party.kind,
        legal_rep=party.text("legal_rep"), operator=party.text("operator_name"),
    )  # fmt: skip


@check_for("respondent")
def respondent(ctx: Context) -> list[Outcome]:
    """Art. 12(2): every respondent can be told from everybody else."""
    wrong = [
        missing("vague", f"{p.path}.name", name=p.name, ordinal=p.ordinal)
        for p in ctx.intake.respondents
        if p.name in ctx.rules.vague or re.fullmatch(r"[某XxＸ×*?？]{1,4}(公司|厂|店)?", p.name)
    ]
    return wrong or met(count=len(ctx.intake.respondents))


@check_for("requests")
def requests(ctx: Context) -> list[Outcome]:
    """Art. 12(3): something is asked for that can be granted."""
    asked = ctx.intake.requests
    if not asked:
        return [missing("none", "requests")]
    if ctx.intake.kind == "adjudication" and nothing_to_adjudicate(asked, ctx.outside):
        labels = "、".join(dict.fromkeys(f.label for f in ctx.outside))
        return [
            Outcome("missing", "outside_only", {"labels": labels}, "requests", "", "outside_scope")
        ]
    return met(count=len(asked))


@check_for("facts")
def facts(ctx: Context) -> list[Outcome]:
    """Art. 12(3): concrete facts; the measure of "too thin" is data ([facts])."""
    rule = ctx.rules.facts
    text = ctx.intake.facts_and_reasons
    count = sum(1 for c in text if c.isalnum())
    if not count:
        return [missing("none", "facts_and_reasons")]
    if ctx.intake.kind != "adjudication":
        return met()
    telling = re.search(r"\d\s*[年月日.-]", text) or any(
        word in text for word in (*rule.act_words, *rule.compare_words)
    )
    if count < rule.min_chars or (count < rule.rich_chars and not telling):
        return [unclear("thin", "facts_and_reasons", count=count)]
    return met()


@check_for("scope")
def scope(ctx: Context) -> list[Outcome]:
    """Drug, open-licence and nationally major matters belong to CNIPA (art. 55, 59, 76)."""
    declared = ctx.intake.special_matter
    if declared == "none":
        return met()
    asked = "\n".join(ctx.intake.requests)
    if not (declared or asked or ctx.intake.facts_and_reasons):
        return [Outcome("unclear", "nothing_told", {}, "facts_and_reasons", "note")]
    everything = f"{asked}\n{ctx.intake.facts_and_reasons}"
    for rule in ctx.rules.specials:
        text = asked if rule.where == "requests" else everything
        if declared == rule.code or (not declared and any(k in text for k in rule.keywords)):
            return [
                Outcome(
                    "missing", "special", {"text": rule.text}, "special_matter", "refer", "",
                    rule.basis, rule.refer_to,
                )
            ]  # fmt: skip
    return met()


@check_for("jurisdiction")
def jurisdiction(ctx: Context) -> list[Outcome]:
    """Art. 6(1): place of the act or the respondent's domicile; text never decides a refusal."""
    decided = _decided(ctx) or _by_domicile(ctx)
    if decided:
        return decided
    intake, regions = ctx.intake, ctx.office.regions
    if region := _mentioned(intake.place_of_act, regions):
        return met("met_place", region=region)
    told = [intake.facts_and_reasons, intake.product, *(e.proves + e.name for e in intake.evidence)]
    if region := _mentioned("\n".join(told), regions):
        return met("met_facts", region=region)
    return [unclear("not_found", "place_of_act", regions="、".join(regions))]


@check_for("venue")
def venue(ctx: Context) -> list[Outcome]:
    """Art. 6(2): a mediation goes to the respondent's domicile."""
    decided = _decided(ctx) or _by_domicile(ctx)
    regions = "、".join(ctx.office.regions)
    return decided or [unclear("not_found", "respondents[0].address", regions=regions)]


def _decided(ctx: Context) -> list[Outcome]:
    if ctx.intake.within_area is True:
        return met("met_by_handler")
    if ctx.intake.within_area is False:
        return [Outcome("missing", "outside", {}, "within_area", "refuse", "outside_scope")]
    if not ctx.office.regions:
        return [unclear("no_regions")]
    return []


def _by_domicile(ctx: Context) -> list[Outcome]:
    for party in ctx.intake.respondents:
        if region := _mentioned(party.address, ctx.office.regions):
            return met("met_domicile", name=party.name, region=region)
    return []


def _mentioned(text: str, regions: tuple[str, ...]) -> str:
    return next((r for r in regions if r and r in text), "")


@check_for("authority")
def authority(ctx: Context) -> list[Outcome]:
    """Art. 7, 8: a county office needs a recorded basis; the check says where to set it."""
    if ctx.office.authority_basis == "assist_only" and ctx.intake.kind != "mediation":
        return [
            Outcome("missing", "assist_only", {}, "", "refer", "", "", "有权的管理专利工作的部门")
        ]
    return met() if ctx.office.authority_ready else [unclear("not_set")]
