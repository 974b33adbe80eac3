"""What belongs to the office, not to one case: settings, holidays, running numbers, drafts."""

import datetime

import peewee

from models.entities.base import (
    DayField,
    Entity,
    JSONField,
    MomentField,
    blank,
    json_of,
    mapping,
    maybe_day,
    text,
)
from models.rules.events.base import Json


class Setting(Entity):
    """A confirmed value of a setting; a key without a row has the default of settings.toml."""

    key = peewee.TextField(primary_key=True)
    value: JSONField[Json] = JSONField(null=True)
    source = text()
    confirmed_by = text()
    confirmed_on = maybe_day()

    class Meta:
        """Table setting."""

        table_name = "setting"


class Holiday(Entity):
    """An imported day that overrides the bundled calendar."""

    date: "DayField[datetime.date]" = DayField()
    kind = peewee.TextField()
    name = text()
    source = text()

    class Meta:
        """Table holiday."""

        table_name = "holiday"
        primary_key = peewee.CompositeKey("date", "kind")


class NumberSequence(Entity):
    """The last number given out for a kind of number in a year."""

    kind = peewee.TextField()
    year = peewee.IntegerField()
    last = peewee.IntegerField(default=0)

    class Meta:
        """Table number_sequence."""

        table_name = "number_sequence"
        primary_key = peewee.CompositeKey("kind", "year")


class Draft(Entity):
    """An autosaved entry form; written through `desk.unaudited()`, without audit entries."""

    kind = peewee.TextField()
    key = peewee.TextField()
    content = json_of(mapping)
    updated_at = MomentField()

    class Meta:
        """Table draft."""

        table_name = "draft"
        primary_key = peewee.CompositeKey("kind", "key")


class Audit(Entity):
    """An audit entry, for reading; entries are written by `models.store.audit.log.append` alone.

    `format` is that of the hash; `actor` holds the folder, `person` sent the command in `role`.
    """

    at = MomentField()
    actor = peewee.TextField()
    action = peewee.TextField()
    case_id = peewee.IntegerField(null=True)
    payload = json_of(mapping)
    prev_hash = peewee.TextField()
    hash = peewee.TextField()
    format = peewee.IntegerField(default=1)
    person = text()
    role = text()
    command_id = blank(unique=True)

    class Meta:
        """Table audit."""

        table_name = "audit"


class AuditHead(Entity):
    """The number of audit entries and the hash of the last one: a single row."""

    count = peewee.IntegerField()
    hash = peewee.TextField()

    class Meta:
        """Table audit_head."""

        table_name = "audit_head"
