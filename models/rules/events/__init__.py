"""Everything that can happen in a case: one frozen dataclass per event, one codec, one log.

Which file: `receiving` (request, docketing, panel), `service` (service, answers, hearing,
deliberation), `contest` (what parties waive and plead), `parties` (how they change), `patent`
(what happens to the patent), `ending` (pauses, decision), `decided` (what
becomes of a decision), `mediating` (mediation, advisory), `entries` (the journal), `register` (what
puts the register right), `together` (cases heard together). `records` are the parts of events,
`codes` their closed lists.
"""

# pyright: reportUnusedImport=false

from collections.abc import Mapping

from models.rules.events.base import (
    REGISTRY,
    Coded,
    DocumentCode,
    Event,
    ItemKey,
    Json,
    Order,
    PartyKey,
    Visibility,
    Words,
    event,
)
from models.rules.events.codes import (
    Amending,
    Answered,
    Assent,
    Conclusion,
    CourtResult,
    Failure,
    Instance,
    InvalidationResult,
    Matter,
    Outcome,
    Purpose,
    Ruling,
    Tolling,
)
from models.rules.events.contest import (
    AbsenceExcused,
    AnswerWaived,
    EvidenceWaived,
    GateOverridden,
    JurisdictionTold,
    LeadTransferred,
    LimitationDecided,
    LimitationPleaded,
    NewEvidencePut,
    OtherRouteFound,
    OtherRouteSettled,
    PanelAccepted,
    PrincipalApproved,
    RecusalWithdrawn,
    RepeatFound,
    RequestsChanged,
    RequestWithdrawn,
)
from models.rules.events.decided.amending import (
    DecisionChanged,
    DecisionRevoked,
    DecisionRighted,
    Righted,
)
from models.rules.events.decided.courts import (
    AppealFiled,
    ChangePublished,
    ComplaintReceived,
    DecisionChangedByCourt,
    DefenceFiled,
    JudgmentEffective,
    JudgmentReceived,
    ReconsiderationNoticeReceived,
    ReconsiderationReplied,
    SuitFiled,
)
from models.rules.events.decided.performing import (
    EnforcementApplied,
    HolderEnforcementApplied,
    ItemPerformed,
    PerformanceDue,
    Performed,
)
from models.rules.events.ending import (
    CaseDismissed,
    Concluded,
    DecisionIssued,
    ExtensionApproved,
    InfringementKnown,
    Published,
    TollingEnded,
    TollingStarted,
)
from models.rules.events.entries import (
    AdvisoryOpinionIssued,
    EServiceConsented,
    EvidencePeriodAgreed,
    InstalmentRecorded,
    Legacy,
    LegalReviewed,
    Notarised,
    NoteRecorded,
    OnlineHearingConsented,
    PlatformNotified,
    RecusalDecided,
    ReviewOpinionReceived,
    ServiceAddressConfirmed,
    SiteInspected,
    SpecialPowerSupplied,
    WrittenReviewConsented,
)
from models.rules.events.inferred import (
    CorrectionsFound,
    OpinionExpired,
)
from models.rules.events.log import Entry, Log
from models.rules.events.mediating import (
    AgreementEffective,
    AgreementStated,
    CnipaSuspensionRequested,
    ConfirmationApplied,
    CopiedToCnipa,
    HolderActed,
    MediationHeld,
    MediationRequestReceived,
    OpinionReceived,
    Restored,
    UrgingDispatched,
    UrgingReceived,
)
from models.rules.events.parties.apart import ApartKind, ClosedApart
from models.rules.events.parties.joint import CoOwnerStated, JointFound, JointGround, Stance
from models.rules.events.patent.claims import ClaimsChosen
from models.rules.events.patent.invalidation import (
    GroundFound,
    InvalidationAccepted,
    InvalidationConsidered,
    InvalidationDecided,
    InvalidationEffective,
    InvalidationFiled,
    InvalidationSued,
)
from models.rules.events.patent.standing import PatentChecked, TermExtended
from models.rules.events.receiving import (
    AdvisoryRequestReceived,
    ApprovalRecorded,
    Corrected,
    Docketed,
    DocketingExtended,
    NotDocketed,
    PanelAppointed,
    PartyJoined,
    PeriodMet,
    PeriodSet,
    RequestAmended,
    RequestReceived,
)
from models.rules.events.records import (
    Attendance,
    Changed,
    CorrectionItem,
    Deliberation,
    ExhibitLine,
    Filed,
    Instalment,
    LeftOpen,
    MaskedKind,
    MaskedText,
    Member,
    Opinion,
    OrderItem,
    Proof,
    PublishedPart,
    RefusalReason,
    RequestAnswer,
    Section,
    Vote,
)
from models.rules.events.register import (
    JoinedPartyCorrected,
    NumberCorrected,
    Numbering,
    RequestStruck,
    StrikeGround,
)
from models.rules.events.service import (
    AnswerExtended,
    AnswerReceived,
    AppraisalRequested,
    Deliberated,
    EvidenceExtended,
    EvidencePreserved,
    EvidenceReceived,
    HearingCancelled,
    HearingHeld,
    HearingScheduled,
    ObjectionDecided,
    ObjectionReceived,
    PreservationDecided,
    RecusalRequested,
    Routed,
    Served,
    ServiceAttempted,
    WrittenReviewNotified,
)
from models.rules.events.together.joined import CasesJoined, CasesParted, JoiningGround

Carrier = (
    RequestReceived
    | MediationRequestReceived
    | AdvisoryRequestReceived
    | Corrected
    | RequestAmended
)
"""The events that bring a request, or its new text."""
Received = RequestReceived | MediationRequestReceived | AdvisoryRequestReceived
RECEIVED: Mapping[str, type[Received]] = {
    "adjudication": RequestReceived,
    "mediation": MediationRequestReceived,
    "advisory": AdvisoryRequestReceived,
}
"""The event by which a case comes in, by its kind."""
