"""`report-bot insights`: what citizens asked about, what the report did not answer, and what was disliked."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from report_bot.ui.feedback import Feedback, Kept

MOST = 30  # rows of a list
_STATUSES = {
    "answered": "已回答",
    "partial": "部分回答",
    "greeting": "问候",
    "clarify": "请补充",
    "not_in_report": "报告中没有",
    "off_topic": "不在范围",
    "unsafe": "不能回答",
}


@dataclass(frozen=True, slots=True)
class Words:
    """A question whose words are still kept. `times`: how often it was asked in these words."""

    day: str
    question: str
    times: int
    status: str
    reason: str


@dataclass(frozen=True, slots=True)
class Insights:
    """What the office is shown."""

    since: str
    until: str
    total: int
    liked: int
    disliked: int
    by_status: tuple[tuple[str, int], ...]
    by_section: tuple[tuple[str, int], ...]
    by_indicator: tuple[tuple[str, int], ...]
    by_day: tuple[tuple[str, int], ...]
    unanswered: tuple[Words, ...]
    disliked_words: tuple[Words, ...]


def gather(kept: Sequence[Kept], since: datetime | None) -> Insights:
    """Count what was kept. Sections bear their report's id where several reports were asked about."""
    several = len({one.report for one in kept if one.sections}) > 1

    def name(one: Kept) -> str:
        return f"{one.report} › " if several else ""

    return Insights(
        since=since.strftime("%Y-%m-%d") if since else (_day(kept[0].at) if kept else ""),
        until=_day(kept[-1].at) if kept else "",
        total=len(kept),
        liked=sum(one.up is True for one in kept),
        disliked=sum(one.up is False for one in kept),
        by_status=tuple(
            (_STATUSES.get(s, s), n) for s, n in Counter(one.status for one in kept).most_common()
        ),
        by_section=_most(name(one) + section for one in kept for section in one.sections),
        by_indicator=_most(indicator for one in kept for indicator in one.indicators),
        by_day=tuple(sorted(Counter(_day(one.at) for one in kept).items())),
        unanswered=_words(one for one in kept if one.refused),
        disliked_words=_words(one for one in kept if one.up is False),
    )


def show_insights(file: Path, days: int, since: datetime | None, html: Path | None, purge: bool) -> int:
    """Print the tables, or write the page, or purge."""
    if not file.is_file():
        print("还没有人提问：打开 report-bot serve 之后，这里才有记录。")
        return 0
    feedback = Feedback(file, days=days)
    try:
        if purge:
            print(f"已删去 {feedback.purge()} 个回答留着的文字；计数还在。")
            return 0
        found = gather(feedback.since(since.timestamp() if since else 0.0), since)
    finally:
        feedback.close()
    if html is None:
        _print(found)
        return 0
    from report_bot.ui.insights_html import insights_html

    html.write_text(insights_html(found), encoding="utf-8")
    print(f"已写入 {html}：{found.total} 个问题。")
    return 0


def _print(found: Insights) -> None:
    from rich.markup import escape
    from rich.table import Table

    from report_bot.ui.cli_figures import show

    def table(*columns: str) -> Table:
        return Table(*columns, box=None, pad_edge=False)

    print(
        f"{found.since} 到 {found.until}：{found.total} 个问题，{found.liked} 个说有用，{found.disliked} 个说没用。"
    )
    for title, rows in (
        ("结果", found.by_status),
        ("问到的章节", found.by_section),
        ("问到的指标", found.by_indicator),
    ):
        if rows:
            counts = table(title, "次数")
            for name, n in rows:
                counts.add_row(escape(name), str(n))
            print()
            show(counts)
    for title, words in (("没有答上的", found.unanswered), ("说没用的", found.disliked_words)):
        if words:
            list_ = table("日期", title, "次数", "结果", "原因")
            for one in words:
                list_.add_row(one.day, escape(one.question), str(one.times), one.status, escape(one.reason))
            print()
            show(list_)


def _most(names: Iterable[str]) -> tuple[tuple[str, int], ...]:
    return tuple(Counter(names).most_common(MOST))


def _words(kept: Iterable[Kept]) -> tuple[Words, ...]:
    """The newest first, questions in the same words once."""
    last: dict[str, Kept] = {}
    times: Counter[str] = Counter()
    reasons: dict[str, dict[str, None]] = {}
    for one in kept:
        # Control characters would act on a terminal; nothing of a question may.
        question = (
            "".join(c if c.isprintable() else " " for c in one.question).strip() or "（文字已到期删去）"
        )
        last[question] = one
        times[question] += 1
        if one.reason:
            reason = "".join(c if c.isprintable() else " " for c in one.reason)
            reasons.setdefault(question, {})[reason] = None
    newest = sorted(last.items(), key=lambda item: -item[1].at)
    return tuple(
        Words(_day(one.at), question, times[question], _STATUSES.get(one.status, one.status), "；".join(reasons.get(question, ())))
        for question, one in newest[: 10 * MOST]
    )  # fmt: skip


def _day(at: float) -> str:
    return time.strftime("%Y-%m-%d", time.localtime(at))
