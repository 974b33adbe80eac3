"""The intake JSON becomes an `Intake`, or is refused with every problem and its field path.

Refused here: what no record can hold. What a request merely lacks (an address, a paper, a claim)
is the business of the acceptance check, which asks for correction instead.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from models.rules.events.base import Json
from models.rules.identity import check_id, check_phone, check_postcode, read_patent_number
from models.rules.intake import model as m
from models.rules.intake.cross import cross_check
from models.rules.intake.reader import Collector, Reader, show
from models.rules.intake.tables import IntakeRules
from models.rules.problem import InputRefused, Problem
from models.rules.text_checks import TEXT_LIMIT

MAX_PARTIES = 100
MAX_AGENTS = 400
MAX_ACTS = 500
MAX_REQUESTS = 100
MAX_EVIDENCE = 2000
MAX_PAPERS = 2000
MAX_CLAIMS = 1000


def parse_intake(
    data: Mapping[str, Json] | Json, rules: IntakeRules, *, as_of: date | None = None
) -> m.Intake:
    """Read one intake JSON; raises InputRefused with every problem.

    `as_of` is today: later dates are refused, and a typed date without its year gets this year.
    """
    if not isinstance(data, Mapping):
        raise InputRefused([Problem("", "收案数据应为一组字段（JSON对象）")])
    notes = Collector(as_of)
    reader = Reader(data, "", notes)
    kind = reader.choice("kind", m.KINDS, None)
    received_on = reader.day("received_on", required=True)
    intake = _intake(reader, rules, kind, received_on or date.min)
    # Written by hand in the bundled cases; kept out of the record on purpose.
    reader.skip("note", "id", "version")
    reader.warn_unknown()
    if kind and received_on:
        cross_check(intake, rules, notes)
    if notes.problems:
        raise InputRefused(sorted(notes.problems, key=_place))
    return replace(intake, warnings=tuple(notes.warnings))


# The order in which the request form asks: a refusal reads from top to bottom.
_ORDER = (
    "kind", "mediation_kind", "received_on", "channel", "requesters", "respondents", "agents",
    "patent", "acts", "requests", "facts_and_reasons", "product", "place_of_act", "evidence",
    "papers",
)  # fmt: skip


def _place(problem: Problem) -> tuple[int, int]:
    match = re.match(r"(\w*)(?:\[(\d+)\])?", problem.field)
    top, index = (match[1], int(match[2] or 0)) if match else ("", 0)
    return (_ORDER.index(top) if top in _ORDER else len(_ORDER), index)


def _intake(reader: Reader, rules: IntakeRules, kind: str, received_on: date) -> m.Intake:
    """Read the fields in the order in which warnings about them are shown."""
    mediation_kind = reader.choice("mediation_kind", m.MEDIATION_KINDS, "")
    channel = reader.loose_choice("channel", m.CHANNELS, "window", "other")
    requesters = _parties(reader, "requesters", "requester")
    return m.Intake(
        kind=kind,
        received_on=received_on,
        mediation_kind=mediation_kind,
        channel=channel,
        requesters=requesters,
        respondents=_parties(reader, "respondents", "respondent"),
        patent=_patent(reader.part("patent"), reader.notes),
        agents=tuple(reader.each("agents", MAX_AGENTS, _agent)),
        acts=_acts(reader, tuple(rules.acts)),
        requests=reader.texts("requests", TEXT_LIMIT // 10, MAX_REQUESTS),
        evidence=tuple(reader.each("evidence", MAX_EVIDENCE, _evidence)),
        papers=_papers(reader, tuple(rules.papers), "requester:1" if len(requesters) == 1 else ""),
        facts_and_reasons=reader.text("facts_and_reasons"),
        product=reader.text("product"),
        place_of_act=reader.line("place_of_act"),
        infringement_known_on=reader.day("infringement_known_on"),
        already_sued=reader.flag("already_sued", None),
        other_route_agreed=reader.flag("other_route_agreed", None),
        ecommerce_platform=reader.name("ecommerce_platform"),
        exhibition=reader.name("exhibition"),
        licensee_authorised=bool(reader.flag("licensee_authorised", False)),
        patentee_not_acting=bool(reader.flag("patentee_not_acting", False)),
        request_signed=reader.flag("request_signed", None),
        copies=reader.number("copies", 0, 10_000),
        within_area=reader.flag("within_area", None),
        special_matter=reader.choice("special_matter", m.SPECIAL_MATTERS, ""),
        still_infringing=reader.flag("still_infringing", None),
        urging_dispatched_on=reader.day("urging_dispatched_on"),
        urging_received_on=reader.day("urging_received_on"),
        holder_acted=reader.flag("holder_acted", None),
    )


def _acts(reader: Reader, known: tuple[str, ...]) -> tuple[m.ActIn, ...]:
    def act(r: Reader, _: int) -> m.ActIn:
        return m.ActIn(r.choice("act", known, None), r.line("by"))

    return tuple(reader.each("acts", MAX_ACTS, act))


def _papers(reader: Reader, known: tuple[str, ...], only: str) -> tuple[m.PaperIn, ...]:
    """Read the papers; `only` is the requester whose they are when none is named."""

    def paper(r: Reader, _: int) -> m.PaperIn:
        return m.PaperIn(r.choice("id", known, None), r.line("of") or only)

    return tuple(reader.each("papers", MAX_PAPERS, paper))


def _parties(reader: Reader, name: str, side: str) -> tuple[m.PartyIn, ...]:
    def build(r: Reader, index: int) -> m.PartyIn:
        return _party(r, side, index + 1)

    given = reader.data.get(name)
    parties = tuple(reader.each(name, MAX_PARTIES, build))
    if not given and not isinstance(given, (str, int, float, dict)):
        who = "请求人" if side == "requester" else "被请求人"
        reader.notes.refuse(name, f"至少要有一名{who}")
    return parties


def _party(r: Reader, side: str, ordinal: int) -> m.PartyIn:
    kind = r.choice("kind", m.PARTY_KINDS, None)
    region = r.choice("region", m.REGIONS, "mainland")
    id_type = r.loose_choice("id_type", m.ID_TYPES, "", "other")
    domiciled = r.flag("domiciled_in_prc", None)
    if domiciled is None:
        domiciled = region != "foreign"
    operator = None
    if (part := r.part("operator")) is not None:
        operator = m.OperatorIn(part.name("name", required=True), _id(part, "id_no", "ric"))
        part.warn_unknown()
    default = f"{'P' if side == 'requester' else 'R'}{ordinal}"
    return m.PartyIn(
        key=r.name("id") or default,
        side=side,
        ordinal=ordinal,
        kind=kind,
        name=r.name("name", required=True),
        id_type=id_type,
        id_no=_id(r, "id_no", id_type),
        legal_rep=r.name("legal_rep"),
        legal_rep_post=r.name("legal_rep_post"),
        address=r.line("address"),
        postcode=_number(r, "postcode", region),
        phone=_number(r, "phone", region),
        domiciled_in_prc=domiciled,
        region=region,
        standing=r.choice("standing", m.STANDINGS, ""),
        operator=operator,
        note=r.text("note"),
    )


def _id(r: Reader, name: str, id_type: str) -> str:
    typed = r.name(name)
    if not typed:
        return ""
    checked = check_id(id_type, typed)
    if checked.problem:
        r.notes.refuse(r.path(name), checked.problem)
    for text in checked.warnings:
        r.notes.warn(r.path(name), text)
    return checked.value


def _number(r: Reader, name: str, region: str) -> str:
    """Postcode or phone: kept as typed abroad, only hinted at here."""
    typed = r.name(name)
    if not typed or region != "mainland":
        return typed
    checked = check_phone(typed) if name == "phone" else check_postcode(typed)
    for text in checked.warnings:
        r.notes.warn(r.path(name), text)
    return checked.value


def _agent(r: Reader, _: int) -> m.AgentIn:
    return m.AgentIn(
        for_ref=r.line("for") or "requester:1",
        name=r.name("name", required=True),
        firm=r.name("firm"),
        phone=_number(r, "phone", "mainland"),
        powers=r.choice("powers", m.POWERS, "general"),
        special_powers=r.texts("special_powers", 200, 20),
    )


def _evidence(r: Reader, _: int) -> m.EvidenceIn:
    r.skip("no", "id")
    return m.EvidenceIn(
        name=r.line("name"),
        proves=r.line("proves", limit=2000),
        pages=r.number("pages", 0, 100_000),
        source=r.line("source"),
        form=r.name("form"),
        language=(r.name("language") or "zh").lower(),
    )


def _patent(r: Reader | None, notes: Collector) -> m.PatentIn:
    if r is None:
        return m.PatentIn()
    kind = r.choice("kind", m.PATENT_KINDS, "")
    number = ""
    if typed := r.name("number"):
        read = read_patent_number(typed)
        number = read.value
        if read.problem:
            notes.refuse(r.path("number"), read.problem)
        for text in read.warnings:
            notes.warn(r.path("number"), text)
        if kind and read.kind and kind != read.kind:
            notes.warn(r.path("kind"), "专利类型与专利号的种类号不一致，请与专利证书核对")
        kind = kind or read.kind
    patent = m.PatentIn(
        number=number,
        kind=kind,
        title=r.line("title"),
        holder=r.line("holder"),
        filed_on=r.day("filed_on"),
        granted_on=r.day("granted_on"),
        asserted_claims=_claims(r, kind),
        evaluation_report=r.choice("evaluation_report", m.REPORT_STATES, "none"),
        invalidation=r.choice("invalidation", m.INVALIDATION_STATES, "none"),
    )
    r.skip("as_typed")
    r.warn_unknown()
    return patent


def _claims(r: Reader, kind: str) -> tuple[int, ...]:
    """Claim numbers, ascending, each once; a design has none (专利法 64)."""
    claims: set[int] = set()
    for i, value in enumerate(r.items("asserted_claims", MAX_CLAIMS)):
        whole = (
            int(value) if isinstance(value, str) and value.isascii() and value.isdigit() else value
        )
        if isinstance(whole, bool) or not isinstance(whole, int) or not 1 <= whole <= MAX_CLAIMS:
            text = f"“{show(value)}”应为权利要求的序号（1至{MAX_CLAIMS}）"
            r.notes.refuse(f"{r.path('asserted_claims')}[{i}]", text)
            continue
        claims.add(whole)
    if claims and kind == "design":
        r.notes.warn(r.path("asserted_claims"), "外观设计没有权利要求，没有记录")
        return ()
    return tuple(sorted(claims))
