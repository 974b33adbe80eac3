"""Chinese input on Linux desktops: the Qt wheel speaks ibus, fcitx5 answers through the portal."""

import os
import sys

import pytest

from ui.shell.app import prepare_input_method


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux has input modules")
@pytest.mark.parametrize(
    ("desktop", "module", "portal"),
    [("fcitx", "ibus", "1"), ("fcitx5", "ibus", "1"), ("ibus", "ibus", None), (None, None, None)],
)
def test_fcitx_is_reached_through_ibus(
    monkeypatch: pytest.MonkeyPatch, desktop: str | None, module: str | None, portal: str | None
) -> None:
    for name, value in (("QT_IM_MODULE", desktop), ("IBUS_USE_PORTAL", None)):
        if value is None:
            monkeypatch.delenv(name, raising=False)
        else:
            monkeypatch.setenv(name, value)
    prepare_input_method()
    assert (os.environ.get("QT_IM_MODULE"), os.environ.get("IBUS_USE_PORTAL")) == (module, portal)
    # What it has set must not outlive the test.
    monkeypatch.delenv("QT_IM_MODULE", raising=False)
    monkeypatch.delenv("IBUS_USE_PORTAL", raising=False)
