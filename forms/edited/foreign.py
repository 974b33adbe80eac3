"""What a word processor may put into a text and no paper can hold, as a person is told of it."""

_TRACKED = "有没有处理的修订，请先全部接受或者拒绝，再保存"
_COMMENT = "有批注，请先删除批注，再保存"
_NOTE = "有脚注或者尾注，文书里不能用"
_PICTURE = "有图片、图形或者文本框，文书里不能用"
_FIELD = "有域（自动日期、编号、目录一类），请改成普通文字"
_CONTROL = "有内容控件，请改成普通文字"
_BREAK = "有段内换行（Shift+回车），请改成一段"

OTHER = "有文书里不能用的内容，请只保留文字"
FOREIGN = {
    **dict.fromkeys(("ins", "del", "moveFrom", "moveTo", "moveFromRangeStart",
                     "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd",
                     "cellIns", "cellDel"), _TRACKED),
    **dict.fromkeys(("commentRangeStart", "commentRangeEnd", "commentReference",
                     "annotationRef"), _COMMENT),
    **dict.fromkeys(("footnoteReference", "endnoteReference", "footnoteRef", "endnoteRef"), _NOTE),
    **dict.fromkeys(("drawing", "pict", "object", "AlternateContent"), _PICTURE),
    **dict.fromkeys(("oMath", "oMathPara"), "有公式，文书里不能用"),
    **dict.fromkeys(("fldSimple", "fldChar", "instrText"), _FIELD),
    **dict.fromkeys(("br", "cr"), _BREAK),
    "sdt": _CONTROL,
    "sym": "有符号字体的字符，请改成普通字符",
    "tbl": "表格里又有表格，文书里不能用",
}  # fmt: skip
