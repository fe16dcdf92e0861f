"""Quotations, names and claims of an answer, each held against the sources. A pure function."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from report_bot.ingest.types import FactStatus, Passage, Report
from report_bot.ingest.wording import clause_spans
from report_bot.prompts.load import word_list

from .asked_times import time_spans
from .check_claims import read_claims
from .check_names import QUOTED, literal, name_checks, names_of, places
from .check_scope import spread
from .check_text import Sentence, read_sentences
from .check_time import stated_status
from .check_types import QuoteCheck, Verdict
from .check_words import content, normal, related
from .segment import tagged
from .types import Question
from .vocabulary import short_place

_THINGS = ("n", "j", "eng")

Near = Callable[[str, str], float]

# The dials. A sentence whose content words stand in its sources at least to CLEAR holds, below DOUBT it does not;
# between the two `near` decides by similarity in meaning, and without it the middle does.
CLEAR, DOUBT = 0.6, 0.3
NEAR_ENOUGH = (
    0.93  # invented measures on a passage's own subject came to 0.91, true rewordings to 0.92 and more
)

_NO_CLAIM = re.compile(
    r"(?:没有|未|查不到|找不到|无法|不能|没|不涉及)[^，。；]{0,14}(?:提到|提及|提供|说明|写明|写到|找到|给出|公布|涉及|列出|披露|具体|数据|信息|内容|确定|回答|比较)|(?:资料|原文|报告|片段|材料)[^，。；]{0,6}(?:没有|未|不含|无)"
    r"|如下[：:。]?$|以下|拨打|咨询|请您?|希望|谢谢|您好|供参考|不宜|不能直接|口径不同|范围不同|大致的差|原文带有|如需|祝|抱歉|对不起"
)
_BEGUN = re.compile(r"启动|开工|推进|加快|谋划|推动|争创|力争|试点|支持|规划|开展")
_FINISHED = re.compile(r"完成|建成|竣工|通车|投用|投入使用|落成|实现了|已实现")
_STRONG = re.compile(
    r"全部|全面|所有|首次|首个|首家|唯一|免费|全免|全额|免除|免收|减免|取消|停止|暂停|禁止|不再|永久|第一个|率先|最[大高多快好强早低]|一律|强制|翻番|翻倍"
    r"|拆除|关停|关闭|处罚|罚款|没收|收费|涨价|解散|裁[撤减员]|上调|下调|奖励|发放|发钱|补助|补贴|每[位户家]|每个?月|每年|人人|户户|其中"
)
_NOT = re.compile(
    r"不(?!断|少于|低于|超过|高于|小于|多于|到|足|仅|但|同|久|懈|错|过|良|利|动产|见面|出(?:村|门))|没(?!收)|未(?!来|成年)|无(?!障碍|废|人机|线|偿|缝|害|锡|证|烟|疑)"
    r"|并非|暂缓|推迟|延期|中止|终止|难以|拒绝"
)
_AIMED = re.compile(r"争创|力争|争取|申报|计划|打算|准备|拟")
_WON = re.compile(r"入选|获评|获批|荣获|获得|创建为|创成|建成|完成|通过")


def check_quotes(
    answer: str, passages: Sequence[Passage], question: Question, report: Report, near: Near | None = None
) -> tuple[QuoteCheck, ...]:
    """A verdict for every quotation, for every name of a place, body, project or brand, and for every sentence.

    `near` gives the similarity (0–1) of a sentence and a passage; it is asked only where the words leave doubt.
    """
    checks: list[QuoteCheck] = []
    own_names = names_of(report)
    for sentence in read_sentences(answer):
        cited = sentence.cited(passages)
        checks += _quotations(answer, sentence, cited, question, report)
        checks += name_checks(answer, sentence, cited, question, report, own_names)
        if (claim := _claim(answer, sentence, cited, question, report, near)) is not None:
            checks.append(claim)
    return tuple(sorted(checks, key=lambda c: (c.start, -c.end)))


def _quotations(
    answer: str, sentence: Sentence, cited: Sequence[Passage], question: Question, report: Report
) -> Iterator[QuoteCheck]:
    for match in QUOTED.finditer(sentence.text):
        span = sentence.place(*match.span(1 if match[1] else 2))
        text = answer[slice(*span)]
        bare = text.strip(" ，。；：、！？,.;:!?")
        if match[2] and _is_title(match[2], report):
            yield QuoteCheck(text, *span, "quotation", Verdict.SUPPORTED, "是报告的标题")
            continue
        yield literal(text, bare, span, "quotation", cited, question, report)


def _is_title(title: str, report: Report) -> bool:
    """Whether a title in 《》 is the report's own, with or without its place and year."""
    rest = title.removesuffix("政府工作报告").removesuffix("工作报告")
    if rest == title:
        return False
    for known in (report.title, report.place, short_place(report.place), f"{report.year}年", "人民", "年度"):
        rest = rest.replace(known, "") if known else rest
    return not rest


def _claim(
    answer: str,
    sentence: Sentence,
    cited: Sequence[Passage],
    question: Question,
    report: Report,
    near: Near | None,
) -> QuoteCheck | None:
    """The sentence as a claim: its content words stand in the sources, its time and strong words agree with them."""
    text = sentence.text.strip()
    words = content(sentence.text)
    if len(words) < 2 or _NO_CLAIM.search(text):
        return None
    span = sentence.place(0, len(sentence.text.rstrip()))
    said = answer[slice(*span)]
    share, passage = _overlap(words, cited, bool(sentence.marks))
    if passage is None:
        return QuoteCheck(said, *span, "claim", Verdict.NOT_FOUND, "没有可对照的原文")
    sources = "".join(p.context for p in cited) if sentence.marks else passage.context
    for match in _STRONG.finditer(sentence.text):
        if match[0] not in sources:
            return QuoteCheck(said, *span, "claim", Verdict.NOT_FOUND, f"原文没有说“{match[0]}”", passage)
    for match in () if question.claims else _NOT.finditer(sentence.text):
        if sentence.text[match.start() : match.end() + 1] not in sources:
            return QuoteCheck(said, *span, "claim", Verdict.CONTRADICTED, "原文没有这样否定", passage)
    figured = bool(read_claims(sentence, report))  # then the figures' own check says what is spoken of
    if share < CLEAR and not (share >= DOUBT and _by_meaning(text, cited, share, None if figured else near)):
        return QuoteCheck(said, *span, "claim", Verdict.NOT_FOUND, f"只有{share:.0%}的词在原文里", passage)
    if (odd := _stranger(sentence.text, normal(spread(sources)), question, report, figured)) is not None:
        return QuoteCheck(said, *span, "claim", Verdict.NOT_FOUND, f"“{odd}”不在原文里", passage)
    if (fault := _clause_fault(sentence, sources, cited, report)) is not None:
        return QuoteCheck(said, *span, "claim", fault[0], fault[1], passage)
    if not figured and (late := _time_fault(sentence, passage, report)):
        return QuoteCheck(said, *span, "claim", Verdict.CONTRADICTED, late, passage)
    return QuoteCheck(said, *span, "claim", Verdict.SUPPORTED, "词句在原文里", passage)


def _stranger(text: str, context: str, question: Question, report: Report, figured: bool) -> str | None:
    """A word that the sources have nothing like, or a name with a character changed.

    In a sentence with figures, whose own check says what they are of, only things count, and the question's are known.
    """
    known = normal(report.title + (question.text if figured else ""))
    kinds = _THINGS if figured else (*_THINGS, "v")
    plain_words = word_list("vague") | word_list("filler") | word_list("telling")
    named = set(content(text)) - plain_words
    words = tagged(text)
    for i, word in enumerate(words):
        bare = normal(word.text)
        if word.text not in named or bare in context or bare in known or related(bare, context):
            continue
        follows = words[i + 1].text if i + 1 < len(words) and words[i + 1].tag.startswith("n") else ""
        if follows and any(_garbled(bare, context[max(0, m.start() - len(bare)) : m.start()])
                           for m in re.finditer(re.escape(follows), context)):  # fmt: skip
            return word.text
        halves = (bare[:2], bare[2:]) if len(bare) == 4 else ()  # 继续抓好 is no word of the dictionary's
        if halves and all(half in plain_words or half in context for half in halves):
            continue
        pairs = [bare[i : i + 2] for i in range(len(bare) - 1)]
        alike = (
            all(c in context for c in bare)
            if len(bare) == 2
            else sum(p in context for p in pairs) * 3 >= len(pairs)
        )
        if word.tag.startswith(kinds) and not alike:
            return word.text
    return None


def _garbled(said: str, theirs: str) -> bool:
    """Whether two words differ in some characters only (得利, 得益)."""
    return len(said) == len(theirs) and any(a == b for a, b in zip(said, theirs, strict=True))


def _clause_fault(
    sentence: Sentence, sources: str, cited: Sequence[Passage], report: Report
) -> tuple[Verdict, str] | None:
    """A clause that the sources do not speak of, or one that gives a place what its neighbour has."""
    context = normal(sources)
    theirs = [p.text[a:b] for p in cited[:8] for a, b in clause_spans(p.text)]
    for start, end in clause_spans(sentence.text):
        clause = sentence.text[start:end]
        words = content(clause)
        held = sum(w in context or related(w, context) for w in words)
        if (len(words) >= 3 and held < DOUBT * len(words)) or (len(words) == 2 and not held):
            return Verdict.NOT_FOUND, f"“{clause.strip('，。；')}”不在原文里"
        if len(words) > 1 and _FINISHED.search(clause) and not read_claims(sentence, report):
            best = max(theirs, key=lambda t: sum(w in t for w in words), default="")
            if _BEGUN.search(best) and not _FINISHED.search(best):
                return Verdict.CONTRADICTED, "原文没有说已经完成"
        if len(words) > 1 and _AIMED.search(clause):
            best = max(theirs, key=lambda t: sum(w in t for w in words), default="")
            if (
                _WON.search(best)
                and not _AIMED.search(best)
                and all(p.status is FactStatus.ACTUAL for p in cited)
            ):
                return Verdict.CONTRADICTED, "原文是已经做成的事"
        named = places(clause, report)
        rest = [w for w in words if w not in named]
        if not named or len(rest) < 2:
            continue
        best = max(theirs, key=lambda t: sum(w in t for w in rest), default="")
        other = places(best, report)
        if sum(w in best for w in rest) >= CLEAR * len(rest) and other and not named & other:
            return Verdict.CONTRADICTED, f"原文说的是{'、'.join(sorted(other))}"
    return None


def _by_meaning(text: str, cited: Sequence[Passage], share: float, near: Near | None) -> bool:
    if near is None:
        return share >= (CLEAR + DOUBT) / 2
    return any(near(text, passage.text) >= NEAR_ENOUGH for passage in cited[:8])


def _overlap(words: tuple[str, ...], cited: Sequence[Passage], marked: bool) -> tuple[float, Passage | None]:
    """The share of the words that the sources hold (cited ones together, else the best single one), and the passage
    that holds most."""
    best, whole = (0.0, None), set[str]()
    for passage in cited:
        context = normal(passage.context)
        held = {w for w in words if w in context or related(w, context)}
        whole |= held
        share = sum(w in held for w in words) / len(words)
        if best[1] is None or share > best[0]:
            best = (share, passage)  # type: ignore[assignment]
    share = sum(w in whole for w in words) / len(words) if marked else best[0]
    return share, best[1]


def _time_fault(sentence: Sentence, passage: Passage, report: Report) -> str:
    spans = [s for s in time_spans(sentence.text, report.year) if not s.base]
    periods = {s.period for s in spans}
    if len(periods) == 1 and passage.period is not None:
        said = periods.pop()
        if not (said.covers(passage.period) or passage.period.covers(said)):
            return f"时间不同，原文说的是{passage.period}年"
    status = stated_status(sentence.text, report)
    if status is FactStatus.ACTUAL and passage.status is FactStatus.TARGET:
        return "原文是安排，不是已经做成的事"
    if (
        status is FactStatus.TARGET
        and passage.status is FactStatus.ACTUAL
        and re.search(r"将|今年", sentence.text)
    ):
        return "原文是已经做成的事，不是安排"
    return ""
