"""The closed lists that events carry, each code with its Chinese name."""

from models.rules.events.base import Coded


class Tolling(Coded):
    """Why days do not count towards the closing limit (Order 81 art. 37)."""

    SUSPENSION = "suspension", "中止"
    PUBLICATION = "publication", "公告"
    APPRAISAL = "appraisal", "检验鉴定"
    OBJECTION = "jurisdiction_objection", "管辖权异议"
    EVIDENCE_EXTENSION = "evidence_extension", "当事人申请延长举证期限"
    SETTLEMENT = "settlement", "当事人申请和解"


class Purpose(Coded):
    """What the office sets a party a period for."""

    CORRECTION = "correction", "补正"
    EVALUATION_REPORT = "evaluation_report", "提交专利权评价报告"
    FOREIGN_PAPERS = "foreign_papers", "补充涉外、涉港澳台手续材料"
    SUPPLEMENT = "supplement", "补充材料"
    POST_HEARING_EVIDENCE = "post_hearing_evidence", "审理后补充证据"
    OTHER = "other", "其他"


class Conclusion(Coded):
    """How a case ends."""

    DECISION = "decision", "作出裁决"
    AGREEMENT = "agreement", "达成调解协议"
    DISMISSAL = "dismissal", "撤销案件"
    TRANSFER = "transfer", "移送"


class Ruling(Coded):
    """What a court decided by."""

    JUDGMENT = "judgment", "判决"
    RULING = "ruling", "裁定"


class Instance(Coded):
    """Which court gave a judgment."""

    FIRST = "first", "一审"
    SECOND = "second", "二审"
    RETRIAL = "retrial", "再审"


class CourtResult(Coded):
    """What a court makes of a decision (行政诉讼法 70)."""

    UPHELD = "upheld", "驳回诉讼请求，裁决维持"
    REVOKED = "revoked", "撤销裁决"
    REMADE = "remade", "撤销裁决，责令重新作出"
    CHANGED = "changed", "变更裁决"
    UNLAWFUL = "unlawful", "确认裁决违法"
    WITHDRAWN = "withdrawn", "准许撤诉"


class Outcome(Coded):
    """What a decision finds."""

    ESTABLISHED = "established", "侵权成立"
    REJECTED = "rejected", "侵权不成立"


class Power(Coded):
    """What an agent does for a party only with a special power, as art. 17 names it."""

    ADMIT = "admit", "承认"
    GIVE_UP = "give_up", "放弃"
    CHANGE = "change", "变更"
    SETTLE = "settle", "和解"


class Answered(Coded):
    """What a decision does with one thing that the request asks for (art. 31)."""

    GRANTED = "granted", "支持"
    PARTLY = "partly", "部分支持"
    REJECTED = "rejected", "驳回"
    OUTSIDE = "outside", "不属于裁决职权，不予处理"


class Amending(Coded):
    """Why the office itself changes or revokes its decision (Order 81 art. 33)."""

    INVALIDATED = "invalidated", "宣告专利权全部或者部分无效的决定已经生效"
    ERROR = "error", "裁决有其他错误"


class InvalidationResult(Coded):
    """How an invalidation ends before CNIPA; withdrawn, it leaves the patent as it is."""

    UPHELD = "upheld", "维持专利权有效"
    PARTLY = "partly", "宣告专利权部分无效"
    WHOLLY = "wholly", "宣告专利权全部无效"
    WITHDRAWN = "withdrawn", "请求撤回或者视为撤回"


class Matter(Coded):
    """What is approved by signature, as the step that asks for it is called."""

    DOCKETING = "docketing", "立案审批"
    REFUSAL = "refusal", "不予立案审批"
    CLOSING = "closing", "结案审批"
    DOCKETING_EXTENSION = "docketing_extension", "延长立案期限审批"
    EXTENSION_1 = "extension_1", "第一次延长结案期限审批"
    EXTENSION_2 = "extension_2", "第二次延长结案期限审批"
    PRESERVATION = "preservation", "登记保存审批"
    ROUTING = "routing", "繁简分流审批"


class Assent(Coded):
    """What the one who decides on an approval sheet answered."""

    GRANTED = "granted", "同意"
    REFUSED = "refused", "不同意"


class Failure(Coded):
    """Why an attempt at service reached nobody."""

    REFUSED = "refused", "拒收"
    RETURNED = "returned", "退回"
    UNCLAIMED = "unclaimed", "逾期未领"
    NO_ANSWER = "no_answer", "无人应答"
    MOVED = "moved", "已搬迁"
    UNKNOWN = "unknown", "查无此人、下落不明"


class Post(Coded):
    """Who takes a step or signs for it: the posts of an office, its mediators and its superior."""

    HANDLER = "handler", "承办人"
    PANEL = "panel", "合议组"
    SECTION_HEAD = "section_head", "科室负责人"
    DEPT_HEAD = "dept_head", "部门负责人"
    CLERK = "clerk", "书记员"
    INTAKE = "intake", "窗口人员"
    MEDIATOR = "mediator", "调解人员"
    SUPERIOR = "superior", "上一级"


# Who signs an approval sheet; which of them on which matter is said by the step.
SIGNING = (Post.HANDLER, Post.PANEL, Post.SECTION_HEAD, Post.DEPT_HEAD)


GROUPS: dict[str, type[Coded]] = {
    "what": Purpose,
    "tolling": Tolling,
    "conclusion": Conclusion,
    "ruling": Ruling,
    "answered": Answered,
    "failure": Failure,
    "invalidation_result": InvalidationResult,
    "amending": Amending,
    "instance": Instance,
    "court_result": CourtResult,
}
"""The closed lists by the name under which data files ask for them."""
