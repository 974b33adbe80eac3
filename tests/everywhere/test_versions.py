"""The list of known weaknesses is read, and compares versions as numbers."""

from dataclasses import replace

from tests.tools.versions import Fix, found, installed, known, number


def test_every_fix_names_what_is_installed_and_says_why_it_concerns_us_or_not() -> None:
    here, told = installed(), known()
    for one in told.fixes:
        assert one.package in here and number(one.below), one
        assert one.what and one.source and (one.open or one.concerns.startswith("no")), one
    assert set(told.latest) <= set(here)


def test_versions_compare_as_numbers() -> None:
    one = Fix("x", "3.10", "w", "yes", open=True, source="s")
    assert list(found({"x": "3.9.4"}, (one,))) == [one]
    assert not list(found({"x": "3.10.0"}, (one,))) and not list(found({}, (one,)))
    assert not list(found({"x": "10"}, (replace(one, below="9.9"),)))


def test_nothing_that_concerns_us_is_open() -> None:
    assert not [one for one in found(installed(), known().fixes) if one.open]
