"""Pages taken out, PDFs put together, photos on A4: new files beside what they are made from."""

import io
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from pypdf import PdfReader

from models.backup.verify import verify
from models.entities import Attachment
from models.errors import BadInput, StorageError
from models.queries.case_page.attachments import attachments, stored_attachment
from models.rules.attachments.attachment import Part, page_ranges
from models.services.attachments import making, pdfs, pictures
from models.services.attachments.attaching import attach, turn_attachments
from models.store.desk import Desk
from models.store.files import incoming
from tests.services.attachments.conftest import Bring, picture, widths


def on(_done: int, _total: int) -> bool:
    """Go on."""
    return True


def test_pages_are_taken_out(desk: Desk, case_id: int, bring: Bring) -> None:
    (number,) = bring("购销合同.pdf")
    made = making.split(desk, case_id, number, "1-2、4，5-")
    assert [part for _, part in made] == [
        Part(number, 1, 2), Part(number, 4, 4), Part(number, 5, 5)
    ]  # fmt: skip
    attach(desk, case_id, tuple(one for one, _ in made), made_from=tuple(p for _, p in made))
    lines = attachments(desk, case_id).lines[1:]
    assert [(o.name, o.pages) for o in lines] == [
        ("购销合同（第1-2页）.pdf", 2), ("购销合同（第4页）.pdf", 1), ("购销合同（第5页）.pdf", 1)
    ]  # fmt: skip
    data = [stored_attachment(desk, case_id, one.id).path.read_bytes() for one in lines]
    assert [widths(one) for one in data] == [[1, 2], [4], [5]]
    row = Attachment.select().order_by(Attachment.id.desc()).get()
    assert row.made_from[0] == {"attachment": number, "first": 1, "last": 2}
    assert verify(desk) == [] and desk.files.leftovers() == []


@pytest.mark.parametrize(
    ("ranges", "said"),
    [
        ("", "不是页码"), ("a", "不是页码"), ("1-2-3", "不是页码"), ("0", "不在第1页"),
        ("6", "不在第1页到第5页"), ("3-2", "不在第1页"), ("1-99999999", "不是页码"),
        ("²", "不是页码"),
    ],
)  # fmt: skip
def test_pages_that_are_not_there(
    desk: Desk, case_id: int, bring: Bring, ranges: str, said: str
) -> None:
    (number,) = bring("购销合同.pdf")
    with pytest.raises(BadInput, match=said) as refused:
        making.split(desk, case_id, number, ranges)
    assert [p.field for p in refused.value.problems] == ["ranges"]
    assert desk.files.leftovers() == []


def test_ranges_as_people_write_them() -> None:
    assert page_ranges("1－3 5至6;8-", 9) == [(1, 3), (5, 6), (8, 9)]


def test_pdfs_are_put_together_in_the_order_given(
    desk: Desk, case_id: int, bring: Bring, outside: Path
) -> None:
    from tests.services.attachments.conftest import pdf

    pdf(outside / "附件.pdf", 2)
    first, second = bring("购销合同.pdf", "附件.pdf")
    made = making.merged(desk, case_id, [second, first], "合同及附件")
    attach(desk, case_id, (made,))
    found = stored_attachment(desk, case_id, second + 1)
    assert (found.name, found.pages) == ("合同及附件.pdf", 7)
    assert widths(found.path.read_bytes()) == [1, 2, 1, 2, 3, 4, 5]


def test_what_cannot_be_put_together(
    desk: Desk, case_id: int, bring: Bring, outside: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (outside / "坏.pdf").write_bytes(b"%PDF-1.7\nbroken")
    good, photo, broken = bring("购销合同.pdf", "现场1.jpg", "坏.pdf")
    for numbers, said in (
        ([good], "至少"), ([good, photo], "不是PDF"), ([good, broken], "打不开"),
        ([good, 999], "不在本案"),
    ):  # fmt: skip
        with pytest.raises(BadInput, match=said):
            making.merged(desk, case_id, numbers, "合并")
    with pytest.raises(BadInput, match="请写名称"):
        making.merged(desk, case_id, [good, good], " ")
    monkeypatch.setattr(pdfs, "MOST_MERGED", 10)
    with pytest.raises(BadInput, match="请分几次合并"):
        making.merged(desk, case_id, [good, good], "合并")
    assert desk.files.leftovers() == []


def test_a_broken_pdf_is_kept_all_the_same(
    desk: Desk, case_id: int, bring: Bring, outside: Path
) -> None:
    (outside / "坏.pdf").write_bytes(b"%PDF-1.7\nbroken")
    (outside / "坏.jpg").write_bytes(b"\xff\xd8\xff\xe0broken")
    bring("坏.pdf", "坏.jpg")
    assert [o.pages for o in attachments(desk, case_id).lines] == [0, 0]
    with pytest.raises(BadInput, match="不能拆分"):
        making.split(desk, case_id, 1, "1")


def top(page: Image.Image) -> str:
    """Return on which side the red edge of a picture of `picture` is."""
    width, height = page.size
    sides = {"top": (width // 2, 2), "right": (width - 3, height // 2),
             "bottom": (width // 2, height - 3), "left": (2, height // 2)}  # fmt: skip
    red = [name for name, at in sides.items() if _red(page, at)]
    assert len(red) == 1, red
    return red[0]


def _red(page: Image.Image, at: tuple[int, int]) -> bool:
    found = page.getpixel(at)
    assert isinstance(found, tuple)
    return found[0] > 200 and found[1] < 80 and found[2] < 80


@pytest.mark.parametrize(
    ("orientation", "turned", "side"),
    [(1, 0, "top"), (6, 0, "right"), (3, 0, "bottom"), (8, 0, "left"), (1, 90, "right"),
     (6, 90, "bottom"), (6, 270, "top")],
)  # fmt: skip
def test_pictures_are_upright_as_the_camera_said_then_as_turned(
    tmp_path: Path, orientation: int, turned: int, side: str
) -> None:
    picture(tmp_path / "a.jpg", (400, 300), "navy", orientation)
    found = pictures.upright(tmp_path / "a.jpg", 0, turned, (200, 200))
    assert top(found) == side and max(found.size) <= 200
    assert (found.width > found.height) == (side in ("top", "bottom"))


def test_what_shows_through_is_white(tmp_path: Path) -> None:
    Image.new("RGBA", (40, 40), (0, 0, 0, 0)).save(tmp_path / "a.png")
    assert pictures.upright(tmp_path / "a.png", 0, 0, (40, 40)).getpixel((5, 5)) == (255,) * 3


def test_a_fax_has_many_pages(tmp_path: Path) -> None:
    pages = [Image.new("1", (100, 140), n % 2) for n in range(3)]
    pages[0].save(tmp_path / "a.tif", save_all=True, append_images=pages[1:])
    assert pictures.frames(tmp_path / "a.tif") == 3
    shades = [
        pictures.upright(tmp_path / "a.tif", n, 0, (50, 50)).getpixel((9, 9)) for n in range(3)
    ]
    assert shades == [(0, 0, 0), (255, 255, 255), (0, 0, 0)]


def test_a_picture_with_too_many_pixels_is_not_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "MOST_PIXELS", 1000)
    picture(tmp_path / "a.png", (400, 300), "navy")
    with pytest.raises(BadInput, match="400×300个点，太大"):
        pictures.upright(tmp_path / "a.png", 0, 0, (50, 50))


def test_photos_are_laid_on_a4(desk: Desk, case_id: int, bring: Bring, outside: Path) -> None:
    for number in range(3, 8):
        picture(outside / f"现场{number}.jpg", (40 * number, 90), "teal")
    names = ["现场1.jpg", "现场2.png", *(f"现场{n}.jpg" for n in range(3, 8))]
    numbers = bring(*names)
    turn_attachments(desk, case_id, (numbers[0],), 90)
    steps: list[tuple[int, int]] = []

    def progress(done: int, total: int) -> bool:
        steps.append((done, total))
        return True

    made = making.photo_sheet(desk, case_id, numbers, "现场照片", 4, progress)
    attach(desk, case_id, (made,))
    found = stored_attachment(desk, case_id, numbers[-1] + 1)
    assert (found.name, found.pages, steps[-1]) == ("现场照片.pdf", 2, (7, 7))
    read = PdfReader(io.BytesIO(found.path.read_bytes()))
    text = [page.extract_text() for page in read.pages]
    assert "现场照片" in text[0] and "1．现场1" in text[0] and "7．现场7" in text[1]
    assert [len(page.images) for page in read.pages] == [4, 3]
    assert {(round(p.mediabox.width), round(p.mediabox.height)) for p in read.pages} == {(595, 842)}
    fonts = str([page.get("/Resources") for page in read.pages])
    assert "Helvetica" not in fonts
    with pypdfium2.PdfDocument(found.path) as document:
        drawn = document[0].render(scale=1.0).to_pil()
    assert drawn.size[0] == 596 or drawn.size[0] == 595
    assert verify(desk) == []


def test_photos_that_cannot_be_laid(desk: Desk, case_id: int, bring: Bring, outside: Path) -> None:
    (outside / "坏.jpg").write_bytes(b"\xff\xd8\xff\xe0broken")
    photo, contract, broken = bring("现场1.jpg", "购销合同.pdf", "坏.jpg")
    for numbers, title, each, said in (
        ([], "照片", 2, "1到"), ([photo], "照片", 3, "每页只能"), ([photo], "", 2, "请写名称"),
        ([contract], "照片", 2, "不是图片"), ([broken], "照片", 2, "打不开"),
    ):  # fmt: skip
        with pytest.raises(BadInput, match=said):
            making.photo_sheet(desk, case_id, numbers, title, each, on)
    with pytest.raises(making.Cancelled):
        making.photo_sheet(desk, case_id, [photo], "照片", 1, lambda *_: False)
    assert desk.files.leftovers() == []


def test_a_long_caption_keeps_to_its_place(
    desk: Desk, case_id: int, bring: Bring, outside: Path
) -> None:
    from models.services.attachments.attaching import Description, describe_attachments

    (number,) = bring("现场1.jpg")
    title = "被请求人仓库内堆放的被控侵权产品外包装及铭牌" * 8
    describe_attachments(desk, case_id, (number,), Description(title=title))
    made = making.photo_sheet(desk, case_id, [number, number], "照片", 4, on)
    text = PdfReader(incoming.place_of(desk.files, made.staged)).pages[0].extract_text()
    assert text.count("…") == 2 and "被请求人仓库" in text
    making.discard(desk, [made])
    assert desk.files.leftovers() == []


def test_nothing_is_made_of_what_was_changed_on_disk(
    desk: Desk, case_id: int, bring: Bring
) -> None:
    (number,) = bring("购销合同.pdf")
    path = stored_attachment(desk, case_id, number).path
    path.write_bytes(b"%PDF-1.4 other")
    with pytest.raises(StorageError, match="大小与登记不符"):
        making.split(desk, case_id, number, "1")
