"""Numbers that identify: patent number (ZC 0006), 统一社会信用代码, 身份证, phone, postcode.

A wrong check digit is a warning with the right digit named, never a refusal: people copy numbers
from worn papers, and the clerk compares them with the certificate.
"""

import re
from dataclasses import dataclass
from datetime import date

from stdnum.cn import ric as _ric
from stdnum.cn import uscc as _uscc

from models.rules.folding import code as compact
from models.rules.folding import half_width, hyphens

PATENT_KIND_OF_DIGIT = {
    "1": "invention",
    "2": "utility_model",
    "3": "design",
    "8": "invention",
    "9": "utility_model",
}
_PATENT_WEIGHTS = (2, 3, 4, 5, 6, 7, 8, 9)
_USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@dataclass(frozen=True)
class NumberCheck:
    """A number as it will be kept: `problem` refuses it, `warnings` only ask to look again."""

    value: str
    problem: str = ""
    warnings: tuple[str, ...] = ()
    suggestion: str = ""


@dataclass(frozen=True)
class PatentNumber(NumberCheck):
    """A patent number "201919800137.5"; `kind` and `year` as its digits say ("" / None unknown)."""

    kind: str = ""
    year: int | None = None


def patent_check_digit(digits: str) -> str:
    """Return the check digit of 8 or 12 digits (ZC 0006-2003); remainder 10 is X."""
    weights = (_PATENT_WEIGHTS * 2)[: len(digits)]
    rest = sum(int(d) * w for d, w in zip(digits, weights, strict=True)) % 11
    return "X" if rest == 10 else str(rest)


def patent_code(text: str) -> str:
    """Return what counts of a patent number however it is written: digits, dot, check digit."""
    plain = compact(text).replace("。", ".")
    return re.sub(r"^(专利|申请)?(号码?)?[:.]?(ZL|CN)?|号$", "", plain)


def same_patent_digits(text: str) -> str:
    """Return the digits that two numbers of one patent share: those before the check digit."""
    match = re.match(r"\d{12}|\d{8}", patent_code(text), re.ASCII)
    return match[0] if match else patent_code(text)


def read_patent_number(text: str) -> PatentNumber:
    """Read a patent number typed with or without ZL, blanks, dot, full-width digits."""
    typed = patent_code(text)
    if re.fullmatch(r"\d{7,9}[ABCUSY]\d?", typed, re.ASCII):
        return PatentNumber(text.strip(), "这像是公开（公告）号，请填写专利号（12位数字加校验位）")
    match = re.fullmatch(r"(\d{12}|\d{8})(?:\.?([0-9X]))?", typed, re.ASCII)
    if match is None:
        return PatentNumber(
            text.strip(), "专利号应为12位（2003年10月前为8位）数字，加小数点和1位校验位"
        )
    digits, given = match[1], match[2]
    right = patent_check_digit(digits)
    suggestion = f"{digits}.{right}"
    kind, year, warnings = _patent_facts(digits)
    if given is None:
        warnings.append(f"没有写校验位，按算法应为{suggestion}，请与专利证书核对")
    elif given != right:
        warnings.append(
            f"校验位不符：写的是{given}，按算法应为{right}（{suggestion}），请与专利证书核对"
        )
    value = digits if given is None else f"{digits}.{given}"
    return PatentNumber(value, "", tuple(warnings), suggestion, kind, year)


def _patent_facts(digits: str) -> tuple[str, int | None, list[str]]:
    """Return kind, year of filing and warnings of the digits without the check digit."""
    warnings: list[str] = []
    if len(digits) == 12:
        year, mark = int(digits[:4]), digits[4]
        if not 2003 <= year <= 2199:
            warnings.append(f"前四位{year}不像申请年份，请与专利证书核对")
    else:
        short = int(digits[:2])
        year, mark = (1900 if short >= 85 else 2000) + short, digits[2]
        if not 1985 <= year <= 2003:
            warnings.append(f"前两位{digits[:2]}不像申请年份，请与专利证书核对")
    kind = PATENT_KIND_OF_DIGIT.get(mark, "")
    if not kind:
        warnings.append(
            f"种类号{mark}不认识（1、8发明，2、9实用新型，3外观设计），请与专利证书核对"
        )
    return kind, year, warnings


def check_uscc(text: str) -> NumberCheck:
    """Check a 统一社会信用代码 (GB 32100-2015): 18 characters, alphabet, check digit."""
    code = compact(text)
    if len(code) != 18:
        return NumberCheck(code, f"统一社会信用代码应为18位，现在是{len(code)}位")
    wrong = sorted({c for c in code if c not in _USCC_ALPHABET})
    if wrong:
        return NumberCheck(
            code, f"统一社会信用代码里不会有“{'、'.join(wrong)}”（不用I、O、Z、S、V）"
        )
    if not code[2:8].isdigit():
        return NumberCheck(code, "统一社会信用代码第3至8位是行政区划，应为数字")
    right = str(_uscc.calc_check_digit(code[:-1]))
    if right == code[-1]:
        return NumberCheck(code)
    suggestion = code[:-1] + right
    text_ = f"校验位不符：末位写的是{code[-1]}，按前17位应为{right}，请与执照核对"
    return NumberCheck(code, "", (text_,), suggestion)


OLDEST = 130  # years
_EARLIEST = 1880  # of anybody whose number an office may see, whatever the day


def _birth_problem(digits: str, today: date | None) -> str:
    """Say what is wrong with a birthday of eight digits, or return ""."""
    try:
        born = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return "不是出生日期"
    if today is not None and born > today:
        return "晚于今天"
    if born.year < (today.year - OLDEST if today else _EARLIEST):
        return "太早"
    return ""


def check_ric(text: str, today: date | None = None) -> NumberCheck:
    """Check a 身份证 number (GB 11643-1999): length, date of birth, check digit; no area table."""
    code = compact(text)
    if re.fullmatch(r"\d{15}", code, re.ASCII):
        return NumberCheck(code, "", ("这是15位旧身份证号，请核对现用证件的18位号码",))
    if not re.fullmatch(r"\d{17}[0-9X]", code, re.ASCII):
        return NumberCheck(code, f"身份证号码应为18位数字（末位可为X），现在是{len(code)}位")
    warnings: list[str] = []
    if wrong := _birth_problem(code[6:14], today):
        warnings.append(f"第7至14位{code[6:14]}{wrong}，请与证件核对")
    right = _ric.calc_check_digit(code)
    if right != code[-1]:
        warnings.append(f"校验位不符：末位写的是{code[-1]}，按前17位应为{right}，请与证件核对")
        return NumberCheck(code, "", tuple(warnings), code[:-1] + right)
    return NumberCheck(code, "", tuple(warnings))


def check_id(id_type: str, text: str, today: date | None = None) -> NumberCheck:
    """Check an identity number of any type; types without a public rule are kept as typed."""
    if id_type == "uscc":
        return check_uscc(text)
    if id_type == "ric":
        return check_ric(text, today)
    return NumberCheck(half_width(text).strip())


def check_phone(text: str) -> NumberCheck:
    """Hint when a phone number looks incomplete; foreign numbers start with +."""
    plain = hyphens(re.sub(r"[\s()]", "", half_width(text)))
    body = r"(1\d{10}|(0\d{2,3}-?)?\d{7,8}(-\d{1,6})?|[48]00-?\d{3}-?\d{4}|\+[\d-]{7,20}|1\d{4})"
    if re.fullmatch(rf"{body}([、,;/]{body})*", plain, re.ASCII):
        return NumberCheck(plain)
    return NumberCheck(plain, "", ("电话不像手机号（11位）或固定电话（区号-号码），请核对",))


def check_postcode(text: str) -> NumberCheck:
    """Hint when a mainland postcode is not six digits."""
    plain = compact(text)
    if re.fullmatch(r"\d{6}", plain, re.ASCII):
        return NumberCheck(plain)
    return NumberCheck(plain, "", ("邮政编码应为6位数字，请核对",))


def mask_id(number: str) -> str:
    """Hide the middle eight characters of an identity number (all but two of a short one)."""
    if len(number) <= 10:
        return number[:1] + "*" * max(len(number) - 2, 0) + number[-1:] if number else ""
    start = (len(number) - 8 + 1) // 2 if len(number) != 18 else 6
    return number[:start] + "*" * 8 + number[start + 8 :]
