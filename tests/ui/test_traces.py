"""A log and a copied error say where the program failed, and nothing of whose case it was."""

import logging

from PySide6.QtWidgets import QApplication

from models.errors import BadInput, StorageError
from tests.ui.support import press
from ui.output.spreadsheet import csv_bytes
from ui.shell import messages
from ui.shell.main_window import MainWindow
from ui.work import traces

SECRETS = ("王晓明", "13800001111", "110101199001011234", "晋宁知法裁字〔2026〕3号", "a@b.cn")


def failed(message: str) -> Exception:
    """Return an error as it is caught: with its trace, and with another behind it."""
    try:
        try:
            raise KeyError(message)
        except KeyError as error:
            raise ValueError(f"invalid literal for int() with base 10: {message!r}") from error
    except ValueError as error:
        return error


def test_a_trace_names_the_program_and_nobody() -> None:
    for secret in SECRETS:
        said = traces.of(failed(secret))
        assert secret not in said and secret[:3] not in said
        assert "ValueError: invalid literal for int()" in said and "KeyError" in said
        assert "ui/test_traces.py:" in said and "/home" not in said


def test_the_log_is_written_so() -> None:
    error = failed("王晓明")
    kind = type(error), error, error.__traceback__
    record = logging.LogRecord("zhicaitai", logging.ERROR, "x.py", 1, "unhandled", None, kind)
    assert "王晓明" not in (text := traces.Formatter("%(message)s").format(record))
    assert "ValueError" in text


def test_a_loop_of_causes_ends() -> None:
    one, other = ValueError("x"), KeyError("y")
    one.__cause__, other.__cause__ = other, one
    assert traces.of(one).count("ValueError") == 1


def test_what_is_copied_from_an_error_names_nobody(window: MainWindow) -> None:
    for error in (
        failed("王晓明"), BadInput.of("requesters[0].name", "王晓明与已登记的“王晓明”相似"),
        StorageError("“files/晋宁知法裁字〔2026〕3号/王晓明.pdf”读不出来"),
    ):  # fmt: skip
        shown = messages.show_error(error, window)
        press(shown, "复制详情")
        copied = QApplication.clipboard().text()
        assert "王晓明" not in copied and type(error).__name__ in copied
        shown.close()
    assert "读不出来" in copied


def test_no_cell_of_a_table_is_a_formula() -> None:
    risky = ["=1+1", "＝1", "\n=1", "\r\n+1", "  @x", "－1", "+8613800001111", "\t=2", "﹦3"]
    lines = csv_bytes([[text] for text in risky]).decode("utf-8-sig")
    assert lines.count("\t") == len(risky) + 1  # each begins with one
    assert csv_bytes([["王晓明", "3", "A=1"]]).decode("utf-8-sig") == "王晓明,3,A=1\r\n"
