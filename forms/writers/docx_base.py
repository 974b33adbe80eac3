"""The unchanging parts of a DOCX file, made once per layout: styles, fonts, settings."""

from __future__ import annotations

from functools import cache

from forms.layout.style import Sheet, load_style
from forms.writers.docx_xml import HEAD, NS, fonts_xml, twips

# Said in Normal, not in the defaults: LibreOffice reads some of it only there.
_OFF_GRID = '<w:snapToGrid w:val="0"/>'
_PLAIN = '<w:spacing w:val="0"/>'
_CHINESE = (
    '<w:widowControl/><w:kinsoku/><w:overflowPunct w:val="0"/><w:autoSpaceDE/><w:autoSpaceDN/>'
)


@cache
def base_parts(layout: str) -> dict[str, bytes]:
    """Return part name -> bytes of styles, font table and settings for a layout."""
    sheet = load_style().sheet(layout)
    parts = {
        "word/styles.xml": _styles(sheet),
        "word/fontTable.xml": _font_table(),
        "word/settings.xml": _settings(),
    }
    return {name: (HEAD + text).encode("utf-8") for name, text in parts.items()}


def _size(points: float) -> str:
    return f'<w:sz w:val="{round(points * 2)}"/><w:szCs w:val="{round(points * 2)}"/>'


def _tight(sheet: Sheet) -> str:
    """Character spacing that makes 28 characters fill a line."""
    # The grid of sectPr says the same to Word; LibreOffice gives a 16-pt character two cells of
    # 15.79 pt, so the paragraphs stay off the grid and carry its measures themselves.
    step = int((sheet.char - sheet.size) * 20 - 0.9) if sheet.on_grid else 0
    return f'<w:spacing w:val="{step}"/>' if step else ""


def exact(points: float) -> str:
    """Exact line spacing: the same page in every program, whatever font takes its place."""
    # Rounded down: 22 lines rounded up would be higher than the text area.
    return f'<w:spacing w:before="0" w:after="0" w:line="{int(points * 20)}" w:lineRule="exact"/>'


def _style(
    name: str, title: str, ppr: str = "", rpr: str = "", based: str = "Normal", extra: str = ""
) -> str:
    parent = f'<w:basedOn w:val="{based}"/>' if based else ""
    default = ' w:default="1"' if name == "Normal" else ""
    return (
        f'<w:style w:type="paragraph"{default} w:styleId="{name}"><w:name w:val="{title}"/>'
        f"{parent}{extra}<w:qFormat/><w:pPr>{ppr}</w:pPr><w:rPr>{rpr}</w:rPr></w:style>"
    )


def _styles(sheet: Sheet) -> str:
    indent = f'<w:ind w:firstLineChars="200" w:firstLine="{twips(2 * sheet.char)}"/>'
    styles = [
        _style(
            "Normal",
            "Normal",
            f'{_CHINESE}{_OFF_GRID}{exact(sheet.line)}<w:jc w:val="both"/>',
            fonts_xml("fang") + _tight(sheet) + _size(sheet.size),
            based="",
        ),
        _style(
            "Title",
            "Title",
            f'<w:keepNext/>{exact(sheet.title_line)}<w:jc w:val="center"/>',
            fonts_xml("song") + _PLAIN + _size(sheet.title_size),
        ),
        _style(
            "Heading1",
            "heading 1",
            f'<w:keepNext/>{indent}<w:outlineLvl w:val="0"/>',
            fonts_xml("hei"),
        ),
        _style(
            "Heading2",
            "heading 2",
            f'<w:keepNext/>{indent}<w:outlineLvl w:val="1"/>',
            fonts_xml("kai"),
        ),
        _style("BodyText", "Body Text", indent),
        _style(
            "Note",
            "Note",
            exact(sheet.note_line),
            fonts_xml("kai") + _PLAIN + _size(sheet.note_size),
        ),
        _style(
            "Cell",
            "Cell",
            exact(sheet.grid_line),
            _PLAIN + _size(sheet.grid_size),
        ),
        _style("CellLabel", "Cell Label", '<w:jc w:val="center"/>', based="Cell"),
        _style("Header", "header", exact(12), _PLAIN + _size(9)),
        _style(
            "Footer",
            "footer",
            exact(sheet.footer_size * 1.5),
            _PLAIN + _size(sheet.footer_size),
        ),
    ]
    return (
        f"<w:styles {NS}>{_defaults(sheet)}{''.join(styles)}"
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:semiHidden/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
        '<w:name w:val="Normal Table"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
        "</w:tblPr></w:style></w:styles>"
    )


def _defaults(sheet: Sheet) -> str:
    return (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{fonts_xml('fang')}{_size(sheet.size)}"
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
    )


def _font_table() -> str:
    docx = load_style().docx
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{alt}"/><w:charset w:val="86"/>'
        '<w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>'
        for _role, name, alt in docx.names
    )
    latin = (
        f'<w:font w:name="{docx.latin}"><w:charset w:val="00"/><w:family w:val="roman"/>'
        '<w:pitch w:val="variable"/></w:font>'
    )
    return f"<w:fonts {NS}>{fonts}{latin}</w:fonts>"


def _settings() -> str:
    compat = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" '
        f'w:val="{value}"/>'
        for name, value in (
            ("compatibilityMode", 15),
            ("overrideTableStyleFontSizeAndJustification", 1),
            ("enableOpenTypeFeatures", 1),
            ("doNotFlipMirrorIndents", 1),
            ("differentiateMultirowTableHeaders", 1),
        )
    )
    return (
        f'<w:settings {NS}><w:zoom w:percent="100"/><w:bordersDoNotSurroundHeader/>'
        '<w:bordersDoNotSurroundFooter/><w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/>'
        '<w:drawingGridVerticalSpacing w:val="289"/>'
        '<w:characterSpacingControl w:val="compressPunctuation"/>'
        f"<w:compat><w:spaceForUL/><w:balanceSingleByteDoubleByteWidth/><w:ulTrailSpace/>"
        f"<w:useFELayout/>{compat}</w:compat>"
        '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/>'
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )
