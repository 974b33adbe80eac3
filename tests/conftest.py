"""Settings for every test: Qt draws off screen, no clock counts, files with slow tests come first.

The cores share the tests file by file (`dev.py test`): begun last, a long file would leave the
other cores with nothing to do.
"""

import os

import pytest
from hypothesis import HealthCheck, settings

if not os.environ.get("QT_QPA_PLATFORM", "").startswith("offscreen:"):  # a screen of its own
    os.environ["QT_QPA_PLATFORM"] = "offscreen"

# A busy machine is slow at everything, also at making examples: that is no fault of a test.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")

pytest_plugins = ["pytester"]


@pytest.hookimpl(trylast=True)  # after pytest-randomly has shuffled them
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the files with slow tests first."""
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow)
