"""The DOCX package around a document: relationships, properties, page feet, watermark, zip."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping

from forms.blocks import Footer, Paper
from forms.layout.style import DraftStyle, PracticeStyle, Sheet, Style
from forms.writers.docx_base import base_parts
from forms.writers.docx_xml import (
    HEAD,
    NS,
    VML_NS,
    escape,
    field,
    indent,
    paragraph,
    run,
    twips,
)

PRODUCER = "知裁台"
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PKG = "http://schemas.openxmlformats.org/package/2006"
_EPOCH = (1980, 1, 1, 0, 0, 0)


def section(paper: Paper, sheet: Sheet) -> str:
    """The page: A4, margins, header and footer references, the character grid of a letter."""
    bottom = sheet.page_height - sheet.bottom
    right = sheet.page_width - sheet.left - sheet.width
    foot = bottom - sheet.footer - sheet.footer_size * 1.5
    heads = ""
    if paper.draft or paper.practice:
        heads = (
            '<w:headerReference w:type="default" r:id="rIdH1"/>'
            '<w:headerReference w:type="even" r:id="rIdH2"/>'
        )
    grid = f'<w:docGrid w:linePitch="{int(sheet.line * 20)}"/>'
    if sheet.on_grid:
        space = round((sheet.char - sheet.size) * 4096)
        grid = (
            f'<w:docGrid w:type="linesAndChars" w:linePitch="{int(sheet.line * 20)}" '
            f'w:charSpace="{space}"/>'
        )
    return (
        f'<w:sectPr>{heads}<w:footerReference w:type="default" r:id="rIdF1"/>'
        '<w:footerReference w:type="even" r:id="rIdF2"/>'
        f'<w:pgSz w:w="{twips(sheet.page_width)}" w:h="{twips(sheet.page_height)}"/>'
        f'<w:pgMar w:top="{twips(sheet.top)}" w:right="{twips(right)}" w:bottom="{twips(bottom)}" '
        f'w:left="{twips(sheet.left)}" w:header="851" w:footer="{max(400, twips(foot))}" '
        f'w:gutter="0"/><w:cols w:space="425"/>{grid}</w:sectPr>'
    )


def pack(paper: Paper, document: str, sheet: Sheet, style: Style) -> bytes:
    """Return the zip: parts in fixed order with fixed times, so equal papers are equal bytes."""
    parts: dict[str, bytes] = {"[Content_Types].xml": b"", "_rels/.rels": _root_rels()}
    parts["word/document.xml"] = document.encode("utf-8")
    parts.update(base_parts(paper.layout))
    extra = _feet(paper.footer, sheet)
    mark = style.mark(draft=paper.draft, practice=paper.practice)
    if mark:
        practice = style.practice if paper.practice else None
        extra |= _heads(mark, practice, style.docx.name("hei"))
    parts |= {f"word/{name}.xml": text for name, text in extra.items()}
    parts["word/_rels/document.xml.rels"] = _document_rels(extra)
    parts["docProps/core.xml"] = _core(paper)
    parts["docProps/app.xml"] = _app()
    parts["docProps/custom.xml"] = _custom(paper)
    parts["[Content_Types].xml"] = _content_types(extra)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, data in parts.items():
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            archive.writestr(info, data)
    return buffer.getvalue()


def _feet(footer: Footer, sheet: Sheet) -> dict[str, bytes]:
    made: dict[str, bytes] = {}
    for name, odd in (("footer1", True), ("footer2", False)):
        if footer.kind == "dash":
            side = "right" if odd else "left"
            inset = indent(**{side: sheet.footer_size})
            props = f'{inset}<w:jc w:val="{side}"/>'
            body = paragraph(run("— ") + field("PAGE") + run(" —"), "Footer", props)
        else:
            numbers = run("第 ") + field("PAGE") + run(" 页　共 ") + field("NUMPAGES") + run(" 页")
            body = _sign_line(footer, sheet)
            body += paragraph(numbers, "Footer", '<w:jc w:val="center"/>')
        made[name] = f"{HEAD}<w:ftr {NS}>{body}</w:ftr>".encode()
    return made


def _sign_line(footer: Footer, sheet: Sheet) -> str:
    if not footer.sign_line:
        return ""
    stop = twips(sheet.width * 0.7)
    tabs = f'<w:tabs><w:tab w:val="left" w:leader="underscore" w:pos="{stop}"/></w:tabs>'
    spacing = '<w:spacing w:before="0" w:after="200" w:line="360" w:lineRule="exact"/>'
    text = run(footer.sign_line, size=sheet.size) + "<w:r><w:tab/></w:r>"
    date = run("　　　年　　月　　日", size=sheet.size)
    return paragraph(text + date, "Footer", f"{tabs}{spacing}")


def _heads(mark: DraftStyle, practice: PracticeStyle | None, font: str) -> dict[str, bytes]:
    """The watermark as VML word art: Word, WPS and LibreOffice all draw it."""
    shape_type = (
        '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" '
        'path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/>'
        '<v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/>'
        '<v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/>'
        '<v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/>'
        '<v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/>'
        '<v:f eqn="sum @6 0 @5"/></v:formulas><v:path textpathok="t" o:connecttype="custom" '
        'o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" o:connectangles="270,180,90,0"/>'
        '<v:textpath on="t" fitshape="t"/></v:shapetype>'
    )
    width, height = round(mark.size * len(mark.text)), round(mark.size)
    tone = f"#{round(mark.grey * 255):02x}" + f"{round(mark.grey * 255):02x}" * 2
    words = run(practice.head, "hei", size=practice.head_size) if practice else ""
    props = '<w:jc w:val="center"/>' if practice else ""
    made: dict[str, bytes] = {}
    for number in (1, 2):
        shape = (
            f'<v:shape id="PowerPlusWaterMarkObject{number}" o:spid="_x0000_s205{number}" '
            'type="#_x0000_t136" style="position:absolute;margin-left:0;margin-top:0;'
            f"width:{width}pt;height:{height}pt;rotation:315;z-index:-251658752;"
            "mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
            'mso-position-vertical:center;mso-position-vertical-relative:margin" '
            f'o:allowincell="f" fillcolor="{tone}" stroked="f">'
            f'<v:textpath style="font-family:&quot;{font}&quot;;font-size:1pt" '
            f'string="{escape(mark.text)}"/></v:shape>'
        )
        pict = f"<w:r><w:rPr><w:noProof/></w:rPr><w:pict>{shape_type}{shape}</w:pict></w:r>"
        body = paragraph(pict + words, "Header", props)
        made[f"header{number}"] = f"{HEAD}<w:hdr {NS} {VML_NS}>{body}</w:hdr>".encode()
    return made


def _root_rels() -> bytes:
    rels = (
        (f"{_REL}/officeDocument", "word/document.xml"),
        (f"{_PKG}/relationships/metadata/core-properties", "docProps/core.xml"),
        (f"{_REL}/extended-properties", "docProps/app.xml"),
        (f"{_REL}/custom-properties", "docProps/custom.xml"),
    )
    return _rels((f"rId{n}", kind, target) for n, (kind, target) in enumerate(rels, 1))


def _document_rels(extra: Mapping[str, bytes]) -> bytes:
    rels = [
        ("rId1", f"{_REL}/styles", "styles.xml"),
        ("rId2", f"{_REL}/settings", "settings.xml"),
        ("rId3", f"{_REL}/fontTable", "fontTable.xml"),
    ]
    for name in extra:
        letter = "F" if name.startswith("footer") else "H"
        rels.append((f"rId{letter}{name[-1]}", f"{_REL}/{name[:-1]}", f"{name}.xml"))
    return _rels(rels)


def _rels(rels: Iterable[tuple[str, str, str]]) -> bytes:
    lines = "".join(
        f'<Relationship Id="{rid}" Type="{kind}" Target="{target}"/>' for rid, kind, target in rels
    )
    return f'{HEAD}<Relationships xmlns="{_PKG}/relationships">{lines}</Relationships>'.encode()


def _content_types(extra: Mapping[str, bytes]) -> bytes:
    parts = [
        ("word/document.xml", f"{_TYPES}.document.main+xml"),
        ("word/styles.xml", f"{_TYPES}.styles+xml"),
        ("word/settings.xml", f"{_TYPES}.settings+xml"),
        ("word/fontTable.xml", f"{_TYPES}.fontTable+xml"),
        *((f"word/{name}.xml", f"{_TYPES}.{name[:-1]}+xml") for name in extra),
        ("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
        (
            "docProps/app.xml",
            "application/vnd.openxmlformats-officedocument.extended-properties+xml",
        ),
        (
            "docProps/custom.xml",
            "application/vnd.openxmlformats-officedocument.custom-properties+xml",
        ),
    ]
    lines = "".join(f'<Override PartName="/{n}" ContentType="{t}"/>' for n, t in parts)
    return (
        f'{HEAD}<Types xmlns="{_PKG}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{lines}</Types>'
    ).encode()


def _core(paper: Paper) -> bytes:
    meta = dict(paper.meta)
    dated = ""
    if meta.get("date"):
        stamp = f"{escape(meta['date'])}T00:00:00Z"
        dated = "".join(
            f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{stamp}</dcterms:{name}>'
            for name in ("created", "modified")
        )
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="{_PKG}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(paper.title)}</dc:title>"
        f"<dc:subject>{escape(paper.form_id)} v{paper.version}</dc:subject>"
        f"<dc:creator>{escape(meta.get('issuer', PRODUCER))}</dc:creator>"
        f"<cp:lastModifiedBy>{PRODUCER}</cp:lastModifiedBy>{dated}"
        "<dc:language>zh-CN</dc:language></cp:coreProperties>"
    ).encode()


def _app() -> bytes:
    space = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    return (
        f'{HEAD}<Properties xmlns="{space}"><Application>{PRODUCER}</Application></Properties>'
    ).encode()


def _custom(paper: Paper) -> bytes:
    values = {"form_id": paper.form_id, "form_version": str(paper.version), **dict(paper.meta)}
    values |= dict(paper.origin)
    lines = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{number}" '
        f'name="{escape(key)}"><vt:lpwstr>{escape(value)}</vt:lpwstr></property>'
        for number, (key, value) in enumerate(values.items(), 2)
    )
    base = "http://schemas.openxmlformats.org/officeDocument/2006"
    return (
        f'{HEAD}<Properties xmlns="{base}/custom-properties" xmlns:vt="{base}/docPropsVTypes">'
        f"{lines}</Properties>"
    ).encode()
