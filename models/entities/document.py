"""Papers of a case and their files."""

import peewee

from models.entities.base import (
    Entity,
    FileField,
    MomentField,
    blank,
    json_of,
    mapping,
    text,
    uid,
    visibility,
)
from models.entities.case import Case


class Document(Entity):
    """A paper made from a form; state draft|final|issued|void, with the values it was made from."""

    uid = uid()
    case_id: "peewee.Field[int | None]"
    case = peewee.ForeignKeyField(Case, backref="documents", null=True)
    form_id = peewee.TextField()
    form_version = peewee.IntegerField(default=1)
    pack = text()
    addressee = blank()
    number = text()
    state = text(default="draft")
    values = json_of(mapping)
    values_sha = text()
    created_at = MomentField()
    fonts = json_of(mapping)
    visibility = visibility()

    class Meta:
        """Table document."""

        table_name = "document"


class DocumentFile(Entity):
    """A file of a paper: the name it has in the file store, SHA-256, size in bytes."""

    uid = uid()
    document_id: "peewee.Field[int]"
    document = peewee.ForeignKeyField(Document, backref="files")
    format = peewee.TextField()
    path = FileField(unique=True)
    sha256 = peewee.TextField()
    size = peewee.IntegerField()
    visibility = visibility()

    class Meta:
        """Table document_file."""

        table_name = "document_file"
