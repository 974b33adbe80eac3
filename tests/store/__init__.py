"""Tests of the storage: models root, entities, migrations."""
