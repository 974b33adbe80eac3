"""Staff of the office and their 办案资质证件 (order 81 art. 4)."""

import peewee

from models.entities.base import Entity, blank, maybe_day, text


class Staff(Entity):
    """A person of the office; role handler|panel|section_head|dept_head|clerk|intake.

    `post_since` and `post_until` are the days on which it is held first and last, where known.
    """

    name = peewee.TextField()
    role = peewee.TextField()
    certificate_no = text()
    certificate_issuer = blank()
    certificate_until = maybe_day()
    phone = text()
    active = peewee.BooleanField(default=True)
    post_since = maybe_day()
    post_until = maybe_day()

    class Meta:
        """Table staff."""

        table_name = "staff"
