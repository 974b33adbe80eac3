"""`demo --out DIR [--cases N]`: the main line on the bundled samples, every paper written."""

import argparse
import json
import sys
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from models import reference
from models.cases import deadlines
from models.cases.case_file import CaseFile
from models.cases.ledger_rows import entries_of_case
from models.cases.loading import load
from models.errors import BadInput
from models.queries import usage
from models.services.office.opening import open_desk
from models.services.shared.documents import make_entry_paper
from models.store.desk import Desk
from models.store.files.store import write_whole
from ui.verbs.playing.report import papers_of
from ui.verbs.playing.scenario import Clock, Player, Scenario, load_scenario, set_up_office
from ui.verbs.temporary import temporary_folder
from ui.verbs.writing import check_writable, write_paper, write_stored

HELP = "用样例案件走完全部主线，写出每一份文书"
SAMPLES = ("S1", "S2", "S3", "S4", "S10", "S11", "S12")
FIRST_DAY = date(2025, 6, 2)
MAX_CASES = 1_000_000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add folder, number of cases, which papers."""
    parser.add_argument("--out", type=Path, required=True, help="输出文件夹")
    parser.add_argument("--cases", type=int, default=len(SAMPLES), help="案件数")
    parser.add_argument("--papers", choices=("samples", "all"), default="samples", help="文书范围")


@dataclass(frozen=True)
class Played:
    """One sample case after its last day."""

    scenario: Scenario
    case: CaseFile
    papers: int
    blocked: Sequence[str]


def run(options: argparse.Namespace) -> int:
    """Play the samples, then further cases up to --cases, and write papers and summary."""
    if not 1 <= options.cases <= MAX_CASES:
        raise BadInput.of("--cases", f"案件数应为1到{MAX_CASES}")
    check_writable(options.out)
    clock = Clock(FIRST_DAY)
    with _desk(options, clock) as desk:
        player = Player(desk, clock, set_up_office(desk))
        played = [_play_sample(player, name, options.out) for name in SAMPLES[: options.cases]]
        _play_more(player, options.cases - len(SAMPLES), papers=options.papers == "all")
        summary = _summary(desk, played)
    write_whole(options.out / "summary.md", summary.encode())
    sys.stdout.write(summary)
    sys.stdout.write(f"\n文书和汇总已写入 {options.out.resolve()}\n")
    return 0


@contextmanager
def _desk(options: argparse.Namespace, clock: Clock) -> Generator[Desk]:
    """Open the chosen data folder, else a temporary one that is gone afterwards."""
    if options.data_dir is not None:
        with open_desk(options.data_dir, "演示", clock.today, clock.now) as desk:
            # Invented cases and an invented office must never mix with real ones.
            if usage.in_use(desk):
                raise BadInput.of("--data-dir", "数据文件夹里已有数据，演示只写入空的数据文件夹")
            yield desk
        return
    with (
        temporary_folder("demo") as folder,
        open_desk(folder, "演示", clock.today, clock.now) as desk,
    ):
        yield desk


def _play_sample(player: Player, name: str, out: Path) -> Played:
    scenario = load_scenario(name)
    case_id = player.play(scenario)
    player.clock.day = scenario.as_of
    case = load(player.desk, case_id)
    folder = out / name
    papers = _write_papers(player.desk, case_id, folder)
    exported = deadlines.export(player.desk, case, scenario.as_of)
    text = json.dumps(exported, ensure_ascii=False, indent=1) + "\n"
    write_whole(folder / "events.json", text.encode())
    return Played(scenario, case, papers, list(player.blocked))


def _write_papers(desk: Desk, case_id: int, folder: Path) -> int:
    """Copy the case's stored papers into the folder, numbered in the order they were made."""
    count = len(write_stored(folder, papers_of(desk, case_id)))
    for entry in entries_of_case(case_id):
        for paper in (one for one in entry.ledger.papers if not entry.lacking(one)):
            made = make_entry_paper(desk, entry.id, paper.form, draft=False)
            count += len(write_paper(folder, made, "", "00"))
    return count


def _play_more(
    player: Player, count: int, *, papers: bool, progress: Callable[[int], None] | None = None
) -> None:
    """Play the adjudication and mediation samples again as new cases with running numbers."""
    scenarios = [load_scenario(name) for name in SAMPLES]
    for number in range(max(0, count)):
        player.play(scenarios[number % len(scenarios)], numbered=False, papers=papers)
        if progress:
            progress(number + 1)
        if (number + 1) % 100 == 0:
            sys.stderr.write(f"已办 {number + 1 + len(SAMPLES)} 件\n")


def _summary(desk: Desk, played: Sequence[Played]) -> str:
    lines = [
        "# 样例案件汇总",
        "",
        "| 样例 | 案号 | 阶段 | 文书（份） | 内容 |",
        "|---|---|---|---|---|",
    ]
    for one in played:
        number = one.case.record.number
        stage = reference.stage_name(one.case.record.stage)
        lines.append(
            f"| {one.scenario.id} | {number} | {stage} | {one.papers // 2} | {one.scenario.title} |"
        )
    for one in played:
        lines += ["", f"## {one.scenario.id} 期限（截至{one.scenario.as_of.isoformat()}）", ""]
        lines += ["| 期限 | 对象 | 起算 | 届满 | 状态 | 依据 |", "|---|---|---|---|---|---|"]
        for d in deadlines.case_deadlines(desk, one.case, one.scenario.as_of):
            who = one.case.name_of(d.party) or "—"
            status = reference.name("deadline_status", d.status)
            mark = "（暂估）" if d.provisional else ""
            lines.append(
                f"| {d.name} | {who} | {d.trigger_date} | {d.due}{mark} | {status} | {d.basis} |"
            )
        if one.blocked:
            lines += ["", "已拦下："] + [f"- {text}" for text in one.blocked]
    return "\n".join(lines) + "\n"
