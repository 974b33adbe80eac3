"""Staff of the office and their 办案资质证件 (order 81 art. 4)."""

from typing import Any

import peewee

from models.entities.base import DayField, Entity, text


class Staff(Entity):
    """A person of the office; role handler|panel|section_head|dept_head|clerk|intake."""

    name: Any = peewee.TextField()
    role: Any = peewee.TextField()
    certificate_no: Any = text()
    certificate_issuer: Any = peewee.TextField(null=True)
    certificate_until: Any = DayField(null=True)
    phone: Any = text()
    active: Any = peewee.BooleanField(default=True)

    class Meta:
        """Table staff."""

        table_name = "staff"
