"""What belongs to the office, not to one case: settings, holidays, running numbers, drafts."""

from typing import Any

import peewee

from models.entities.base import DayField, Entity, JSONField, MomentField, json_of, text


class Setting(Entity):
    """A confirmed value of a setting; a key without a row has the default of settings.toml."""

    key: Any = peewee.TextField(primary_key=True)
    value: Any = JSONField(null=True)
    source: Any = text()
    confirmed_by: Any = text()
    confirmed_on: Any = DayField(null=True)

    class Meta:
        """Table setting."""

        table_name = "setting"


class Holiday(Entity):
    """An imported day that overrides the bundled calendar."""

    date: Any = DayField(primary_key=True)
    kind: Any = peewee.TextField()
    name: Any = text()
    source: Any = text()

    class Meta:
        """Table holiday."""

        table_name = "holiday"


class NumberSequence(Entity):
    """The last number given out for a kind of number in a year."""

    kind: Any = peewee.TextField()
    year: Any = peewee.IntegerField()
    last: Any = peewee.IntegerField(default=0)

    class Meta:
        """Table number_sequence."""

        table_name = "number_sequence"
        primary_key = peewee.CompositeKey("kind", "year")


class Draft(Entity):
    """An autosaved entry form; written through `desk.unaudited()`, without audit entries."""

    kind: Any = peewee.TextField()
    key: Any = peewee.TextField()
    content: Any = json_of(dict)
    updated_at: Any = MomentField()

    class Meta:
        """Table draft."""

        table_name = "draft"
        primary_key = peewee.CompositeKey("kind", "key")


class Audit(Entity):
    """An audit entry, for reading; entries are written by `models.store.audit.append` alone."""

    at: Any = MomentField()
    actor: Any = peewee.TextField()
    action: Any = peewee.TextField()
    case_id: Any = peewee.IntegerField(null=True)
    payload: Any = JSONField()
    prev_hash: Any = peewee.TextField()
    hash: Any = peewee.TextField()

    class Meta:
        """Table audit."""

        table_name = "audit"


class AuditHead(Entity):
    """The number of audit entries and the hash of the last one: a single row."""

    count: Any = peewee.IntegerField()
    hash: Any = peewee.TextField()

    class Meta:
        """Table audit_head."""

        table_name = "audit_head"
