"""The records inside events: a signature, a panel member, a vote, the proof of a service."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from models.rules.events.base import Json, PartyKey, Words
from models.rules.events.codes import Answered


@dataclass(frozen=True)
class Filed:
    """A request as it was handed in: the intake JSON, read by `models.rules.intake` alone."""

    data: Mapping[str, Json]


@dataclass(frozen=True)
class Changed:
    """A field that was put right: what it is called, what was there before, what is there now."""

    field: Annotated[str, Words("栏目")]
    was: Annotated[str, Words("更正前", keep=True)]
    now: Annotated[str, Words("更正后", keep=True)]


@dataclass(frozen=True)
class CorrectionItem:
    """One thing that is missing from a request, with its article (art. 16)."""

    item: Annotated[str, Words("", hidden=True)]
    text: Annotated[str, Words("内容")]
    basis: Annotated[str, Words("依据")]


@dataclass(frozen=True)
class RefusalReason:
    """One statutory reason not to docket; all are listed, those that apply are ticked."""

    code: Annotated[str, Words("", hidden=True)]
    text: Annotated[str, Words("内容")]
    ticked: bool


@dataclass(frozen=True)
class Opinion:
    """One signature on a paper that was approved: whose, what it says, on which day."""

    role: Annotated[str, Words("职务", coded="post")]
    name: Annotated[str, Words("姓名", line=True)]
    opinion: Annotated[str, Words("意见")]
    on: Annotated[date, Words("日期")]


@dataclass(frozen=True)
class Member:
    """A member of the panel or its clerk, with the 办案资质证件 as it was on that day (art. 4)."""

    name: Annotated[str, Words("姓名", line=True)]
    role: Annotated[str, Words("职务", coded="panel_role role")]
    certificate_no: Annotated[str | None, Words("办案资质证件号")] = None
    certificate_until: Annotated[date | None, Words("证件有效期至")] = None
    staff: Annotated[int | None, Words("", hidden=True)] = None


@dataclass(frozen=True)
class Proof:
    """What proves a service; which of it a method needs is data (service_methods.toml)."""

    omits_empty: ClassVar[bool] = True

    sent_on: Annotated[date | None, Words("发出日期")] = None
    received_on: Annotated[date | None, Words("签收日期")] = None
    received_by: Annotated[str, Words("签收人", line=True)] = ""
    received_as: Annotated[str, Words("签收人的身份", coded="receiver")] = ""
    address: Annotated[str, Words("送达地址", line=True)] = ""
    tracking_no: Annotated[str, Words("邮件号码", line=True)] = ""
    left_on: Annotated[date | None, Words("留置日期")] = None
    refusal_reason: Annotated[str, Words("拒收事由", line=True)] = ""
    witness: Annotated[str, Words("见证人", line=True)] = ""
    witness_as: Annotated[str, Words("见证人的身份", coded="witness")] = ""
    recording: Annotated[str, Words("拍照、录像记录", line=True)] = ""
    published_on: Annotated[date | None, Words("公告日期")] = None
    place: Annotated[str, Words("地点", line=True)] = ""
    reason: Annotated[str, Words("理由")] = ""
    unfound: Annotated[str, Words("下落不明的证明材料")] = ""
    returned_on: Annotated[date | None, Words("退回日期")] = None
    arrived_on: Annotated[date | None, Words("到达日期")] = None
    target: Annotated[str, Words("接收号码或者邮箱", line=True)] = ""
    note: Annotated[str, Words("说明")] = ""
    override_reason: Annotated[str, Words("仍算送达的理由")] = ""
    approver: Annotated[str, Words("批准人", line=True)] = ""


@dataclass(frozen=True)
class Attendance:
    """Who came for a party and as what; `present` False means nobody came, `note` says why."""

    party: Annotated[PartyKey, Words("当事人")]
    present: Annotated[bool, Words("是否到场")]
    name: Annotated[str, Words("姓名", line=True)] = ""
    who: Annotated[str, Words("身份", line=True)] = ""
    note: Annotated[str, Words("说明")] = ""
    signed: Annotated[bool, Words("在笔录上签名", later=True)] = True


@dataclass(frozen=True)
class Section:
    """One headed part of a transcript."""

    title: Annotated[str, Words("标题", line=True)]
    text: Annotated[str, Words("内容")]


@dataclass(frozen=True)
class Vote:
    """One panel member's vote with the opinion as it was given."""

    name: Annotated[str, Words("姓名", line=True)]
    vote: Annotated[str, Words("表决", coded="vote")]
    opinion: Annotated[str, Words("意见")] = ""


@dataclass(frozen=True)
class Deliberation:
    """What was said and voted in the deliberation: a secret of the panel (art. 25)."""

    votes: Annotated[tuple[Vote, ...], Words("表决")]
    sections: Annotated[tuple[Section, ...], Words("记录")]
    result: Annotated[str, Words("结果", coded="outcome track")]
    minority: Annotated[str, Words("少数意见")] = ""
    place: Annotated[str, Words("地点", line=True)] = ""
    outcome: Annotated[str, Words("是否侵权", coded="outcome", later=True)] = ""


@dataclass(frozen=True)
class OrderItem:
    """One item of the operative part: who must do what; `acts` are those it orders to stop."""

    text: Annotated[str, Words("内容")]
    parties: Annotated[tuple[PartyKey, ...], Words("当事人")] = ()
    acts: Annotated[tuple[str, ...], Words("行为", coded="act")] = ()


@dataclass(frozen=True)
class RequestAnswer:
    """What the decision does with one thing that was asked for, by its number from 1 (art. 31)."""

    no: Annotated[int, Words("请求事项")]
    how: Annotated[Answered, Words("处理")]


@dataclass(frozen=True)
class PublishedPart:
    """A piece of the text that was made public: what it is, its label, what it says."""

    kind: str
    label: str
    text: str


@dataclass(frozen=True)
class MaskedKind:
    """How many places of a kind were masked."""

    kind: Annotated[str, Words("种类", coded="masked_kind")]
    number: Annotated[int, Words("处数")]


@dataclass(frozen=True)
class MaskedText:
    """A text that a person had masked besides what was proposed."""

    kind: Annotated[str, Words("种类", coded="masked_kind")]
    text: Annotated[str, Words("内容")]


@dataclass(frozen=True)
class LeftOpen:
    """A proposal that a person rejected; `own`: it is a datum of the case's rows, with a reason."""

    kind: Annotated[str, Words("种类", coded="masked_kind")]
    text: Annotated[str, Words("内容")]
    own: Annotated[bool, Words("本案登记的个人信息")] = False
    reason: Annotated[str, Words("理由")] = ""


@dataclass(frozen=True)
class Instalment:
    """One payment of an agreement: number, due day, amount in 分."""

    no: Annotated[int, Words("序号")]
    due_on: Annotated[date, Words("应付日")]
    amount_fen: Annotated[int, Words("金额", fen=True)]


@dataclass(frozen=True)
class ExhibitLine:
    """One piece of evidence that came in: its number in the case's list, whose, what."""

    no: Annotated[int, Words("序号")]
    side: Annotated[str, Words("提交方", coded="source")]
    name: Annotated[str, Words("姓名", line=True)]
