"""Small synthetic papers of each layout, for the tests of engine and writers."""

from forms import blocks as b

CLAIM = (
    "请求人认为，被请求人制造、许诺销售、销售的YHF-60型折叠喷头落入其专利权利要求1、3的保护范围，"
    "请求责令立即停止侵权行为。涉案专利申请日为2019年6月12日，授权公告日为2021年8月3日，"
    "至本案受理时处于有效状态。“弹性插销”与“卡孔”配合（见说明书第12段），"
)


def body(text: str, style: str = "body") -> b.Paragraph:
    """One paragraph in 仿宋."""
    return b.Paragraph((b.Run(text),), style, text.startswith("　　"))


def letter(*, draft: bool = False, extra: str = "") -> b.Paper:
    """A decision of about three pages."""
    return b.Paper(
        form_id="decision",
        title="专利侵权纠纷行政裁决书",
        layout="letter",
        draft=draft,
        meta=(("issuer", "汾宁市知识产权局"), ("pack", "order81-2025/3")),
        blocks=(
            b.TitleBlock("汾宁市知识产权局", "专利侵权纠纷行政裁决书", "晋宁知法裁字〔2026〕3号"),
            body("请求人：汾宁晟禾沃灌溉设备有限公司，住所地山西省汾宁市高新区科创路18号。"),
            body("委托代理人：顾临川，太原砚石律师事务所律师（特别授权）。"),
            body(
                "被请求人：禾川县𠮷禾丰节水器材有限公司（𠮷、㼆、䶮），住所地山西省汾宁市禾川县。"
            ),
            body("案由：“一种可折叠灌溉喷头装置”发明专利（ZL201919800137.5）侵权纠纷。"),
            body(
                "请求人于2026年1月26日向本局提出处理请求，本局于2026年1月30日立案，并依法组成合议组。"
                "2026年4月8日，本局公开进行口头审理，请求人的委托代理人、被请求人的法定代表人到场参加。"
                "本案现已审理终结。"
            ),
            b.Heading(1, "一、当事人的主张"),
            b.Heading(2, "（一）请求人的主张"),
            body(CLAIM * 2 + "网址https://example.invalid/item?id=20260126&from=list可以购买。"),
            b.Heading(2, "（二）被请求人的答辩"),
            body(CLAIM + extra),
            b.Heading(1, "二、本局查明的事实"),
            *(body(CLAIM) for _ in range(4)),
            b.Heading(1, "三、裁决结果"),
            body("（一）被请求人立即停止制造、许诺销售、销售侵权产品；"),
            body("（二）驳回请求人的其他请求。"),
            body("被请求人如不服本裁决，可以自收到本裁决书之日起15日内，依法向人民法院起诉。"),
            b.Signature((("合议组组长", "周建国"), ("审理员", "李敏"), ("审理员", "王强"))),
            b.SealArea("汾宁市知识产权局", "（加盖公章处）", "2026年4月22日"),
            b.Signature((("书记员", "陈雨"),)),
        ),
    )


def pb5() -> b.Grid:
    """The five-row table of a patent and its parties."""
    lines = (
        ("专利号", "ZL201919800137.5"),
        ("专利名称", "一种可折叠灌溉喷头装置"),
        ("专利权人", "汾宁晟禾沃灌溉设备有限公司"),
        ("请求人", "汾宁晟禾沃灌溉设备有限公司"),
        ("被请求人", "禾川县钰禾丰节水器材有限公司、太原市小店区某某农资经营部（个体工商户）"),
    )
    rows = tuple(b.Row((b.Cell(0, k, label=True), b.Cell(1, v))) for k, v in lines)
    return b.Grid((34, 122), rows)


def notice(*, draft: bool = False) -> b.Paper:
    """A letter with a table, fields and a seal."""
    return b.Paper(
        form_id="acceptance_notice",
        title="专利侵权纠纷处理请求受理通知书",
        layout="letter",
        draft=draft,
        blocks=(
            b.TitleBlock(
                "汾宁市知识产权局", "专利侵权纠纷处理请求受理通知书", "晋宁知法裁字〔2026〕3号"
            ),
            pb5(),
            body("汾宁晟禾沃灌溉设备有限公司：", "addressee"),
            body(
                "你方于2026年1月26日提交的专利侵权纠纷处理请求书及有关材料收悉。经审查，该请求符合"
                "《专利纠纷行政裁决和调解办法》第十二条规定的条件。本局已于2026年1月30日立案。"
            ),
            b.TickList(
                (
                    b.Tick("协商和解", False),
                    b.Tick(
                        "行政裁决（请求本局居中审理，裁决是否侵权，"
                        "认定侵权的责令立即停止侵权行为）",
                        True,
                    ),
                    b.Tick("民事诉讼", False),
                )
            ),
            body("特此通知。"),
            b.SealArea("汾宁市知识产权局", "（加盖公章处）", "2026年1月30日"),
            b.FieldLine("案件承办人", "周建国　　联系电话：0357-5550303"),
            b.FieldLine("本局地址", "山西省汾宁市禾川县文化路9号（邮政编码：041100）"),
        ),
    )


def grid(*, draft: bool = False, facts: str = "") -> b.Paper:
    """A form of one table with spans, ticks and a long cell."""
    return b.Paper(
        form_id="request",
        title="专利侵权纠纷处理请求书",
        layout="grid",
        draft=draft,
        footer=b.Footer("count"),
        blocks=(
            b.TitleBlock("", "专利侵权纠纷处理请求书", ""),
            body("汾宁市知识产权局：", "addressee"),
            b.Grid(
                (22, 30, 42, 26, 36),
                (
                    b.Row(
                        (
                            b.Cell(0, "专利号", label=True, span=2),
                            b.Cell(2, "ZL201919800137.5", span=3),
                        )
                    ),
                    b.Row(
                        (
                            b.Cell(0, "请求人", label=True, rowspan=3),
                            b.Cell(1, "姓名或者名称", label=True),
                            b.Cell(2, "汾宁晟禾沃灌溉设备有限公司"),
                            b.Cell(3, "请求资格", label=True),
                            b.Cell(4, "专利权人"),
                        )
                    ),
                    b.Row(
                        (
                            b.Cell(1, "证件类型和号码", label=True),
                            b.Cell(2, "统一社会信用代码91141099MAYYY0013H", span=3),
                        )
                    ),
                    b.Row(
                        (
                            b.Cell(1, "法定代表人", label=True),
                            b.Cell(2, "郑思远"),
                            b.Cell(3, "职务", label=True),
                            b.Cell(4, "执行董事"),
                        )
                    ),
                    b.Row(
                        (
                            b.Cell(0, "送达方式", label=True, span=2),
                            b.Cell(
                                2,
                                span=3,
                                ticks=(
                                    b.Tick("直接送达", False),
                                    b.Tick("邮寄送达", True),
                                    b.Tick("电子送达", False),
                                    b.Tick("留置送达", False),
                                    b.Tick("公告送达", False),
                                ),
                            ),
                        )
                    ),
                    b.Row(
                        (
                            b.Cell(0, "事实和理由", label=True, span=2),
                            b.Cell(2, facts or CLAIM * 3, span=3, valign="top"),
                        ),
                        min_height=60,
                    ),
                    b.Row(
                        (
                            b.Cell(0, "请求人签名或者盖章", label=True, span=2),
                            b.Cell(2, "年　　月　　日", span=3, align="right", valign="bottom"),
                        ),
                        min_height=26,
                    ),
                ),
            ),
            b.Paragraph(
                (b.Run("说明：请求书提交正本一份，并按照被请求人人数提交副本。", "kai"),), "note"
            ),
        ),
    )


def record(*, draft: bool = False, text: str = "") -> b.Paper:
    """A transcript of several pages with a signature line at each foot."""
    return b.Paper(
        form_id="hearing_record",
        title="专利侵权纠纷案件口头审理笔录",
        layout="record",
        draft=draft,
        footer=b.Footer("count", "当事人（签名或者盖章）："),
        blocks=(
            b.TitleBlock(
                "汾宁市知识产权局", "专利侵权纠纷案件口头审理笔录", "晋宁知法裁字〔2026〕3号"
            ),
            b.Grid(
                (28, 50, 28, 50),
                (
                    b.Row(
                        (
                            b.Cell(0, "时间", label=True),
                            b.Cell(1, "2026年4月8日9时30分"),
                            b.Cell(2, "地点", label=True),
                            b.Cell(3, "本局第一审理庭"),
                        )
                    ),
                    b.Row(
                        (b.Cell(0, "审理要点", label=True), b.Cell(1, text or CLAIM * 14, span=3))
                    ),
                ),
            ),
            b.Heading(1, "一、宣布纪律"),
            *(body(CLAIM) for _ in range(6)),
        ),
    )


ALL = {"letter": letter, "notice": notice, "grid": grid, "record": record}
