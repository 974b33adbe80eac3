"""Files that people bring into a case: scans, photos, recordings, what came on a disc."""

import peewee

from models.entities.base import (
    Entity,
    FileField,
    MomentField,
    json_of,
    objects,
    text,
    uid,
    visibility,
)
from models.entities.case import Case


class StoredFile(Entity):
    """A content, stored once whatever it is called and wherever it belongs; size in bytes."""

    path = FileField(unique=True)
    sha256 = peewee.TextField(unique=True)
    size = peewee.IntegerField()

    class Meta:
        """Table stored_file."""

        table_name = "stored_file"


class Attachment(Entity):
    """A file in a case, under the name that it came with; `withdrawn` says why it is out again.

    `subject` with `subject_id` is what it belongs to: the case, a document or an event by its id,
    a piece of evidence by its number. `turned` is in degrees clockwise, `made_from` what it was put
    together from.
    """

    uid = uid()
    case_id: "peewee.Field[int]"
    case = peewee.ForeignKeyField(Case, backref="attachments")
    stored_id: "peewee.Field[int]"
    stored = peewee.ForeignKeyField(StoredFile, backref="attachments")
    name = peewee.TextField()
    title = text()
    kind = peewee.TextField()
    pages = peewee.IntegerField(null=True)
    turned = peewee.IntegerField(default=0)
    subject = text(default="case")
    subject_id: "peewee.Field[int | None]" = peewee.IntegerField(null=True)
    made_from = json_of(objects)
    visibility = visibility()
    added_at = MomentField()
    added_by = text()
    withdrawn = text()

    class Meta:
        """Table attachment."""

        table_name = "attachment"
