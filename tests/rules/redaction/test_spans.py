"""What is found as people write it, and what looks like it and stays."""

import pytest

import resources
from models import reference
from models.rules.problem import InputRefused
from models.rules.redaction.evening import evened, squeezed
from models.rules.redaction.masking import leaks, masked, proposals, unpaired
from models.rules.redaction.model import Datum, Known
from models.rules.redaction.reading import load_redaction

FOUND = (
    ("张某的身份证号码是１１０１０５１９９００３０７２３４Ｘ。", "11010519900307234X"),
    ("身份证：1101 0519 9003 0723 4X", "11010519900307234X"),
    ("身份证号1 1 0 1 0 5 1 9 9 0 0 3 0 7 2 3 4 X，", "11010519900307234X"),
    ("身份证110105-19900307-234x", "11010519900307234X"),
    ("身份证号码（110105 900307 234）", "110105900307234"),
    ("ID110105199003072341", "110105199003072341"),
    ("电话：+86 138-0013-8000", "13800138000"),
    ("联系电话13800138000转", "13800138000"),
    ("手机（138）00138000", "13800138000"),
    ("tel:(010)6470-1234", "01064701234"),
    ("座机０３５７－５５５０９０９", "03575550909"),
    ("电话8765 4321", "87654321"),
    ("邮箱：Zhang.San_1990@QQ.COM。", "Zhang.San_1990@QQ.COM"),
    ("邮箱ｚｓ＠１６３．ｃｏｍ", "zs@163.com"),
    ("微信zhangsan1990", "zhangsan1990"),
    ("微信号为 wxid_abc123", "wxid_abc123"),
    ("QQ：1234 56789", "123456789"),
    ("微信号13912345678", "13912345678"),
    ("开户行中国农业银行，账号：6228 4800 1234 5678 901", "6228480012345678901"),
    ("帐号 03-123401040001234", "03123401040001234"),
    ("银行卡尾号前的全号为６２１７００１２３４５６７８９０１２３", "6217001234567890123"),
    ("车牌号为京N·8K888的轿车", "京N8K888"),
    ("驾驶晋AD12345新能源车", "晋AD12345"),
    ("粤Z1234港", "粤Z1234港"),
    ("李明，男，1990年3月7日生", "1990年3月7日"),
    ("证人王芳没有到庭", "王芳"),
    ("证人王芳不同意", "王芳"),
    ("证人李小明未到庭", "李小明"),
    ("出生日期：1990-03-07", "1990-03-07"),
    ("生于1990.3.7", "1990.3.7"),
    ("１９９０年３月７日出生", "1990年3月7日"),
    ("出生年月1990年3月", "1990年3月"),
    ("护照号码G12345678", "G12345678"),
    ("持港澳居民来往内地通行证H0123456701", "H0123456701"),
    ("台湾居民来往大陆通行证：01234567", "01234567"),
    ("军官证号：军字第1234567号", "1234567"),
    ("住山东省济南市历下区泉城路123号2号楼3单元502室。", "泉城路123号2号楼3单元502室"),
    ("家庭住址:浙江省杭州市西湖区文三路 90 号 71 幢 203 室", "文三路90号71幢203室"),
    ("现居住在湖南省长沙市岳麓区麓山南路932号", "麓山南路932号"),
    ("户籍所在地河南省信阳市固始县张老埠乡李营村大塘组", "李营村大塘组"),
    ("住内蒙古自治区呼和浩特市赛罕区昭乌达路70号院", "昭乌达路70号院"),
    ("住上海市静安区延安中路１２３弄４５号６０１室", "延安中路123弄45号601室"),
    ("他住在禾川县南塬镇东沟村。", "东沟村"),
    ("王强的住处位于山西省禾川县城关镇解放路12号3栋2单元501室。", "解放路12号3栋2单元501室"),
    ("其租住于禾川县城关镇东大街5号院", "东大街5号院"),
    ("被请求人王强（住禾川县城关镇北关街7号）", "北关街7号"),
    ("住址为新疆维吾尔自治区乌鲁木齐市天山区新华北路55号", "新华北路55号"),
    ("住所地为山西省禾川县青石镇南沟村2组，系自然人", "南沟村2组"),
    ("证人刘建军证言", "刘建军"),
    ("证人刘建军、王秀英、欧阳锋出庭作证", "欧阳锋"),
    ("证人：刘伟", "刘伟"),
    ("案外人陈小红将货物交付", "陈小红"),
    ("委托代理人高山，律师", "高山"),
    ("委托诉讼代理人：慕容雪，某所律师", "慕容雪"),
    ("未成年人张小宝", "张小宝"),
    ("其女王小丫当时在场", "王小丫"),
    ("张小宝（未成年）", "张小宝"),
    ("鉴定人赵铁柱出庭", "赵铁柱"),
    ("证人马强的当庭陈述", "马强"),
    ("证人高成出庭", "高成"),
    ("证人李有为陈述", "李有为"),
    ("证人（王五一）到庭", "王五一"),
    ("证人“王五一”到庭", "王五一"),
    ("员工周杰向证人吴芳说明", "吴芳"),
    ("有证人郑爽爽的证言为证", "郑爽爽"),
    ("翻译人员孙莉", "孙莉"),
    ("请求人的代理人钱多多称", "钱多多"),
    ("特别授权代理人冯程程", "冯程程"),
)


def shown(text: str, known: Known | None = None) -> str:
    """Return a text with everything masked that is proposed."""
    return masked([text], proposals([text], known or Known(), reference.redaction()))[0]


@pytest.mark.parametrize(("text", "datum"), FOUND)
def test_it_cannot_be_read_any_more(text: str, datum: str) -> None:
    hidden = squeezed(evened(shown(text)))[0]
    assert squeezed(evened(datum))[0] not in hidden
    assert len(hidden) > 1, "not the whole sentence is gone"


@pytest.mark.parametrize(
    "text",
    [
        "请求人禾川县钰禾丰节水器材有限公司，住所地山西省禾川县工业园区创业路8号。",
        "公证人员到禾川县解放路12号的禾川五金商行购买了产品。",
        "被请求人注册地址为山西省禾川县城关镇人民路20号，系有限公司。",
        "统一社会信用代码92141099MAYYY0034U；专利号ZL201919800137.5；公告号CN112233445B。",
        "晋宁知法裁字〔2026〕3号裁决书；检测报告编号2026-03-15-001234567；2026年3月15日10时30分。",
        "证人说不清楚；证人证言与公证书一致；代理人认为不侵权；代理人的代理权限为一般授权。",
        "其子公司未参与；被请求人住所地在浙江省越州市，本案应当移送。",
        "本裁决自2026年5月1日起生效；于2026年3月1日产生纠纷。",
        "支付1,234,567.89元；货号1380013800；长度120至350毫米，①底座（1）②支臂（2）。",
    ],
)
def test_it_stays_as_it_is(text: str) -> None:
    assert shown(text) == text


def test_names_that_would_look_alike_are_told_apart() -> None:
    said = shown("证人王强、王芳到庭，王强称属实，王芳未发言。")
    assert said == "证人王某甲、王某乙到庭，王某甲称属实，王某乙未发言。"


def test_a_partys_name_stays_though_it_is_called_a_witness_and_a_longer_name_goes() -> None:
    known = Known(stays=("王强",))
    assert shown("证人王强到庭；证人王强东到庭。", known) == "证人王强到庭；证人王某到庭。"


def test_an_address_is_found_without_its_province_and_a_number_without_its_area() -> None:
    known = Known(
        own=(
            Datum("address", "山西省汾宁市尧川区育英街9号3单元402", "郝某"),
            Datum("phone", "0357-5550909", "郝某"),
        )
    )
    texts = ["他的房子是尧川区育英街９号３单元４０２，打5550909找他。"]
    rules = reference.redaction()
    assert [one.datum.kind for one in leaks(texts, known, rules)] == ["address", "phone"]
    assert shown(texts[0], known) == "他的房子是×××，打×××××××××××找他。"
    assert not list(leaks(texts, known, rules, {("address", "尧川区育英街9号3单元402"),
                                               ("phone", "5550909")}))  # fmt: skip


def test_marks_of_secrets_are_pairs() -> None:
    pieces = ["配方〖甲〗和〖乙〗", "配方〖甲", "甲〗", "〖甲〖乙〗〗"]
    assert list(unpaired(pieces, reference.redaction())) == [1, 2, 3]


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ('basis = ["办法第83条"]', "basis = []"),
        ('mask = "×××"', 'mask = ""'),
        ('finder = "address"', 'finder = "guess"'),
        ('check = "card"', 'check = "none"'),
        ('id = "phone"', 'id = "email"'),
    ],
)
def test_a_kind_without_article_or_finder_is_refused(was: str, now: str) -> None:
    text = resources.text("rules", "redaction.toml")
    assert was in text
    with pytest.raises(InputRefused, match=r"redaction\.toml"):
        load_redaction(text.replace(was, now))
