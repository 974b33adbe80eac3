"""The entities: one peewee model per table of the current schema (models/migrations)."""

# pyright: reportUnusedImport=false

from models.entities.attachment import Attachment, StoredFile
from models.entities.case import Agent, Case, CaseParty, Evidence
from models.entities.document import Document, DocumentFile
from models.entities.event import EventRow, EventSealed
from models.entities.ledger_row import LedgerRow
from models.entities.office import Audit, AuditHead, Draft, Holiday, NumberSequence, Setting
from models.entities.party import Party
from models.entities.patent import Patent
from models.entities.projections import CaseDeadline, CaseSearch, Waiting
from models.entities.staff import Staff
