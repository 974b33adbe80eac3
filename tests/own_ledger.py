"""A ledger that an office keeps besides: borrowed dossiers, as files of its data folder."""

from pathlib import Path

LEDGER = """
id = "borrowing"
title = "借阅"
after = "notification"
help = "案卷借给谁、何时归还。"
day = "lent_on"
called = "borrower"

[[field]]
id = "borrower"
label = "借阅人"
type = "text"
required = true
search = true
help = "借阅人的姓名和单位。"

[[field]]
id = "purpose"
label = "借阅目的"
head = "目的"
type = "choice"
choices = { suit = "应诉", audit = "评查", study = "研究" }
unset = "未说明"
width = 76
help = "为什么借。"

[[field]]
id = "case"
label = "案件"
type = "case"
group = "借出的案卷"
help = "借的是哪一件的案卷，写案号。"

[[field]]
id = "asked_by"
label = "当事人"
type = "party"
group = "借出的案卷"
help = "为哪一方当事人借。"

[[field]]
id = "volumes"
label = "卷数"
type = "int"
group = "借出的案卷"
width = 60
help = "几卷。"

[[field]]
id = "deposit"
label = "押金"
type = "yuan"
group = "借出的案卷"
width = 96
help = "收了多少押金。"

[[field]]
id = "keeper"
label = "经手人"
type = "staff"
required = true
start = "actor"
width = 76
help = "谁经手。"

[[field]]
id = "lent_on"
label = "借出日期"
head = "借出"
type = "date"
required = true
start = "today"
width = 96
help = "哪天借出。"

[[field]]
id = "due_on"
label = "归还期限"
type = "date"
required = true
ahead = true
width = 96
help = "哪天以前归还。"
articles = ["本局案卷借阅办法第3条"]

[[field]]
id = "returned_on"
label = "归还日期"
head = "归还"
type = "date"
width = 96
help = "哪天还的。"

[[field]]
id = "sealed"
label = "已盖章"
type = "bool"
help = "借阅单盖了章没有。"

[list]
columns = ["lent_on", "borrower", "purpose", "case", "volumes", "deposit", "due_on", "returned_on"]
narrow = ["deposit", "volumes"]
filters = ["purpose", "sealed"]
newest_first = false
empty = "还没有借阅记录。"

[[dialog]]
button = "新借阅"

[[dialog]]
button = "登记归还"
fields = ["returned_on", "sealed"]

[[paper]]
form = "borrowing_slip"
button = "借阅单"
needs = ["volumes"]

[[remind]]
date = "due_on"
workdays = 2
words = "案卷借出未还"
done = "returned_on"

[figures]
title = "案卷借阅"
unit = "次"
note = "按借出日期计"

[[figures.indicator]]
id = "lent"
label = "借出"
measure = "entered"
breakdown = "purpose"

[[figures.indicator]]
id = "deposit"
label = "押金（元）"
measure = "entered"
show = "sum_yuan"
number = "deposit"
"""
SLIP = """
id = "borrowing_slip"
title = "案卷借阅单"
version = 1
source = "本局自拟"
layout = "letter"
issuer_line = true
number = ""
kinds = []
addressees = "none"
per_addressee = false
copies = 1
served = ""
basis = []
required = ["office.issuer", "borrowing.borrower", "borrowing.due_on"]

[[block]]
type = "paragraph"
text = "{{ borrowing.borrower }}借阅{{ borrowing.case }}案卷{{ borrowing.volumes }}卷，\
押金{{ borrowing.deposit|rmb }}，用于{{ borrowing.purpose_name }}，\
请于{{ borrowing.due_on|cn_date }}以前归还。经手人{{ borrowing.keeper_name }}。"
[[block]]
type = "seal"
issuer = "{{ office.issuer }}"
date = "document.on"
"""


def add_to(folder: Path, more: str = "") -> None:
    """Put the ledger, with `more` at its end, and its paper into a data folder."""
    for name, text in (
        ("additions/ledgers/borrowing.toml", LEDGER + more),
        ("additions/papers/borrowing_slip.toml", SLIP),
    ):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
