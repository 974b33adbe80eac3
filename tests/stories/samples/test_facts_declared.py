"""What the samples' papers are made of is what facts.toml declares, key by key and type by type."""

import pytest

from models.reference.paper_catalog import catalog
from models.services.shared.documents import facts_of, offers_of
from tests.stories.samples.conftest import ORDER, Theatre


@pytest.mark.parametrize("sample", ORDER)
def test_the_facts_of_every_paper_are_declared(sample: str, theatre: Theatre) -> None:
    view = theatre.view(sample)
    orders = [order for _title, _spec, orders in offers_of(view) for order in orders]
    assert orders
    for order in orders:
        facts = facts_of(theatre.desk, view, order)
        assert catalog().schema.check(facts) == [], order.form_id
