"""A log and a copied error say where the program failed, and nothing of whose case it was."""

import ast
import logging
from pathlib import Path

from PySide6.QtWidgets import QApplication

from models.errors import BadInput, ClockDoubt, PaperCopyError, Stale, StorageError
from tests.places import ROOT
from tests.ui.support import press
from ui.output.spreadsheet import csv_bytes
from ui.shell import messages
from ui.shell.main_window import MainWindow
from ui.work import traces

LEVELS = {"debug", "info", "warning", "error", "exception", "critical"}
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
        StorageError("文书文件不见了：/home/wang/files/晋宁知法裁字〔2026〕3号/通知书_王晓明.pdf"),
        PaperCopyError(Path("/b/1.db"), Path("/e"), "1份没有复制：王晓明，Smith Tools Ltd.docx"),
        Stale(3, (7,), "李敏登记了送达王晓明"), ClockDoubt("电脑时间是2026年3号"),
    ):  # fmt: skip
        shown = messages.show_error(error, window)
        press(shown, "复制详情")
        copied = QApplication.clipboard().text()
        assert type(error).__name__ in copied and "知裁台" in copied
        assert not [one for one in ("王晓明", "Smith", "3号", "wang", "李敏") if one in copied]
        assert not isinstance(error, BadInput) or "requesters[0].name" in copied
        shown.close()


def test_nothing_but_a_trace_is_ever_logged() -> None:
    said: list[str] = []
    for path in (
        *ROOT.glob("models/**/*.py"),
        *ROOT.glob("ui/**/*.py"),
        *ROOT.glob("forms/**/*.py"),
    ):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
                continue
            of, first = ast.unparse(node.func.value), (node.args or [None])[0]
            if node.func.attr not in LEVELS or not (of == "log" or of.startswith("logging.getLog")):
                continue
            rest = [ast.unparse(one).partition("(")[0] for one in node.args[1:]]
            if not isinstance(first, ast.Constant) or set(rest) - {"traces.of"}:
                said.append(f"{path.name}:{node.lineno} {ast.unparse(node)}")
    assert said == []


def test_no_cell_of_a_table_is_a_formula() -> None:
    risky = ["=1+1", "＝1", "\n=1", "\r\n+1", "  @x", "－1", "+8613800001111", "\t=2", "﹦3"]
    lines = csv_bytes([[text] for text in risky]).decode("utf-8-sig")
    assert lines.count("\t") == len(risky) + 1  # each begins with one
    assert csv_bytes([["王晓明", "3", "A=1"]]).decode("utf-8-sig") == "王晓明,3,A=1\r\n"
