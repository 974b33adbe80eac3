"""Who must take part (art. 23): what came to light, and what a co-owner said of it."""

from datetime import date

from models.cases.case_file import CaseFile
from models.errors import BadInput
from models.rules.citation import cite
from models.rules.events import CoOwnerStated, JointFound, JointGround, Stance
from models.rules.folding import folded
from models.rules.parties.joint import co_owners, required, stay_out
from models.services.shared.recording import NewEvent, begin, check_day, record
from models.store.desk import Desk
from models.store.unit import command


@command
def record_joint(
    desk: Desk, case_id: int, *, on: date, name: str, ground: str, source: str
) -> None:
    """Record that somebody must take part whom the request does not name: where that is seen."""
    case = begin(desk, case_id)
    check_day(desk, on)
    if ground not in set(JointGround):
        raise BadInput.of("ground", f"没有“{ground}”这种必须共同参加的情形（{cite('joint')}）")
    if not name.strip():
        raise BadInput.of("name", "须写明姓名、名称")
    if not source.strip():
        raise BadInput.of("source", "须写明从哪里查明，如专利登记簿副本、营业执照、现场笔录")
    if folded(name) in {folded(one.name) for one in required(case.state())}:
        raise BadInput.of("name", f"{name.strip()}已经列为必须共同参加的人")
    found = JointFound(name=name.strip(), ground=JointGround(ground), source=source.strip())
    record(desk, case, [NewEvent(found, on)])


@command
def record_stance(
    desk: Desk, case_id: int, *, on: date, name: str, stance: str, words: str, place: str
) -> None:
    """Record that a co-owner gave up its rights, agreed or authorised another, in its own words."""
    case = begin(desk, case_id)
    check_day(desk, on)
    if stance not in set(Stance):
        raise BadInput.of("stance", f"共有人可以放弃、同意或者授权（{cite('joint')}）")
    if not words.strip():
        raise BadInput.of("words", "放弃、同意、授权都须明示，请照录原话")
    if not place.strip():
        raise BadInput.of("place", "须写明签名材料的扫描件或者在卷内的位置")
    said = CoOwnerStated(
        name=_co_owner(case, name), stance=Stance(stance), words=words.strip(), place=place.strip()
    )
    record(desk, case, [NewEvent(said, on)])


def _co_owner(case: CaseFile, name: str) -> str:
    """Return a co-owner as it is written in the case; refuse anybody else, and one who has said."""
    state = case.state()
    owners = co_owners(state)
    if folded(name) not in owners:
        raise BadInput.of("name", f"{name.strip() or '未填'}不是本案专利权的共有人")
    if folded(name) in {folded(p.name) for p in state.side("requester")}:
        raise BadInput.of("name", f"{owners[folded(name)]}已经是请求人")
    if folded(name) in stay_out(case.log):
        raise BadInput.of("name", f"{owners[folded(name)]}已经表明态度；有误的，先作废再登记")
    return owners[folded(name)]
