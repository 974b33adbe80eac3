"""Decisions made by chance, with personal data planted in them: where each stands is known."""

from dataclasses import dataclass, field
from random import Random

from models.rules.redaction.model import Datum, Known

FULL = str.maketrans("0123456789XABCDEGH-@", "０１２３４５６７８９ＸＡＢＣＤＥＧＨ－＠")
SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹"
GIVEN = "强敏静伟芳娜秀英丽军杰涛明超勇艳娟磊洋霞平刚桂兰建国志华梅雪琴晓宇"
COUNTIES = (
    "山西省禾川县",
    "浙江省嘉兴市南湖区",
    "四川省成都市双流区",
    "河北省石家庄市长安区",
    "禾川县",
)
TOWNS = ("城关镇", "青石镇", "南坪乡", "云岭街道", "")
STREETS = ("解放路", "人民南路", "建设大街", "朝阳巷", "永安胡同", "滨河大道")
FIRMS = ("禾川县钰禾丰节水器材有限公司", "嘉兴青筐里塑业有限公司", "成都喷灌科技股份有限公司")

# What no decision may lose: nothing in it is a personal datum.
PROSE = (
    "请求人{firm}，住所地山西省禾川县工业园区创业路8号，统一社会信用代码91141099MAYYY0021C。",
    "请求人于2026年3月2日就上述纠纷向本局提出处理请求，本局于2026年3月5日立案，并依法组成合议组进行审理。",
    "“一种可折叠灌溉喷头装置”发明专利（专利号ZL201919800137.5）申请日为2019年5月6日，授权公告日为2021年8月10日。",
    "权利要求1记载：一种可折叠灌溉喷头装置，包括底座（1）、支臂（2）和喷头（3），其特征在于，支臂长度为120至350毫米。",
    "2026年4月1日，公证人员到禾川县解放路12号的{firm}经营部购买被控侵权产品一件，价款128元，取得收据一张（编号00123456）。",
    "被请求人辩称，其产品采用现有技术，对比文件为CN201520123456U，公开日为2015年11月18日，与涉案专利相应的技术特征相同。",
    "本局认为，被控侵权产品的技术特征与权利要求1记载的全部技术特征相同，落入涉案专利权的保护范围，构成侵权。",
    "综上，依照《中华人民共和国专利法》第十一条第一款、《专利纠纷行政裁决和调解办法》第三十一条的规定，裁决如下：",
    "一、责令被请求人{firm}立即停止制造、销售侵犯ZL201919800137.5号专利权的产品，销毁专用模具2套。",
    "国家知识产权局于2025年10月9日作出第561234号无效宣告请求审查决定，维持专利权有效，评价报告编号2025A000123。",
    "证据3为（2026）晋禾证字第0215号公证书，证据4为中国邮政EMS单号1098765432109的签收记录，共12页。",
    "口头审理于2026年4月20日9时在本局审理庭进行，双方当事人均到庭，对证据1至证据6进行了质证，并发表了辩论意见。",
    "被请求人的生产车间位于禾川县工业园区创业路8号{firm}院内，现场有注塑机3台，2026年产量15万件，库存1200件。",
    "经比对，二者的区别仅在于弹簧的位置不同，属于以基本相同的手段，实现基本相同的功能，达到基本相同的效果。",
)  # fmt: skip


@dataclass
class Decision:
    """Pieces of a text with what was planted: piece, place, text; `own` are rows of the case."""

    pieces: list[str] = field(default_factory=list)
    planted: list[tuple[int, int, int]] = field(default_factory=list)
    own: list[Datum] = field(default_factory=list)

    def known(self) -> Known:
        """Return what the case would know."""
        return Known(tuple(self.own), (*FIRMS, "山西省禾川县工业园区创业路8号"))


def decision(seed: int) -> Decision:
    """Return a decision of about forty paragraphs."""
    chance, made = Random(seed), Decision()
    for _ in range(chance.randint(30, 45)):
        if chance.random() < 0.3:
            _plant(chance, made)
        else:
            made.pieces.append(chance.choice(PROSE).format(firm=chance.choice(FIRMS)))
    return made


def _plant(chance: Random, made: Decision) -> None:
    words = chance.choice(SENTENCES)
    text, piece = "", len(made.pieces)
    for n, part in enumerate(words.split("|")):
        if n % 2 == 0:
            text += part.format(firm=chance.choice(FIRMS))
            continue
        kind, _, own = part.partition("!")
        datum = MAKERS[kind](chance)
        if own:
            made.own.append(Datum(own, datum))
        shown = widened(chance, datum) if kind in SPACED else datum
        made.planted.append((piece, len(text), len(text) + len(shown)))
        text += shown
    made.pieces.append(text)


def widened(chance: Random, text: str) -> str:
    """Return a number as people type it: full width, with blanks or hyphens between."""
    match chance.randrange(5):
        case 0:
            return text.translate(FULL)
        case 1:
            cut = chance.randint(3, len(text) - 3)
            return text[:cut] + chance.choice((" ", "-", "\u3000", "\u2009")) + text[cut:]
        case 2:
            return " ".join(text[n : n + 4] for n in range(0, len(text), 4))
        case 3:
            return " ".join(text)
        case _:
            return text


def digits(chance: Random, count: int) -> str:
    """Return so many digits."""
    return "".join(chance.choice("0123456789") for _ in range(count))


def name(chance: Random) -> str:
    """Return a name of two or three characters."""
    return chance.choice(SURNAMES) + "".join(chance.sample(GIVEN, chance.randint(1, 2)))


def id_number(chance: Random) -> str:
    """Return a number of eighteen digits, sometimes of fifteen."""
    born = f"{chance.randint(1950, 2015)}{chance.randint(1, 12):02}{chance.randint(1, 28):02}"
    region = chance.choice(("141002", "330402", "510122", "810000", "659001"))
    if chance.random() < 0.2:
        return region + born[2:] + digits(chance, 3)
    return region + born + digits(chance, 3) + chance.choice("0123456789X")


def address(chance: Random) -> str:
    """Return where a natural person lives."""
    begin = chance.choice(COUNTIES) + chance.choice(TOWNS)
    end = (
        f"{chance.choice(STREETS)}{chance.randint(1, 300)}号",
        f"{chance.choice(STREETS)}{chance.randint(1, 300)}号院{chance.randint(1, 9)}栋"
        f"{chance.randint(1, 4)}单元{chance.randint(101, 2602)}室",
        f"{chance.choice(STREETS)}{chance.randint(1, 900)}弄{chance.randint(1, 50)}号"
        f"{chance.randint(101, 999)}室",
        f"上河村{chance.randint(1, 12)}组{chance.randint(1, 99)}号",
        "柳树庄村",
        f"阳光花园{chance.randint(1, 20)}幢{chance.randint(101, 999)}室",
    )
    return begin + chance.choice(end)


def birth(chance: Random) -> str:
    """Return a day of birth as prose writes it."""
    year, month, on = chance.randint(1950, 2018), chance.randint(1, 12), chance.randint(1, 28)
    return chance.choice(
        (f"{year}年{month}月{on}日", f"{year}-{month:02}-{on:02}", f"{year}年{month}月")
    )


def plate(chance: Random) -> str:
    """Return the number of a car."""
    return f"晋{chance.choice('ABCM')}{chance.choice(('·', '', ' '))}{digits(chance, 5)}"


def permit(chance: Random) -> str:
    """Return a passport or a permit of Hongkong and Macao."""
    return chance.choice(("E", "G", "H", "M")) + digits(chance, 8)


MAKERS = {
    "name": name,
    "id": id_number,
    "mobile": lambda c: f"1{c.choice('3578')}{digits(c, 9)}",
    "landline": lambda c: f"0{c.choice(('357', '573', '28'))}-{c.choice('2358')}{digits(c, 6)}",
    "email": lambda c: f"{c.choice(('wang.q', 'li_88', 'z-20'))}{digits(c, 2)}@163.com",
    "wechat": lambda c: f"wx{digits(c, 6)}",
    "qq": lambda c: f"{c.randint(1, 9)}{digits(c, c.randint(5, 10))}",
    "account": lambda c: f"62{digits(c, c.randint(14, 17))}",
    "long_account": lambda c: digits(c, c.randint(12, 20)),
    "plate": plate,
    "address": address,
    "birth": birth,
    "permit": permit,
    "secret": lambda c: f"〖{c.choice(('甲料三成、乙料七成', '注塑温度二百一十度'))}〗",
}  # fmt: skip
SPACED = ("id", "mobile", "account")
# Between the bars what is planted; behind ! the kind of the row of the case that has it.
SENTENCES = (
    "请求人：|name!agent|的公民身份号码为|id!id_number|，联系电话|mobile!phone|。",
    "被请求人系自然人，男，|birth|出生，汉族，住|address|，公民身份号码|id|。",
    "证人|name|（公民身份号码|id|）出庭称，其曾在{firm}任职。",
    "证人|name|、|name|陈述，二人均系被请求人的员工。",
    "货款汇入案外人|name|的银行账户，账号为|account|，有转账凭证为证。",
    "收款账号：|long_account|，开户行为禾川县农村信用社。",
    "双方通过微信（微信号：|wechat|）和QQ|qq|联系，手机号|mobile|。",
    "产品由|plate|号货车运走，司机电话为|landline|。",
    "被请求人的住址为|address!address|，邮箱|email|。",
    "其户籍地为|address|，现住|address|。",
    "委托代理人：|name|，山西某某律师事务所律师。",
    "其子|name|（未成年人，|birth|出生）曾在场。",
    "香港居民持|permit|号通行证入境，参加了展会。",
    "该配方为|secret|，请求人主张保密。",
    "购买人用尾号不明的卡|account|付款，收货地为|address|，电话|mobile|。",
    "家住|address|的|mobile|号机主称见过该产品。",
)  # fmt: skip
