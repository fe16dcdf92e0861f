"""What a run comes to: shares with confidence intervals, by kind, section and report, and how long answers took."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from .grade_types import CRITERIA, Outcome
from .run import Result, Run

NAMES = {
    "wrong_figure": "数没有说错",
    "figure": "数说对了",
    "year": "年份没有混",
    "citation": "引用对了",
    "refusal": "该答则答、该拒则拒",
    "status": "状态对了",
    "forbidden": "没说不该说的",
}
KINDS = {
    "figure": "数值", "growth": "增速", "rank": "名次", "share": "占比", "list": "列举", "pair": "两年对照",
    "difference": "求差", "partial": "只有另一年", "followup": "追问", "policy": "政策", "premise": "错误前提",
    "absent": "报告没有", "nearmiss": "近似而没有", "offtopic": "题外", "unsafe": "不当要求", "injection": "注入指令",
    "smalltalk": "寒暄",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Share:
    """`count` of `of`, with the 95 % Wilson interval."""

    count: int
    of: int

    @property
    def value(self) -> float | None:
        return self.count / self.of if self.of else None

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's score interval without continuity correction (E. B. Wilson, JASA 22, 1927, p. 209–212)."""
        if not self.of:
            return 0.0, 1.0
        z, n, p = 1.959963984540054, self.of, self.count / self.of
        middle = p + z * z / (2 * n)
        half = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
        scale = 1 + z * z / n
        return max(0.0, (middle - half) / scale), min(1.0, (middle + half) / scale)

    def __str__(self) -> str:
        if self.value is None:
            return "—"
        low, high = self.interval
        return f"{self.value:.3f}（{self.count}/{self.of}，{low:.3f}–{high:.3f}）"


@dataclass(frozen=True, slots=True)
class Summary:
    """The numbers of a run. Shares leave out what could not be judged; `unscored` counts those questions."""

    questions: int
    right: Share
    wrong_figures: int  # answers that assert a figure which may not be said
    year_confusions: int
    forbidden: int
    unscored: int
    errors: int  # of these, questions that got no answer
    refusal_recall: Share  # of those that had to be refused
    false_refusals: Share  # of those that had to be answered
    citation: Share
    criteria: dict[str, Counter[str]]
    by_kind: dict[str, Share]
    by_section: dict[str, Share]
    by_report: dict[str, Share]
    latency: dict[str, float]  # p50, p95, p99, max in milliseconds; empty where nothing was timed
    plain: dict[str, float]  # means; shown apart


def summarise(run: Run) -> Summary:
    results = run.results
    grades = [r.grade for r in results]
    refuse = [
        r for r in results if r.expects == "refuse" and r.grade.refusal in (Outcome.RIGHT, Outcome.WRONG)
    ]
    answer = [
        r for r in results if r.expects == "answer" and r.grade.refusal in (Outcome.RIGHT, Outcome.WRONG)
    ]
    cited = [g.citation for g in grades if g.citation in (Outcome.RIGHT, Outcome.WRONG)]
    plain = [g.plain for g in grades if g.plain is not None]
    means = {
        "平均字数": [float(p.length) for p in plain],
        "最长一句的平均字数": [float(p.longest_sentence) for p in plain],
        "套话占比": [p.set_phrases for p in plain],
    }
    return Summary(
        questions=len(results),
        right=_right(results),
        wrong_figures=sum(g.wrong_figure is Outcome.WRONG for g in grades),
        year_confusions=sum(g.year is Outcome.WRONG for g in grades),
        forbidden=sum(g.forbidden is Outcome.WRONG for g in grades),
        unscored=sum(g.overall is Outcome.UNSCORED for g in grades),
        errors=sum(bool(r.reply.error) for r in results),
        refusal_recall=Share(sum(r.grade.refusal is Outcome.RIGHT for r in refuse), len(refuse)),
        false_refusals=Share(sum(r.grade.refusal is Outcome.WRONG for r in answer), len(answer)),
        citation=Share(sum(c is Outcome.RIGHT for c in cited), len(cited)),
        criteria={name: Counter(getattr(g, name).value for g in grades) for name in CRITERIA},
        by_kind=_by(results, lambda r: KINDS.get(r.kind, r.kind)),
        by_section=_by([r for r in results if r.section], lambda r: f"{r.report} {r.section}"),
        by_report=_by(results, lambda r: r.report),
        latency=_quantiles([r.reply.elapsed_ms for r in results if r.reply.elapsed_ms is not None]),
        plain={name: round(sum(v) / len(v), 3) for name, v in means.items() if v},
    )


def _right(results: Iterable[Result]) -> Share:
    verdicts = [r.grade.overall for r in results]
    return Share(verdicts.count(Outcome.RIGHT), len(verdicts) - verdicts.count(Outcome.UNSCORED))


def _by(results: Sequence[Result], key: Callable[[Result], str]) -> dict[str, Share]:
    groups: dict[str, list[Result]] = {}
    for result in results:
        groups.setdefault(key(result), []).append(result)
    return {name: _right(members) for name, members in groups.items()}


def _quantiles(times: Sequence[float]) -> dict[str, float]:
    ordered = sorted(times)
    if not ordered:
        return {}

    def at(share: float) -> float:
        return round(ordered[min(len(ordered) - 1, math.ceil(share * len(ordered)) - 1)], 1)

    return {"p50": at(0.5), "p95": at(0.95), "p99": at(0.99), "max": at(1.0)}


def headline(summary: Summary) -> list[tuple[str, str]]:
    """The figures to decide a release by, with their names, in the order in which they matter."""
    rows = [
        ("题数", str(summary.questions)),
        ("答对", str(summary.right)),
        ("说错数的回答", str(summary.wrong_figures)),
        ("年份混淆", str(summary.year_confusions)),
        ("说了不该说的", str(summary.forbidden)),
        ("该拒而拒", str(summary.refusal_recall)),
        ("误拒", str(summary.false_refusals)),
        ("引用对", str(summary.citation)),
        ("未能评判", f"{summary.unscored}（其中没有得到回答 {summary.errors}）"),
    ]
    if summary.latency:
        rows.append(("用时（毫秒）", "，".join(f"{k} {v:g}" for k, v in summary.latency.items())))
    rows += [(f"另计：{name}", f"{value:g}") for name, value in summary.plain.items()]
    return rows


def text_summary(summary: Summary) -> str:
    """For a terminal."""
    lines = [f"{name}：{value}" for name, value in headline(summary)]
    lines += ["", "各类题目答对："]
    lines += [f"  {kind}：{share}" for kind, share in summary.by_kind.items()]
    unjudged = {
        n: c[Outcome.UNSCORED.value] for n, c in summary.criteria.items() if c[Outcome.UNSCORED.value]
    }
    if unjudged:
        lines += ["", "各项未能评判的题数：" + "，".join(f"{NAMES[n]} {c}" for n, c in unjudged.items())]
    return "\n".join(lines)
