"""Question + Evidence → the measures that answer it, as a Draft: grouped by their time, cut from their sentences."""

from __future__ import annotations

import re

from report_bot.ingest.types import FactStatus, Passage, Period, Report
from report_bot.prompts.load import reply

from .citations import Citations
from .dated import asked_period, when
from .phrase import say
from .policy import choose_measures
from .types import AnswerStatus, Draft, Evidence, Question

_WHICH = re.compile(
    r"是?(?:哪|啥|什么)(?P<count>\d+|[一二两三四五六七八九十]+|几)?(?:件|项|个|条|种)|具体(?:是|有)?(?:哪些|啥|什么)|都(?:是|有)(?:哪些|啥|什么)"
)


def quote_measures(question: Question, evidence: Evidence, report: Report) -> Draft | None:
    measures = choose_measures(evidence)
    if measures is None:
        return None
    if (count := _only_a_number(question, measures.parts[0][1])) is not None:
        return Draft(reply("number_only", title=report.title, said=count), AnswerStatus.NOT_IN_REPORT)
    citations = Citations()
    times: dict[tuple[Period | None, FactStatus], list[str]] = {}
    for text, passage in measures.parts:
        mark = citations.mark_quoted(passage, text)
        times.setdefault((passage.period, passage.status), []).append(f"{text}{mark}")
    said = "".join(
        f"{_measures_head(period, status, report)}{'；'.join(lines)}。"
        for (period, status), lines in times.items()
    )
    if measures.left_out:
        said += reply("more_listed", count=str(measures.left_out))
    if measures.undated:
        return citations.draft(reply("undated") + said, AnswerStatus.PARTIAL)
    if not measures.other_time:
        return citations.draft(said, AnswerStatus.ANSWERED)
    planned = all(p.status is FactStatus.TARGET for _, p in measures.parts)
    if question.periods and all(p.period in question.periods for _, p in measures.parts):
        return citations.draft((reply("only_planned") if planned else "") + said, AnswerStatus.ANSWERED)
    if planned and not question.periods and question.status is FactStatus.ACTUAL:
        return citations.draft(reply("only_planned") + said, AnswerStatus.PARTIAL)  # 已经建成了吧
    asked = when(asked_period(question, report), report)
    lead = reply("no_such_measures", period=asked)
    bare = reply("measures_other", period="")
    if said.startswith(bare):
        lead = lead.removesuffix(reply("in_the_report"))
    return citations.draft(lead + said, AnswerStatus.PARTIAL)


def _measures_head(period: Period | None, status: FactStatus, report: Report) -> str:
    keys = {FactStatus.TARGET: "measures_planned", FactStatus.ACTUAL: "measures_done"}
    time = when(period, report)
    return reply(keys.get(status, "measures_other") if time else "measures_other", period=time)


def _only_a_number(question: Question, passage: Passage) -> str | None:
    """What the report says where it counts things that the question wants listed (是哪几件), and lists none."""
    if not _WHICH.search(question.text) or not question.claims:
        return None
    for figure in passage.figures:
        if any(claim.value == figure.value for claim in question.claims):
            listed = passage.text[: figure.start - passage.start].split("，")[-1].count("、") + 1
            if figure.value > max(listed, passage.text.count("、") + 1):
                return say(figure, passage)
    return None
