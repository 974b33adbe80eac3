"""Projections: what lists and search read of a case, restated by every command about it.

They hold nothing that cannot be computed from the log again. A case without a row in `case_search`
has not been projected yet (its database comes from an older version).
"""

import peewee

from models.entities.base import Entity, day, maybe_day, text
from models.entities.case import Case


class CaseDeadline(Entity):
    """A date of a case as last computed."""

    case_id: "peewee.Field[int]"
    case = peewee.ForeignKeyField(Case, backref="deadlines")
    rule = peewee.TextField()
    key = text()
    name = peewee.TextField()
    plan_by = day()
    due = day()
    status = peewee.TextField()
    provisional = peewee.BooleanField(default=False)

    class Meta:
        """Table case_deadline."""

        table_name = "case_deadline"


class Waiting(Entity):
    """A next step that is open and not optional; `due` where a date of `rule` runs for it.

    `ready` is False while nobody can take it yet: an approval before the acceptance check is clean.
    """

    case_id: "peewee.Field[int]"
    case = peewee.ForeignKeyField(Case, backref="waiting")
    step = peewee.TextField()
    party = text()
    command = peewee.TextField()
    rule = text()
    due = maybe_day()
    provisional = peewee.BooleanField(default=False)
    ready = peewee.BooleanField(default=True)

    class Meta:
        """Table waiting."""

        table_name = "waiting"


class CaseSearch(Entity):
    """The words by which a case is found: numbers and names, folded; the initials of the names.

    Dates and what waits are as on the day `made_on`, and stay so through `valid_until` without a
    command. `mark` names the rules, steps and program that computed them; "" = an older version.
    """

    case_id: "peewee.Field[int]"
    case = peewee.ForeignKeyField(Case, backref="search", primary_key=True)
    words = peewee.TextField()
    initials = peewee.TextField()
    made_on = day()
    valid_until = day()
    mark = text()

    class Meta:
        """Table case_search."""

        table_name = "case_search"
