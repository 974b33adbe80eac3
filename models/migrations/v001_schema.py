"""Schema 1.0, frozen: what an empty data folder gets and what every older database ends as.

Never edited after release; a change of the schema is a new step in a new file.
"""

import sqlite3

VERSION = 1000
GENESIS = "0" * 64

_DAY = "GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'"

TABLES = (
    """CREATE TABLE staff (
    id INTEGER NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN
        ('handler', 'panel', 'section_head', 'dept_head', 'clerk', 'intake')),
    certificate_no TEXT NOT NULL DEFAULT '',
    certificate_issuer TEXT CHECK (certificate_issuer IN ('', 'cnipa', 'province')),
    certificate_until TEXT,
    phone TEXT NOT NULL DEFAULT '',
    active INTEGER NOT NULL DEFAULT 1)""",
    """CREATE TABLE party (
    id INTEGER NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('natural', 'company', 'organisation', 'sole_trader')),
    name TEXT NOT NULL,
    id_type TEXT NOT NULL DEFAULT '',
    id_no TEXT NOT NULL DEFAULT '',
    legal_rep TEXT NOT NULL DEFAULT '',
    legal_rep_post TEXT NOT NULL DEFAULT '',
    address TEXT NOT NULL DEFAULT '',
    postcode TEXT NOT NULL DEFAULT '',
    phone TEXT NOT NULL DEFAULT '',
    domiciled_in_prc INTEGER NOT NULL DEFAULT 1,
    region TEXT NOT NULL DEFAULT 'mainland',
    operator_name TEXT NOT NULL DEFAULT '',
    operator_id_no TEXT NOT NULL DEFAULT '',
    initials TEXT NOT NULL DEFAULT '')""",
    """CREATE TABLE patent (
    id INTEGER NOT NULL PRIMARY KEY,
    number TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('invention', 'utility_model', 'design')),
    title TEXT NOT NULL DEFAULT '',
    holder TEXT NOT NULL DEFAULT '',
    filed_on TEXT,
    granted_on TEXT,
    evaluation_report TEXT NOT NULL DEFAULT 'none',
    invalidation TEXT NOT NULL DEFAULT 'none')""",
    """CREATE TABLE case_file (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL CHECK (kind IN ('adjudication', 'mediation', 'advisory')),
    mediation_kind TEXT,
    receipt_no TEXT NOT NULL UNIQUE,
    case_no TEXT UNIQUE,
    refusal_no TEXT UNIQUE,
    channel TEXT NOT NULL DEFAULT '',
    patent_id INTEGER REFERENCES patent (id),
    handler_id INTEGER REFERENCES staff (id),
    place_of_act TEXT NOT NULL DEFAULT '',
    product TEXT NOT NULL DEFAULT '',
    facts_and_reasons TEXT NOT NULL DEFAULT '',
    requests TEXT NOT NULL DEFAULT '[]',
    acts TEXT NOT NULL DEFAULT '[]',
    claims TEXT NOT NULL DEFAULT '[]',
    asserted_claims TEXT NOT NULL DEFAULT '[]',
    papers TEXT NOT NULL DEFAULT '[]',
    ecommerce_platform TEXT,
    exhibition TEXT,
    already_sued INTEGER NOT NULL DEFAULT 0,
    other_route_agreed INTEGER NOT NULL DEFAULT 0,
    stage TEXT NOT NULL DEFAULT '',
    status TEXT NOT NULL DEFAULT '',
    track TEXT,
    origin_case_id INTEGER REFERENCES case_file (id),
    created_at TEXT NOT NULL)""",
    """CREATE TABLE case_party (
    id INTEGER NOT NULL PRIMARY KEY,
    case_id INTEGER NOT NULL REFERENCES case_file (id),
    "key" TEXT NOT NULL,
    side TEXT NOT NULL CHECK (side IN ('requester', 'respondent', 'third_party')),
    standing TEXT,
    party_id INTEGER NOT NULL REFERENCES party (id),
    ordinal INTEGER NOT NULL DEFAULT 1,
    note TEXT NOT NULL DEFAULT '',
    UNIQUE (case_id, "key"))""",
    """CREATE TABLE agent (
    id INTEGER NOT NULL PRIMARY KEY,
    case_party_id INTEGER NOT NULL REFERENCES case_party (id),
    name TEXT NOT NULL,
    firm TEXT NOT NULL DEFAULT '',
    phone TEXT NOT NULL DEFAULT '',
    powers TEXT NOT NULL DEFAULT 'general' CHECK (powers IN ('general', 'special')),
    special_powers TEXT NOT NULL DEFAULT '[]')""",
    f"""CREATE TABLE event (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    case_id INTEGER NOT NULL REFERENCES case_file (id),
    type TEXT NOT NULL,
    date TEXT NOT NULL CHECK (date {_DAY}),
    recorded_at TEXT NOT NULL,
    actor TEXT NOT NULL DEFAULT '',
    payload TEXT NOT NULL DEFAULT '{{}}',
    voids_id INTEGER REFERENCES event (id),
    reason TEXT NOT NULL DEFAULT '')""",
    """CREATE TABLE evidence (
    id INTEGER NOT NULL PRIMARY KEY,
    case_id INTEGER NOT NULL REFERENCES case_file (id),
    no INTEGER NOT NULL,
    side TEXT NOT NULL,
    name TEXT NOT NULL,
    proves TEXT NOT NULL DEFAULT '',
    pages INTEGER,
    source TEXT NOT NULL DEFAULT '',
    form TEXT NOT NULL DEFAULT '',
    language TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '')""",
    """CREATE TABLE document (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    case_id INTEGER REFERENCES case_file (id),
    form_id TEXT NOT NULL,
    form_version INTEGER NOT NULL DEFAULT 1,
    pack TEXT NOT NULL DEFAULT '',
    addressee TEXT,
    number TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'final', 'issued', 'void')),
    "values" TEXT NOT NULL DEFAULT '{}',
    values_sha TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL,
    fonts TEXT NOT NULL DEFAULT '{}')""",
    """CREATE TABLE document_file (
    id INTEGER NOT NULL PRIMARY KEY,
    document_id INTEGER NOT NULL REFERENCES document (id),
    format TEXT NOT NULL CHECK (format IN ('docx', 'pdf')),
    path TEXT NOT NULL UNIQUE,
    sha256 TEXT NOT NULL,
    size INTEGER NOT NULL)""",
    f"""CREATE TABLE notification (
    id INTEGER NOT NULL PRIMARY KEY,
    told_on TEXT NOT NULL CHECK (told_on {_DAY}),
    by_staff_id INTEGER REFERENCES staff (id),
    person_name TEXT NOT NULL,
    person_phone TEXT NOT NULL DEFAULT '',
    person_role TEXT NOT NULL DEFAULT '',
    manner TEXT NOT NULL DEFAULT '',
    routes TEXT NOT NULL DEFAULT '[]',
    choice TEXT NOT NULL DEFAULT '',
    signed INTEGER NOT NULL DEFAULT 0,
    note TEXT NOT NULL DEFAULT '',
    case_id INTEGER REFERENCES case_file (id),
    recorded_at TEXT NOT NULL)""",
    """CREATE TABLE setting (
    "key" TEXT NOT NULL PRIMARY KEY,
    value TEXT,
    source TEXT NOT NULL DEFAULT '',
    confirmed_by TEXT NOT NULL DEFAULT '',
    confirmed_on TEXT)""",
    f"""CREATE TABLE holiday (
    date TEXT NOT NULL PRIMARY KEY CHECK (date {_DAY}),
    kind TEXT NOT NULL,
    name TEXT NOT NULL DEFAULT '',
    source TEXT NOT NULL DEFAULT '')""",
    """CREATE TABLE number_sequence (
    kind TEXT NOT NULL,
    year INTEGER NOT NULL,
    last INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (kind, year))""",
    """CREATE TABLE draft (
    kind TEXT NOT NULL,
    "key" TEXT NOT NULL,
    content TEXT NOT NULL DEFAULT '{}',
    updated_at TEXT NOT NULL,
    PRIMARY KEY (kind, "key"))""",
    """CREATE TABLE audit (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    case_id INTEGER,
    payload TEXT NOT NULL,
    prev_hash TEXT NOT NULL,
    hash TEXT NOT NULL UNIQUE)""",
    """CREATE TABLE case_deadline (
    id INTEGER NOT NULL PRIMARY KEY,
    case_id INTEGER NOT NULL REFERENCES case_file (id),
    rule TEXT NOT NULL,
    "key" TEXT NOT NULL DEFAULT '',
    name TEXT NOT NULL,
    plan_by TEXT NOT NULL,
    due TEXT NOT NULL,
    status TEXT NOT NULL,
    provisional INTEGER NOT NULL DEFAULT 0,
    UNIQUE (case_id, rule, "key"))""",
    """CREATE TABLE audit_head (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    count INTEGER NOT NULL,
    hash TEXT NOT NULL)""",
)

INDEXES = (
    "CREATE INDEX event_case_date ON event (case_id, date, id)",
    "CREATE INDEX event_type_date ON event (type, date)",
    "CREATE INDEX event_voids ON event (voids_id)",
    "CREATE INDEX case_stage_status ON case_file (stage, status)",
    "CREATE INDEX case_status_kind ON case_file (status, kind)",
    "CREATE INDEX case_handler ON case_file (handler_id)",
    "CREATE INDEX case_patent ON case_file (patent_id)",
    "CREATE INDEX case_origin ON case_file (origin_case_id)",
    "CREATE INDEX case_created ON case_file (created_at)",
    "CREATE INDEX case_party_party ON case_party (party_id)",
    "CREATE INDEX agent_case_party ON agent (case_party_id)",
    "CREATE INDEX party_initials ON party (initials)",
    "CREATE INDEX party_name ON party (name)",
    "CREATE INDEX party_id_no ON party (id_no)",
    "CREATE INDEX patent_number ON patent (number)",
    "CREATE INDEX evidence_case ON evidence (case_id, side, no)",
    "CREATE INDEX document_case ON document (case_id, form_id)",
    "CREATE INDEX document_state ON document (state)",
    "CREATE INDEX document_file_document ON document_file (document_id)",
    "CREATE INDEX notification_told ON notification (told_on)",
    "CREATE INDEX notification_case ON notification (case_id)",
    "CREATE INDEX notification_staff ON notification (by_staff_id)",
    "CREATE INDEX case_deadline_due ON case_deadline (status, due)",
    "CREATE INDEX audit_case ON audit (case_id)",
    "CREATE INDEX audit_at ON audit (at)",
)


def _forbid(table: str, verb: str) -> str:
    return (
        f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table}\n"
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    )


TRIGGERS = tuple(_forbid(t, v) for t in ("event", "audit") for v in ("UPDATE", "DELETE"))
HEAD = f"INSERT INTO audit_head (id, count, hash) VALUES (1, 0, '{GENESIS}')"  # noqa: S608


def up(conn: sqlite3.Connection) -> None:
    """Create the whole schema in an empty database, inside the caller's transaction."""
    for statement in (*TABLES, *INDEXES, *TRIGGERS, HEAD):
        conn.execute(statement)
