"""What stands in the form becomes the intake JSON, and the other way round. No Qt here.

The form's values are texts as typed (a half-typed date stays as it is, so that a draft brings back
every key stroke); the JSON is what `file_request` takes.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from models.rules.dates import read_date
from models.rules.events import Json
from models.rules.intake.fields import read_claims
from models.services.arguments.shapes import Plain
from ui.widgets.values import entries, items, record, records, text, texts

Values = dict[str, Json]

CASE = ("kind", "mediation_kind", "received_on", "channel")
CONTENT = ("requests", "facts_and_reasons", "product")
PATENT = (
    "number", "kind", "title", "holder", "filed_on", "granted_on", "asserted_claims",
    "evaluation_report", "invalidation",
)  # fmt: skip
PARTY = (
    "kind", "name", "id_type", "id_no", "legal_rep", "legal_rep_post", "address", "postcode",
    "phone", "standing", "domiciled_in_prc", "region",
)  # fmt: skip
OTHER_TEXT = ("place_of_act", "ecommerce_platform", "exhibition", "special_matter")
OTHER_DAYS = ("infringement_known_on", "urging_dispatched_on", "urging_received_on")
OTHER_ANSWERS = (
    "already_sued", "other_route_agreed", "request_signed", "within_area", "still_infringing",
    "holder_acted", "licensee_authorised", "patentee_not_acting",
)  # fmt: skip
OTHER = (*OTHER_TEXT, *OTHER_DAYS, *OTHER_ANSWERS, "copies")
EVIDENCE = ("name", "proves", "pages", "source", "form", "language")
LANGUAGES = {"zh": "中文", "en": "英文", "ja": "日文", "ko": "韩文", "de": "德文", "fr": "法文"}
_LANGUAGE_CODES = {name: code for code, name in LANGUAGES.items()}
_SIDES = {"requesters": ("requester", "P"), "respondents": ("respondent", "R")}
_SPLIT = re.compile(r"[、，,；;\n]+")


@dataclass(frozen=True)
class Place:
    """Where a field path of the intake JSON stands in the form."""

    section: str
    index: int | None
    name: str


def place(path: str) -> Place:
    """Return the place of a field path: "requesters[0].operator.id_no", "requests[2]" …"""
    match = re.match(r"(\w+)(?:\[(\d+)\])?\.?(.*)", path)
    if match is None:
        return Place("case", None, "kind")
    top, index, rest = match[1], match[2], match[3]
    number = int(index) if index is not None else None
    if top in _SIDES:
        name = "operator_name" if rest == "operator" else rest.replace("operator.", "operator_")
        return Place(top, number or 0, name or "name")
    if top == "patent":
        return Place("patent", None, re.sub(r"\[\d+\].*", "", rest) or "number")
    if top in ("agents", "evidence"):
        return Place(top, number or 0, re.sub(r"\[\d+\].*", "", rest) or "name")
    if top in ("acts", "papers"):
        return Place(top, number, "")
    section = "case" if top in CASE else "content" if top in CONTENT else "other"
    return Place(section, None, top)


# ------------------------------------------------------------------ form -> JSON


def to_intake(values: Mapping[str, Json], today: date | None = None) -> Values:
    """Return the intake JSON of what stands in the form."""
    case, content = record(values.get("case")), record(values.get("content"))
    data = dict(record(values.get("extra")))
    data |= {name: case.get(name) or None for name in CASE}
    data["received_on"] = _day(case.get("received_on"), today)
    for name in _SIDES:
        data[name] = _parties(records(values.get(name)), name)
    agents = records(values.get("agents"))
    data["agents"] = [_agent(a) for a in agents if _typed(a, "name", "firm")]
    data["patent"] = _patent(record(values.get("patent")), today)
    acts = _pairs(values.get("acts"))
    data["acts"] = [{"act": act, "by": by} if by else {"act": act} for act, by in acts]
    data["requests"] = _lines(content.get("requests"))
    data["facts_and_reasons"] = content.get("facts_and_reasons") or ""
    data["product"] = content.get("product") or None
    rows = records(values.get("evidence"))
    data["evidence"] = [_evidence(row) for row in rows if any(row.get(n) for n in EVIDENCE[:5])]
    data["papers"] = [{"id": paper, "of": of} for paper, of in _pairs(values.get("papers"))]
    return data | _other(record(values.get("other")), today)


def _pairs(values: Json) -> list[tuple[str, str]]:
    """The code and the person of acts and papers."""
    return [(code, ref) for code, ref in map(texts, entries(values))]


def _lines(typed: Json) -> list[Json]:
    return [line.strip() for line in text(typed).splitlines() if line.strip()]


def _day(typed: Json, today: date | None) -> str | None:
    """A day in full; what is no day stays as typed, so that the refusal can name it."""
    given = text(typed).strip()
    read = read_date(given, today).value if given else None
    return read.isoformat() if read else given or None


def _typed(values: Values, *names: str) -> bool:
    return any(str(values.get(name) or "").strip() for name in names)


def _parties(cards: list[Values], side: str) -> list[Json]:
    # One empty card is how a side is shown that has nobody yet.
    if len(cards) == 1 and not _typed(cards[0], "name", "id_no", "address", "phone", "legal_rep"):
        return []
    taken = {key for card in cards if (key := text(card.get("id")))}
    return [_party(card, side, n, taken) for n, card in enumerate(cards, start=1)]


def _party(card: Values, side: str, ordinal: int, taken: set[str]) -> Values:
    known = (*PARTY, "id", "operator_name", "operator_id_no")
    party = {k: v for k, v in card.items() if k not in known}
    party["id"] = card.get("id") or _free_key(_SIDES[side][1], ordinal, taken)
    for name in PARTY:
        value = card.get(name)
        if value not in (None, ""):
            party[name] = value
    party.setdefault("name", "")
    operator: Values = {n: card.get(f"operator_{n}") or "" for n in ("name", "id_no")}
    if any(operator.values()):
        party["operator"] = operator
    return party


def _free_key(letter: str, ordinal: int, taken: set[str]) -> str:
    while f"{letter}{ordinal}" in taken:
        ordinal += 1
    taken.add(f"{letter}{ordinal}")
    return f"{letter}{ordinal}"


def _agent(card: Values) -> Values:
    made: Values = {n: card.get(n) or "" for n in ("for", "name", "firm", "phone", "powers")}
    special = _SPLIT.split(text(card.get("special_powers")))
    made["special_powers"] = [s.strip() for s in special if s.strip()]
    return made


def _patent(typed: Values, today: date | None) -> Values:
    made: Values = typed | {name: typed.get(name) or "" for name in PATENT}
    for name in ("filed_on", "granted_on"):
        made[name] = _day(typed.get(name), today)
    claims = text(typed.get("asserted_claims")).strip()
    numbers = read_claims(claims) if claims and typed.get("kind") != "design" else ()
    # What makes no sense goes along as typed: the refusal then names it.
    made["asserted_claims"] = [claims] if numbers is None else list(numbers)
    return made


def _evidence(row: Values) -> Values:
    typed = unicodedata.normalize("NFKC", str(row.get("pages") or ""))
    pages = typed.strip().removesuffix("页").strip()
    number = int(pages) if pages.isascii() and pages.isdigit() else pages or None
    language = text(row.get("language")).strip()
    made: Values = {n: row.get(n) or "" for n in ("name", "proves", "source", "form")}
    return made | {"pages": number, "language": _LANGUAGE_CODES.get(language, language) or "zh"}


def _other(typed: Values, today: date | None) -> Values:
    made: Values = {n: typed[n] for n in OTHER_TEXT if typed.get(n)}
    made |= {n: _day(typed[n], today) for n in OTHER_DAYS if typed.get(n)}
    made |= {n: typed[n] for n in OTHER_ANSWERS if typed.get(n) is not None}
    copies = str(typed.get("copies") or "").strip()
    if copies:
        made["copies"] = int(copies) if copies.isascii() and copies.isdigit() else copies
    return made


# ------------------------------------------------------------------ JSON -> form


def from_intake(data: Mapping[str, Json]) -> Values:
    """Return the form's values of an intake JSON; what the form does not show is kept aside."""
    known = {*CASE, *CONTENT, *OTHER, *_SIDES, "agents", "patent", "acts", "evidence", "papers"}
    patent = dict(record(data.get("patent")))
    patent["asserted_claims"] = claims_text(items(patent.get("asserted_claims")))
    return {
        "case": {name: data.get(name) for name in CASE},
        "requesters": [_party_card(p) for p in records(data.get("requesters"))],
        "respondents": [_party_card(p) for p in records(data.get("respondents"))],
        "agents": [_agent_card(a) for a in records(data.get("agents"))],
        "patent": patent,
        "acts": [[a.get("act", ""), a.get("by") or ""] for a in records(data.get("acts"))],
        "content": {
            "requests": "\n".join(texts(data.get("requests"))),
            "facts_and_reasons": data.get("facts_and_reasons") or "",
            "product": data.get("product") or "",
        },
        "evidence": [_evidence_row(e) for e in records(data.get("evidence"))],
        "papers": [[p["id"], p.get("of") or "requester:1"] for p in records(data.get("papers"))],
        "other": {name: data[name] for name in OTHER if data.get(name) is not None},
        "extra": {k: v for k, v in data.items() if k not in known},
    }


def _party_card(party: Values) -> Values:
    card: Values = {k: v for k, v in party.items() if k != "operator" and v is not None}
    for name, value in record(party.get("operator")).items():
        card[f"operator_{name}"] = value
    return card


def _agent_card(agent: Values) -> Values:
    return agent | {"special_powers": "、".join(texts(agent.get("special_powers")))}


def _evidence_row(row: Values) -> Values:
    language = text(row.get("language")) or "zh"
    pages = row.get("pages")
    return row | {
        "pages": "" if pages is None else str(pages),
        "language": LANGUAGES.get(language, language),
    }


def claims_text(claims: Iterable[Plain]) -> str:
    """Write claim numbers as people do: 1、3-5."""
    parts: list[str] = []
    run: list[int] = []
    for number in [*sorted(int(str(c)) for c in claims if str(c).isdigit()), -1]:
        if run and number != run[-1] + 1:
            parts.append(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}")
            run = []
        run.append(number)
    return "、".join(parts)


# ------------------------------------------------------------------ parties by number


def without_party(values: Values, side: str, index: int) -> Values:
    """Return the values without one party; agents, acts and papers follow the renumbering."""
    gone = f"{_SIDES[side][0]}:{index + 1}"
    made = dict(values)
    made[side] = [card for n, card in enumerate(entries(values[side])) if n != index]
    made["agents"] = [
        card | {"for": _moved(text(card.get("for")), gone)}
        for card in records(values["agents"])
        if card.get("for") != gone
    ]
    for name in ("acts", "papers"):
        pairs = _pairs(values[name])
        made[name] = [[code, _moved(ref, gone)] for code, ref in pairs if ref != gone]
    return made


def _moved(ref: str, gone: str) -> str:
    side, _, number = ref.partition(":")
    gone_side, _, gone_number = gone.partition(":")
    if side != gone_side or int(number) < int(gone_number):
        return ref
    return f"{side}:{int(number) - 1}"
