"""Two runs side by side: which questions got better and which got worse."""

from __future__ import annotations

from .grade_types import Outcome
from .run import Result, Run
from .summary import headline, summarise

_RANK = {Outcome.WRONG: 0, Outcome.UNSCORED: 1, Outcome.RIGHT: 2}
_WORDS = {Outcome.WRONG: "错", Outcome.UNSCORED: "未评判", Outcome.RIGHT: "对"}


def compare(old: Run, new: Run) -> str:
    """What changed, in Chinese: the numbers, then each question that got worse, then each that got better."""
    before = {(r.id, r.repeat): r for r in old.results}
    after = {(r.id, r.repeat): r for r in new.results}
    both = [key for key in after if key in before]
    shift = {key: _RANK[after[key].grade.overall] - _RANK[before[key].grade.overall] for key in both}
    worse = [key for key in both if shift[key] < 0]
    better = [key for key in both if shift[key] > 0]
    lines = [f"共有的题 {len(both)} 道：变好 {len(better)}，变差 {len(worse)}。"]
    lost, gained = len(before.keys() - after.keys()), len(after.keys() - before.keys())
    if lost or gained:
        lines.append(f"只在旧结果里的 {lost} 道，只在新结果里的 {gained} 道，没有比较。")
    for (name, was), (_, now) in zip(_numbers(old), _numbers(new), strict=True):
        lines.append(f"  {name}：{was} → {now}" if was != now else f"  {name}：{now}")
    for title, keys in (("变差", worse), ("变好", better)):
        if keys:
            lines += ["", f"{title}的题："]
            lines += [line for key in keys for line in _change(before[key], after[key])]
    return "\n".join(lines)


def _numbers(run: Run) -> list[tuple[str, str]]:
    return headline(summarise(run))[:9]  # without times and wording, which always differ a little


def _change(was: Result, now: Result) -> list[str]:
    verdicts = f"{_WORDS[was.grade.overall]} → {_WORDS[now.grade.overall]}"
    lines = [f"- {now.id} {' / '.join(now.turns)}（{verdicts}）"]
    for word, result in (("旧", was), ("新", now)):
        why = f"〔{'；'.join(result.grade.notes)}〕" if result.grade.notes else ""
        lines.append(f"    {word}：{result.reply.text or result.reply.error}{why}")
    return lines
