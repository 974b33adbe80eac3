"""The settings page's reads: which papers wait for a setting; the list of the first start."""

from dataclasses import dataclass
from pathlib import Path

from models import reference
from models.backup import backup, second_copy
from models.entities import Staff
from models.queries.places import Place
from models.queries.usage import in_use
from models.queries.words import backup_reason
from models.reference.paper_catalog import catalog
from models.store.desk import Desk
from models.store.files import named, practice_folder
from models.store.settings.values import SettingInfo
from models.store.sql import number


@dataclass(frozen=True)
class SettingView:
    """A setting and, while it is unset, which papers stay drafts because of it ("" = none)."""

    info: SettingInfo
    drafts: str


@dataclass(frozen=True)
class CheckItem:
    """One line of the list for the first start; where it is done: the page, group and key."""

    id: str
    title: str
    done: bool
    detail: str
    group: str = ""
    place: Place = Place.SETTINGS
    optional: bool = False  # nothing waits for it
    key: str = ""  # the first setting that is missing


@dataclass(frozen=True)
class LastBackup:
    """The newest backup, for the page; `also` is the second place, `copied` whether it is there."""

    path: Path
    words: str
    also: Path | None = None
    copied: bool = False
    papers: str = ""  # how many of them were found or copied there, and when
    papers_whole: bool = True


def settings_view(desk: Desk) -> list[SettingView]:
    """Return every setting with what it holds up."""
    titles = {form: catalog().spec(form).title for form in catalog().ids()}
    waiting: dict[str, list[str]] = {}
    for form, title in titles.items():
        for key in desk.settings.unset_for(form):
            waiting.setdefault(key, []).append(title)
    return [
        SettingView(info, _drafts(waiting.get(info.key, []), len(titles)))
        for info in desk.settings.all()
    ]


def _drafts(titles: list[str], total: int) -> str:
    if not titles:
        return ""
    if len(titles) == total:
        return "所有文书"
    return "、".join(f"《{title}》" for title in titles[:4]) + ("等" if len(titles) > 4 else "")


def checklist(desk: Desk) -> list[CheckItem]:
    """Return what has to be set up before papers can be final, and whether it is."""
    unset = {v.info.key: v.info.label for v in settings_view(desk) if v.drafts}

    def lacking(*prefixes: str) -> dict[str, str]:
        return {key: label for key, label in unset.items() if key.startswith(prefixes)}

    office = lacking("office.")
    if not desk.settings.get("office.government"):
        office["office.government"] = desk.settings.info("office.government").label
    court = lacking("position.court.")
    rest = {key: label for key, label in lacking("position.").items() if key not in court}
    found = [
        _item("office", "机关名称、地址、电话", office, "office"),
        _item("authority", "职权依据", lacking("authority."), "authority"),
        _staff_item(),
        _item("court", "管辖法院", court, "position"),
        _item("positions", "本局口径（救济告知、编号）", rest, "position"),
        _backup_item(desk),
    ]
    if desk.practice is not None:
        return found
    return [*found, *_restore_item(desk), _practice_item(desk)]


def _staff_item() -> CheckItem:
    certified = Staff.select().where((Staff.certificate_no != "") & Staff.active).count()
    detail = f"已登记{certified}名持证人员" if certified else "还没有持证人员"
    wanted = reference.routing_rules().panel_min
    done = certified >= wanted
    if not done:
        detail += f"；组成合议组至少要{wanted}名"
    return CheckItem("staff", "人员和办案资质证件", done, detail, place=Place.ROSTER)


def _backup_item(desk: Desk) -> CheckItem:
    """A backup on the same disk is only half of one."""
    backups, also = backup.listing(desk.path), backup.second_place(desk)
    last = f"最近一次 {backups[0].taken_on.isoformat()}" if backups else "还没有备份"
    place = f"另存到 {also}" if also else "还没有选定另存位置"
    return CheckItem("backup", "备份", bool(backups and also), f"{last}；{place}", "backup")


def _restore_item(desk: Desk) -> list[CheckItem]:
    """A new PC begins with an empty folder: the old backup can be put back before anything else."""
    if in_use(desk):
        return []
    detail = "换了电脑、有以前的备份的，先从备份恢复；没有的不用管"
    return [CheckItem("restore", "从备份恢复", False, detail, "backup", optional=True)]


def _practice_item(desk: Desk) -> CheckItem:
    done = practice_folder.is_there(desk.path)
    detail = "不影响正式案件，可以不做" if not done else "已开过练习窗口；不影响正式案件"
    return CheckItem("practice", "练习案件", done, detail, "practice", optional=True)


def _item(name: str, title: str, missing: dict[str, str], group: str) -> CheckItem:
    detail = f"还缺：{'、'.join(missing.values())}" if missing else "已设置"
    first = next(iter(missing), "")
    return CheckItem(name, title, not missing, detail, group, key=first)


def last_backup(desk: Desk) -> LastBackup | None:
    """Return the newest backup, None before the first."""
    found = backup.listing(desk.path)
    if not found:
        return None
    also = backup.second_place(desk)
    copied = also is not None and second_copy.is_there(found[0].path, also)
    words = f"{found[0].taken_on.isoformat()}（{backup_reason(found[0].reason)}）"
    papers, whole = _papers_there(desk, also) if also else ("", True)
    return LastBackup(found[0].path, words, also, copied, papers, whole)


def _papers_there(desk: Desk, also: Path) -> tuple[str, bool]:
    """Say how many papers the second place has, and whether these are all."""
    total = number(desk, named.COUNT)
    got = second_copy.papers_there(desk.path, also)
    if got is None:
        return (f"文书还没有另存过，共{total}份", False) if total else ("还没有文书", True)
    at = f"{got.at.astimezone():%Y-%m-%d %H:%M}"
    words = f"文书已另存{got.there}份，共{got.total}份（{at}核对）"
    if total > got.total:
        words += f"；此后新增{total - got.total}份，下次备份时另存"
    return words, got.there >= got.total
