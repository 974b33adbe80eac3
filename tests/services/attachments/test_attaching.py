"""Files are brought into a case whole or not at all, stored once, found again everywhere."""

import errno
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from models.backup import backup, restore
from models.backup.verify import verify
from models.cases.loading import load
from models.entities import Attachment, Audit, Case, StoredFile
from models.errors import BadInput, StorageError
from models.queries.case_page.attachments import attachments, stored_attachment
from models.rules.attachments.attachment import About, Subject
from models.rules.events.base import Visibility
from models.services.attachments.attaching import (
    Description,
    attach,
    describe_attachments,
    reinstate_attachments,
    turn_attachments,
    withdraw_attachments,
)
from models.services.attachments.taking import Taking
from models.services.receiving import intake
from models.services.shared.documents import Order, make_documents
from models.store.desk import Desk
from models.store.files import incoming
from tests.backup.copying import copy_papers
from tests.services.attachments.conftest import Bring
from tests.services.support import file


def taken(desk: Desk, folder: Path, *names: str) -> Taking:
    """Return a run over files of a folder, at its end."""
    run = Taking(desk, [folder / name for name in names])
    while not run.over:
        run.step()
    return run


def test_files_are_told_by_their_content(desk: Desk, case_id: int, outside: Path) -> None:
    run = taken(desk, outside, *sorted(p.name for p in outside.iterdir()))
    assert {one.name: (one.kind, one.pages) for one in run.taken} == {
        "现场1.jpg": ("jpeg", 1), "现场2.png": ("png", 1), "购销合同.pdf": ("pdf", 5),
        "录音.amr": ("amr", None), "说明.txt": ("text", None), "比对说明.docx": ("docx", None),
        "时间戳.zip": ("zip", None),
    }  # fmt: skip
    left = {one.name: one.why for one in run.left_out}
    assert set(left) == {"木马.exe", "脚本.bat", "空.pdf", "改名的程序.jpg"}
    assert "空文件" in left["空.pdf"] and "ZIP" in left["脚本.bat"]
    attach(desk, case_id, tuple(run.taken))
    assert len(attachments(desk, case_id).lines) == 7
    assert verify(desk) == [] and desk.files.leftovers() == []
    assert not [p for p in desk.files.listing() if p.endswith((".exe", ".bat"))]


def test_one_act_is_one_entry_and_keeps_no_path_of_the_machine(
    desk: Desk, case_id: int, bring: Bring, outside: Path
) -> None:
    bring("现场1.jpg", "购销合同.pdf", title="现场材料", visibility=Visibility.INTERNAL)
    entry = Audit.select().order_by(Audit.id.desc()).get()
    assert (entry.action, entry.case_id) == ("attach", case_id)
    assert str(outside) not in str(entry.payload) and "购销合同.pdf" in str(entry.payload)
    lines = attachments(desk, case_id).lines
    assert [(o.name, o.title, o.visibility) for o in lines] == [
        ("现场1.jpg", "现场材料", Visibility.INTERNAL),
        ("购销合同.pdf", "现场材料", Visibility.INTERNAL),
    ]


def test_a_content_is_stored_once(
    desk: Desk, case_id: int, bring: Bring, outside: Path, request_s11: dict[str, Any]
) -> None:
    bring("购销合同.pdf")
    shutil.copy(outside / "购销合同.pdf", outside / "同一份.pdf")
    other = file(desk, request_s11)
    attach(desk, other, tuple(taken(desk, outside, "同一份.pdf").taken))
    assert StoredFile.select().count() == 1 and Attachment.select().count() == 2
    assert len([p for p in desk.files.listing() if p.startswith("materials/")]) == 1
    again = tuple(taken(desk, outside, "同一份.pdf").taken)
    with pytest.raises(BadInput, match="与已有的“购销合同"):
        attach(desk, case_id, again)
    event = load(desk, case_id).log.entries[0].id
    about = Description(about=About(Subject.EVENT, event))
    attach(desk, case_id, again, description=about)  # the same scan proves a second thing
    assert StoredFile.select().count() == 1
    assert verify(desk) == [] and desk.files.leftovers() == []


def test_two_of_one_content_at_once_are_said(desk: Desk, case_id: int, outside: Path) -> None:
    shutil.copy(outside / "购销合同.pdf", outside / "同一份.pdf")
    run = taken(desk, outside, "购销合同.pdf", "同一份.pdf")
    assert [(o.name, o.why) for o in run.left_out] == [
        ("同一份.pdf", "与这次选的另一个文件内容相同")
    ]
    attach(desk, case_id, tuple(run.taken))
    assert verify(desk) == []


def test_what_a_file_is_about_has_to_be_in_the_case(
    desk: Desk, case_id: int, bring: Bring, outside: Path, request_s11: dict[str, Any]
) -> None:
    (number,) = bring("购销合同.pdf")
    foreign = load(desk, file(desk, request_s11)).log.entries[0].id
    for about in (
        About(Subject.EVENT, foreign), About(Subject.DOCUMENT, 999), About(Subject.EVIDENCE, 99),
        About(Subject.CASE, 1),
    ):  # fmt: skip
        with pytest.raises(BadInput) as refused:
            describe_attachments(desk, case_id, (number,), Description(about=about))
        assert [p.field for p in refused.value.problems] == ["about"]
    evidence = load(desk, case_id).evidence[0]
    about = About(Subject.EVIDENCE, evidence.no)
    describe_attachments(desk, case_id, (number,), Description(about=about))
    (line,) = attachments(desk, case_id).lines
    assert line.about_text == f"证据{evidence.no}：{evidence.name}"
    with pytest.raises(BadInput, match="没有改动"):
        describe_attachments(desk, case_id, (number,), Description(about=about))


def test_files_go_along_with_evidence_that_has_another_number(
    desk: Desk, request_s2: dict[str, Any], outside: Path
) -> None:
    case_id = file(desk, request_s2)
    listed = request_s2["evidence"]
    about = Description(about=About(Subject.EVIDENCE, 2))
    attach(desk, case_id, tuple(taken(desk, outside, "购销合同.pdf").taken), description=about)
    new = {**listed[0], "name": "后来补列的公证书"}
    request_s2["evidence"] = [new, *listed]
    amend(desk, case_id, request_s2)
    (line,) = attachments(desk, case_id).lines
    assert line.about == About(Subject.EVIDENCE, 3) and listed[1]["name"] in line.about_text
    request_s2["evidence"] = [new]
    amend(desk, case_id, request_s2)
    (line,) = attachments(desk, case_id).lines
    assert line.about == About(), "no piece of evidence of that name is left"
    assert verify(desk) == []


def amend(desk: Desk, case_id: int, data: dict[str, Any]) -> None:
    """Amend the request of a case."""
    intake.amend_request(desk, case_id, data, on=desk.today(), reason="补列证据")


@pytest.mark.parametrize(
    ("description", "field"),
    [
        (Description(title="x" * 201), "title"),
        (Description(title="第\x00页"), "title"),
        (Description(visibility=Visibility.DELIBERATION), "visibility"),
    ],
)
def test_what_cannot_be_said_of_a_file(
    desk: Desk, case_id: int, bring: Bring, description: Description, field: str
) -> None:
    numbers = tuple(bring("购销合同.pdf"))
    entries = Audit.select().count()
    with pytest.raises(BadInput) as refused:
        describe_attachments(desk, case_id, numbers, description)
    assert [p.field for p in refused.value.problems] == [field]
    assert Audit.select().count() == entries


def test_turning_is_remembered_and_the_original_stays(
    desk: Desk, case_id: int, bring: Bring, outside: Path
) -> None:
    picture, text = bring("现场1.jpg", "说明.txt")
    turn_attachments(desk, case_id, (picture,), 270)
    turn_attachments(desk, case_id, (picture,), 180)
    found = stored_attachment(desk, case_id, picture)
    assert found.turned == 90
    assert found.path.read_bytes() == (outside / "现场1.jpg").read_bytes()
    with pytest.raises(BadInput, match="不能旋转"):
        turn_attachments(desk, case_id, (text,), 90)
    with pytest.raises(BadInput, match="只能转"):
        turn_attachments(desk, case_id, (picture,), 45)


def test_what_is_taken_out_stays_stored_and_can_come_back(
    desk: Desk, case_id: int, bring: Bring
) -> None:
    numbers = tuple(bring("现场1.jpg", "购销合同.pdf"))
    with pytest.raises(BadInput, match="理由"):
        withdraw_attachments(desk, case_id, numbers, reason=" ")
    withdraw_attachments(desk, case_id, numbers, reason="放错了案件")
    assert {one.withdrawn for one in attachments(desk, case_id).lines} == {"放错了案件"}
    with pytest.raises(BadInput, match="已经撤出"):
        withdraw_attachments(desk, case_id, numbers[:1], reason="再撤一次")
    reinstate_attachments(desk, case_id, numbers[:1])
    with pytest.raises(BadInput, match="没有撤出"):
        reinstate_attachments(desk, case_id, numbers)
    assert [bool(o.withdrawn) for o in attachments(desk, case_id).lines] == [False, True]
    assert verify(desk) == []


@pytest.mark.parametrize("numbers", [(), (99,), (-1,)])
def test_files_that_are_not_in_the_case(
    desk: Desk, case_id: int, bring: Bring, numbers: tuple[int, ...]
) -> None:
    bring("购销合同.pdf")
    for act in (
        lambda: withdraw_attachments(desk, case_id, numbers, reason="x 理由"),
        lambda: reinstate_attachments(desk, case_id, numbers),
        lambda: turn_attachments(desk, case_id, numbers, 90),
        lambda: describe_attachments(desk, case_id, numbers, Description(title="合同")),
    ):
        with pytest.raises(BadInput) as refused:
            act()
        assert [p.field for p in refused.value.problems] == ["attachments"]


def test_nothing_to_bring_in_is_refused(desk: Desk, case_id: int) -> None:
    with pytest.raises(BadInput, match="一次收入1到"):
        attach(desk, case_id, ())


def test_a_full_disk_leaves_nothing(
    desk: Desk, case_id: int, outside: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_handle: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(incoming, "force", full)
    run = Taking(desk, [outside / "现场1.jpg", outside / "购销合同.pdf"])
    with pytest.raises(StorageError, match="空间不足"):
        run.step()
    assert desk.files.leftovers() == [] and Attachment.select().count() == 0


def test_no_room_is_said_before_anything_is_copied(
    desk: Desk, outside: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    free = shutil.disk_usage(outside)._replace(free=100 << 20)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: free)
    run = taken(desk, outside, "购销合同.pdf")
    assert run.taken == [] and "磁盘只剩100MB" in run.left_out[0].why
    monkeypatch.undo()
    monkeypatch.setattr(incoming, "MOST", 100)
    run = taken(desk, outside, "购销合同.pdf")
    assert run.taken == [] and "上限" in run.left_out[0].why


def test_a_file_that_grows_meanwhile_is_left_out(desk: Desk, outside: Path) -> None:
    path = outside / "购销合同.pdf"
    run = incoming.Incoming(desk.files, path)
    with path.open("ab") as more:
        more.write(b"still scanning")
    run.step()
    with pytest.raises(BadInput, match="正在变化"):
        run.finish()
    run.discard()
    assert desk.files.leftovers() == []


def test_what_was_staged_and_not_attached_is_dropped(desk: Desk, outside: Path) -> None:
    run = taken(desk, outside, "现场1.jpg", "购销合同.pdf")
    assert len(desk.files.leftovers()) == 2
    run.discard()
    assert desk.files.leftovers() == []


def test_a_failed_command_leaves_neither_row_nor_file(
    desk: Desk, case_id: int, outside: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = taken(desk, outside, "现场1.jpg", "购销合同.pdf")
    before = desk.files.listing()

    def broken(_self: object) -> None:
        raise StorageError("磁盘空间不足")

    monkeypatch.setattr("models.store.files.batch.Batch.publish", broken)
    with pytest.raises(StorageError):
        attach(desk, case_id, tuple(run.taken))
    assert desk.files.listing() == before and desk.files.leftovers() == []
    assert Attachment.select().count() == StoredFile.select().count() == 0


def test_a_file_changed_on_disk_is_found_and_not_shown(
    desk: Desk, case_id: int, bring: Bring
) -> None:
    (number,) = bring("购销合同.pdf")
    path = stored_attachment(desk, case_id, number).path
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    (problem,) = verify(desk)
    assert problem.field == f"files/{path.relative_to(desk.files.root).as_posix()}"
    assert problem.problem == "文件内容被改动过"
    with pytest.raises(StorageError, match="改动过"):
        stored_attachment(desk, case_id, number)
    path.unlink()
    assert [p.problem for p in verify(desk)] == ["文件不见了"]
    with pytest.raises(StorageError, match="不见了"):
        stored_attachment(desk, case_id, number)


def test_a_lost_content_is_healed_by_bringing_it_in_again(
    desk: Desk, case_id: int, bring: Bring, outside: Path
) -> None:
    (number,) = bring("购销合同.pdf")
    stored_attachment(desk, case_id, number).path.unlink()
    event = load(desk, case_id).log.entries[0].id
    said = Description(about=About(Subject.EVENT, event))
    attach(desk, case_id, tuple(taken(desk, outside, "购销合同.pdf").taken), description=said)
    assert verify(desk) == []


def test_a_row_changed_behind_the_program_is_found(desk: Desk, case_id: int, bring: Bring) -> None:
    (number,) = bring("购销合同.pdf")
    desk.db.execute_sql("UPDATE attachment SET visibility = 'internal'")
    assert [p.field for p in verify(desk)] == [f"attachment[{number}]"]


def test_they_are_restored_byte_for_byte(
    desk: Desk, case_id: int, bring: Bring, outside: Path, tmp_path: Path
) -> None:
    names = ["现场1.jpg", "购销合同.pdf", "录音.amr"]
    numbers = bring(*names)
    place = tmp_path / "移动硬盘"
    place.mkdir()
    path = backup.make(desk, also=place)
    copy_papers(path, place, desk.path, desk.now())
    folder, number, now = desk.path, Case.select().count(), desk.now()
    desk.close()
    shutil.rmtree(folder / "files")
    restore.restore(folder, path, "李敏", now, places=[place])
    with Desk.open(folder, "李敏", desk.today, desk.now) as again:
        assert Case.select().count() == number and verify(again) == []
        for name, attachment in zip(names, numbers, strict=True):
            found = stored_attachment(again, case_id, attachment)
            assert found.name == name
            assert found.path.read_bytes() == (outside / name).read_bytes()


def test_what_a_file_may_belong_to_is_called_as_people_call_it(desk: Desk, case_id: int) -> None:
    make_documents(desk, case_id, (Order("acceptance_notice"),))
    words = [called for _about, called in attachments(desk, case_id).subjects]
    (paper,) = [one for one in words if one.startswith("文书：")]
    assert paper.endswith("草稿") and "(" not in paper and "<" not in paper
