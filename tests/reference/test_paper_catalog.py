"""A file of the catalogue that is wrong: the message names it, and nothing kept of it."""

from collections.abc import Iterator

import pytest

from forms.errors import SpecError
from models.errors import StorageError
from models.reference import paper_catalog


@pytest.fixture
def unread() -> Iterator[None]:
    """Let the catalogue be read again within the test and after it."""
    paper_catalog._catalog.cache_clear()
    yield
    paper_catalog._catalog.cache_clear()


@pytest.mark.usefixtures("unread")
def test_a_wrong_file_is_named_and_read_again_once_mended(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_given: object) -> None:
        raise SpecError("decision/decision.toml: block 3 (paragraph): unknown key 'bold'")

    with monkeypatch.context() as patch:
        patch.setattr(paper_catalog, "load_catalog", broken)
        with pytest.raises(StorageError) as refused:
            paper_catalog.catalog()
    assert "decision/decision.toml" in str(refused.value)
    assert "不受影响" in str(refused.value)
    assert paper_catalog.catalog().spec("decision").title == "专利侵权纠纷行政裁决书"
