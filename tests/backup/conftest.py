"""An open desk with a fixed clock, as the tests of the store have it."""

from tests.store.conftest import desk, folder

__all__ = ["desk", "folder"]
