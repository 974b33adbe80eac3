"""What the self-test checks of the window: Qt draws, in Chinese; Qt is loaded only here.

The verbs stay free of Qt: `ui.shell.start` hands these checks to the self-test.
"""

import os
from collections.abc import Callable

CHINESE_BUTTONS = ("关闭", "取消", "确定", "保存")


def _translations() -> str:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"  # nothing must flash up on a screen
    from PySide6.QtCore import QCoreApplication

    from ui.shell.app import application

    application(["zhicaitai"])
    said = tuple(
        QCoreApplication.translate("QPlatformTheme", text).partition("(")[0]
        for text in ("Close", "Cancel", "OK", "Save")
    )
    if said != CHINESE_BUTTONS:
        raise RuntimeError(f"qtbase_zh_CN 没有装入：{said}")
    return "标准按钮是中文（" + "、".join(said) + "）"


def _window() -> str:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtGui import QFontMetrics

    from ui.shell import theme
    from ui.shell.app import application
    from ui.shell.main_window import apply
    from ui.shell.pages import PAGES
    from ui.widgets.form import Form

    app = application(["zhicaitai"])
    apply(app, dark=False, large=False)
    form = Form()
    form.resize(400, 200)
    picture = form.grab()
    if picture.isNull() or not QFontMetrics(theme.font(large=False)).inFontUcs4(ord("裁")):
        raise RuntimeError("窗口画不出来，或没有中文字体")
    for page in PAGES:
        page.load()
    return f"窗口可用，{len(PAGES)} 个页面，字体 {theme.font(large=False).family()}"


WINDOW_CHECKS: dict[str, Callable[[], str]] = {"翻译": _translations, "窗口": _window}
