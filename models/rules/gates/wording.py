"""What the words of a draft say: the only place where a gate reads them (专利法 11)."""

import re
from collections.abc import Iterable

from models.rules.citation import cite, formal
from models.rules.events import OrderItem

_STOP = re.compile(r"停止(?:实施)?([^，。；、]*(?:、[^，。；、]*)*?)(?:侵犯|上述|该|侵权|ZL|$)")
_REFUSES = re.compile(r"\s*(?:审核)?不(?:予)?(?:同意|批准|准许|通过)")
_METHOD = re.compile("使用[^，。；、]*?专利方法")  # 使用ZL…专利方法 is the act of using a method
_NAMED = {"制造": "make", "销售": "sell", "进口": "import", "使用": "use", "#": "offer"}


def refuses(opinion: str) -> bool:
    """Say whether an opinion on a sheet begins by refusing what the sheet asks for."""
    return _REFUSES.match(opinion) is not None


def rejects(items: Iterable[OrderItem]) -> bool:
    """Say whether an item rejects a request."""
    return any("驳回" in item.text for item in items)


def names_absence(basis: Iterable[str]) -> bool:
    """Say whether a citation, in figures or in Chinese numerals, is of the article on absence."""
    article = formal(cite("hearing")).rpartition("》")[2]
    return any(article in formal(one) for one in basis)


def wrong_article() -> str:
    """Return the article that is cited by mistake, without the name of its law: 第22条."""
    return cite("answering").removeprefix("办法")


def word_problem(item: OrderItem, patent_kind: str) -> str:
    """Return what the words after 责令…停止 name beyond the item's own acts, "" for nothing."""
    if not item.parties or "停止" not in item.text:
        return ""
    words = _METHOD.sub("@", "".join(_STOP.findall(_METHOD.sub("@", item.text))))
    words = words.replace("许诺销售", "#")
    acts = set(item.acts) | ({"sell", "use"} if "direct_product" in item.acts else set[str]())
    over = [word for word, act in _NAMED.items() if word in words and act not in acts]
    if patent_kind == "design" and "使用" in over:
        return f"外观设计专利没有“使用”行为（{cite('acts')}）"
    shown = "、".join("许诺销售" if w == "#" else w for w in over)
    return f"主文写了“停止{shown}”，但本项所列行为不含{shown}" if over else ""
