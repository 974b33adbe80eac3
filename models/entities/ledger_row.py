"""The rows of all ledgers; what a row holds is said by its definition (resources/ledgers)."""

import peewee

from models.entities.base import Entity, MomentField, day, json_of, mapping, uid
from models.entities.case import Case


class LedgerRow(Entity):
    """One row; `values` holds the fields besides its day and the case it belongs to."""

    uid = uid()
    ledger = peewee.TextField()
    day = day()
    values = json_of(mapping)
    case_id: "peewee.Field[int | None]"
    case = peewee.ForeignKeyField(Case, backref="ledger_rows", null=True)
    recorded_at = MomentField()
    updated_at = MomentField()

    class Meta:
        """Table ledger_row."""

        table_name = "ledger_row"
