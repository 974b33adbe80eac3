"""Facts built on demand: a paper reads what it prints, once, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import pytest

from forms.assemble import assemble
from forms.facts import Fact, Facts
from forms.validate import missing
from tests.forms import mini
from tests.forms.sample_facts import CATALOG, facts_for

every_paper = pytest.mark.parametrize("form_id", sorted(CATALOG.ids()))
P = '[[block]]\ntype = "paragraph"\n'


class Watched(Mapping[str, Fact]):
    """Facts that note which top keys are read; with no more than what a mapping must have."""

    def __init__(self, facts: Facts) -> None:
        self.facts, self.read = facts, set[str]()

    def __getitem__(self, key: str) -> Fact:
        self.read.add(key)
        return self.facts[key]

    def __iter__(self) -> Iterator[str]:
        raise AssertionError("nobody may ask for all facts")

    def __len__(self) -> int:
        raise AssertionError("nobody may count all facts")


class LazyFacts(Mapping[str, Fact]):
    """Facts by top key, each built when it is first read and kept from then on.

    Naming, counting and testing for keys builds nothing.
    """

    def __init__(self, providers: Mapping[str, Callable[[], Fact]]) -> None:
        self._providers = dict(providers)
        self._built: dict[str, Fact] = {}

    def __getitem__(self, key: str) -> Fact:
        if key not in self._built:
            self._built[key] = self._providers[key]()
        return self._built[key]

    def __contains__(self, key: object) -> bool:  # the signature that Mapping prescribes
        return key in self._providers

    def __iter__(self) -> Iterator[str]:
        return iter(self._providers)

    def __len__(self) -> int:
        return len(self._providers)


def lazy(facts: Facts, built: list[str]) -> LazyFacts:
    """The same facts by providers that note when they are called."""

    def provide(key: str) -> Fact:
        built.append(key)
        return facts[key]

    return LazyFacts({key: lambda key=key: provide(key) for key in facts})


@every_paper
def test_a_paper_reads_only_what_it_names(form_id: str) -> None:
    spec = CATALOG.spec(form_id)
    facts = Watched(facts_for(spec))
    assert missing(spec, facts) == ()
    assert facts.read == {path.split(".")[0].removesuffix("[]") for path in spec.required}
    assert assemble(spec, facts) == assemble(spec, facts_for(spec))
    assert facts.read <= spec.reads < set(facts_for(spec))


@every_paper
def test_a_paper_is_the_same_without_the_facts_it_does_not_name(form_id: str) -> None:
    spec = CATALOG.spec(form_id)
    own = {key: fact for key, fact in facts_for(spec).items() if key in spec.reads}
    assert assemble(spec, own) == assemble(spec, facts_for(spec))
    for drafted in ({}, {key: own[key] for key in list(own)[::2]}):
        assert assemble(spec, drafted, draft=True).draft


def test_each_fact_is_built_once_for_all_papers() -> None:
    specs = [CATALOG.spec(form_id) for form_id in ("answer_notice", "panel_notice", "decision")]
    built: list[str] = []
    facts = lazy(facts_for(specs[0]), built)
    for spec in specs:
        missing(spec, facts)
        assemble(spec, facts)
    assert sorted(built) == sorted(set().union(*(spec.reads for spec in specs)))
    assert len(facts) > len(built) and "publication" in facts and "publication" not in built


def test_the_reads_of_a_paper_are_found_in_all_its_texts() -> None:
    blocks = P + 'for = "p in requesters"\nwhen = "amount"\ntext = "{{ p.name }}"\n'
    blocks += P + 'text = "{% set case = service.items %}{{ case|length }}"\n'
    made = mini.form(blocks + '[[block]]\ntype = "seal"\nissuer = ""', HEAD)
    assert made.reads == {"requesters", "amount", "service", "respondents"}
    assert mini.form(P + 'text = "a"').reads == {"office", "case"}  # its issuer and its number
    assert mini.form('[[block]]\ntype = "seal"', HEAD).reads == {"office", "respondents"}


HEAD = mini.HEAD.replace("issuer_line = true", 'required = ["respondents[].name"]').replace(
    'number = "case.no"', ""
)


def test_a_mistake_in_a_provider_is_no_missing_fact() -> None:
    def broken() -> Fact:
        raise KeyError("no")

    spec = mini.form(P + 'text = "{{ case.no }}"', mini.HEAD + 'required = ["case.no"]\n')
    with pytest.raises(KeyError):
        missing(spec, LazyFacts({"case": broken}), mini.schema())
    assert [one.path for one in missing(spec, LazyFacts({}), mini.schema())] == ["case.no"]
