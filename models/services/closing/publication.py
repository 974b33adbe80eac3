"""The decision is made public (裁决公开, art. 83): what is masked, who checked, the text itself."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from forms import blocks as b
from forms.assemble import assemble
from forms.copied import Part, parts_of
from forms.edited.edits import apply_edits
from forms.errors import FormError
from forms.facts import Fact
from models import reference
from models.cases.case_file import CaseFile
from models.cases.loading import load
from models.cases.personal import known_of
from models.entities import Document, Staff
from models.errors import BadInput
from models.queries.edited_papers import carried_in
from models.reference.paper_catalog import catalog
from models.rules.events import (
    DecisionIssued,
    Entry,
    Json,
    LeftOpen,
    MaskedKind,
    MaskedText,
    Published,
    PublishedPart,
)
from models.rules.problem import Problem
from models.rules.redaction import masking
from models.rules.redaction.model import Datum, Known, Proposal, counted
from models.services.shared.documents import (
    Order,
    assembled,
    facts_of,
    rendered,
    store_papers,
)
from models.services.shared.recording import NewEvent, begin, check_day, record, require
from models.store.desk import Desk
from models.store.unit import command

DECISION, PAPER = "decision", "published_decision"
_SHOWN = 20


@dataclass(frozen=True)
class LeftIn:
    """A proposal that is rejected; of a personal datum of the case's rows the reason is needed."""

    kind: str
    text: str
    reason: str = ""


@dataclass(frozen=True)
class AddedIn:
    """A text of the decision that is masked although nothing proposed it."""

    kind: str
    text: str


@dataclass(frozen=True)
class Redaction:
    """The decision in parts with what is proposed to be masked in it."""

    parts: tuple[Part, ...]
    known: Known
    proposals: tuple[Proposal, ...]

    @property
    def pieces(self) -> tuple[str, ...]:
        """Return the texts of the parts."""
        return tuple(part.text for part in self.parts)


def redaction_of(desk: Desk, case: CaseFile, added: Sequence[AddedIn] = ()) -> Redaction:
    """Return what is proposed to be masked in the final decision; BadInput while there is none."""
    if not case.now.has(DecisionIssued):
        raise BadInput.of("case", "尚未作出行政裁决")
    parts = parts_of(_decision(desk, case))
    data = tuple(Datum(one.kind, one.text.strip()) for one in added)
    known, rules = known_of(desk, case, data), reference.redaction()
    return Redaction(parts, known, masking.proposals([p.text for p in parts], known, rules))


def proposed(desk: Desk, case_id: int) -> tuple[Proposal, ...]:
    """Return the proposals for a case, as the dialog lists them."""
    return redaction_of(desk, load(desk, case_id)).proposals


def _decision(desk: Desk, case: CaseFile) -> b.Paper:
    """Return the decision as it was made final, with its edits; else as the record has it."""
    final = (Document.case == case.id) & Document.state.in_(("final", "issued"))
    row = (
        Document.select()
        .where(final & (Document.form_id == DECISION))
        .order_by(Document.id.desc())
        .first()
    )
    spec = catalog().spec(DECISION)
    if row is not None and row.form_version != spec.version and carried_in(row.values).edits:
        words = "行政裁决书的定稿是旧的版式而且改过，不能照它生成公开文本；请作废后重新生成定稿"
        raise BadInput.of("case", words)
    if row is None or row.form_version != spec.version:
        return assembled(desk, spec, facts_of(desk, case, Order(DECISION)), draft=False)
    try:
        schema = catalog().schema
        facts = {key: _fact(value) for key, value in row.values.items()}
        paper = assemble(spec, schema.typed(facts), schema=schema)
        return apply_edits(paper, carried_in(row.values).edits)
    except FormError as error:
        raise BadInput.of("case", f"行政裁决书的定稿读不出：{error}") from error


def _fact(value: Json) -> Fact:
    """Return what was kept with a paper as a fact; papers print no broken numbers."""
    if isinstance(value, dict):
        return {key: _fact(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_fact(item) for item in value]
    return str(value) if isinstance(value, float) else value


@command
def publish(
    desk: Desk,
    case_id: int,
    *,
    on: date,
    place: str,
    checked_by: int | None = None,
    left: Sequence[LeftIn] = (),
    added: Sequence[AddedIn] = (),
) -> None:
    """Make the decision public: its text with every proposal masked but those in `left`.

    `checked_by` is the number of a member of staff, another one than who masks if there is one.
    """
    case = begin(desk, case_id)
    check_day(desk, on)
    require(_kind_problems(added))
    found = redaction_of(desk, case, added)
    require([*_input_problems(found, left, added), *_unpaired(found)])
    checker = _checker(desk, checked_by)
    rejected = {(one.kind, one.text) for one in left}
    chosen = [one for one in found.proposals if one.key not in rejected]
    own = {one.key for one in found.proposals if one.own}
    event = Published(
        place=place.strip(),
        counts=tuple(MaskedKind(kind, number) for kind, number in counted(chosen).items()),
        left=tuple(
            LeftOpen(one.kind, one.text, (one.kind, one.text) in own, one.reason.strip())
            for one in left
        ),
        added=tuple(MaskedText(one.kind, one.text.strip()) for one in added),
        masked_by=desk.actor,
        checked_by=checker,
        parts=tuple(
            PublishedPart(part.kind, part.label, text)
            for part, text in zip(found.parts, masking.masked(found.pieces, chosen), strict=True)
        ),
    )
    _store(desk, case, event, on, found.known)


def _store(desk: Desk, case: CaseFile, event: Published, on: date, known: Known) -> None:
    """Record the publication and store its paper; what leaks is refused before that."""
    order, spec = Order(PAPER, on=on), catalog().spec(PAPER)
    entry = Entry(desk.unit.next_event, on, event, desk.now(), desk.actor)
    facts = facts_of(desk, case.plus([entry]), order)
    paper = assembled(desk, spec, facts, draft=False)
    require(_leaking(paper, event, known))
    record(desk, case, [NewEvent(event, on)])
    store_papers(desk, case, [(order, rendered(desk, spec, facts, draft=False))], final=True)


def _leaking(paper: b.Paper, event: Published, known: Known) -> Iterator[Problem]:
    """Yield where a personal datum of the case still stands in what is about to go out."""
    pieces = [text for block in paper.blocks for text in b.pieces(block)]
    kept = {(one.kind, one.text) for one in event.left}
    rules = reference.redaction()
    for leak in masking.leaks(pieces, known, rules, kept):
        kind, datum = rules.kinds[leak.datum.kind].name, leak.datum
        where = f"第{leak.piece + 1}段“{pieces[leak.piece][:_SHOWN]}……”"
        yield Problem("left", f"{where}里还有{datum.whose}的{kind}“{datum.text}”，不能公开")


def _unpaired(found: Redaction) -> Iterator[Problem]:
    rules = reference.redaction()
    for number in masking.unpaired(found.pieces, rules):
        begin_, end = rules.marks
        where = f"第{number + 1}段“{found.pieces[number][:_SHOWN]}……”"
        yield Problem("case", f"{where}里标出商业秘密的{begin_}{end}不成对")


def _input_problems(
    found: Redaction, left: Sequence[LeftIn], added: Sequence[AddedIn]
) -> Iterator[Problem]:
    known = {one.key: one for one in found.proposals}
    for number, one in enumerate(left):
        proposal = known.get((one.kind, one.text))
        if proposal is None:
            yield Problem(f"left[{number}].text", f"没有建议遮盖“{one.text[:_SHOWN]}”，请重新打开")
        elif proposal.own and not one.reason.strip():
            words = f"“{one.text}”是本案登记的个人信息，不遮盖须写明理由"
            yield Problem(f"left[{number}].reason", words)
    spans = {span.piece for one in found.proposals for span in one.spans}
    for number, one in enumerate(added):
        if not any(one.text.strip() in found.pieces[piece] for piece in spans):
            yield Problem(f"added[{number}].text", f"裁决书里没有“{one.text[:_SHOWN]}”")


def _kind_problems(added: Sequence[AddedIn]) -> Iterator[Problem]:
    kinds = reference.redaction().kinds
    for number, one in enumerate(added):
        if one.kind not in kinds:
            yield Problem(f"added[{number}].kind", f"没有“{one.kind[:_SHOWN]}”这一种")
        if not one.text.strip():
            yield Problem(f"added[{number}].text", "没有填写")


def _checker(desk: Desk, staff: int | None) -> str:
    """Return the name of who checked; BadInput for who is not in office or masked it himself."""
    if staff is None:
        raise BadInput.of("checked_by", "须写明由谁核对遮盖的内容")
    names = {row.id: row.name for row in Staff.select().where(Staff.active)}
    if staff not in names:
        raise BadInput.of("checked_by", "核对人须是名册上在岗的人员")
    if names[staff] == desk.actor and len(set(names.values())) > 1:
        raise BadInput.of("checked_by", "核对的人和遮盖的人不能是同一人，请由名册上的另一人核对")
    return names[staff]
