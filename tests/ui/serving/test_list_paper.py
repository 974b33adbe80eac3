"""A list taken out of the window: nothing is reckoned, nothing is read as markup, long ones end."""

from ui.list_paper import csv_bytes, pages


def test_a_spreadsheet_reckons_nothing() -> None:
    cells = ["=1+1", "@x", "-2", "1098765400217", '甲，"乙"\n丙', "3号"]
    text = csv_bytes(["一"] * 6, [cells]).decode("utf-8-sig")
    assert text.splitlines()[1].startswith("\t=1+1,\t@x,\t-2,\t1098765400217,")
    assert '"甲，""乙""\n丙",3号' in text


def test_a_long_list_on_paper_is_cut_and_escaped() -> None:
    parts = pages("台账", "a<b", ["名"], [["<b>甲</b>"]] * 1001)
    assert len(parts) == 25 and "a&lt;b" in parts[0] and "&lt;b&gt;甲" in parts[3]
    assert "另有1行" in parts[-1] and "另有" not in parts[0]
    assert all("<th>名</th>" in part for part in parts)
