"""Answer → HTML for the page: the text with its citations, and a card for each source. Everything is escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from uuid import uuid4

from report_bot.bot.types import Answer, AnswerStatus, Citation

# Only what a citizen should notice at a glance; an ordinary answer carries no label.
LABELS = {
    AnswerStatus.PARTIAL: "部分回答",
    AnswerStatus.CLARIFY: "请补充",
    AnswerStatus.NOT_IN_REPORT: "报告中没有",
    AnswerStatus.OFF_TOPIC: "不在回答范围",
    AnswerStatus.UNSAFE: "不能回答",
}
LONGEST_SHOWN = 500  # characters of a question that the conversation repeats
_NUMBER = re.compile(r"\[(\d{1,3})\]")
# Citations with the character before and the punctuation after, so that no line begins with either.
_CITED = re.compile(r"(?:&#?\w+;|[^\s\[\]])?(?:\[\d{1,3}\])+[，。；、：！？）”]*")


def question_html(question: str) -> str:
    """A question as the conversation repeats it; a very long one is cut."""
    words = question.strip()
    if len(words) > LONGEST_SHOWN:
        words = f"{words[:LONGEST_SHOWN]}……（共{len(words)}个字）"
    return f'<div class="rb-question">{escape(words)}</div>'


def answer_html(answer: Answer) -> str:
    """The whole answer. Its cards get ids of their own, so that two answers on a page never share one."""
    prefix = f"rb-{uuid4().hex[:12]}"
    label = LABELS.get(answer.status)
    parts = [f'<div class="rb-answer" data-status="{answer.status.value}">']
    if label:
        parts.append(f'<p class="rb-label">{label}</p>')
    parts.append(_text(answer, prefix))
    if answer.label:
        parts.append(f'<p class="rb-label rb-by-model">{escape(answer.label.strip("（）"))}</p>')
    if answer.citations:
        cards = "".join(_card(answer, citation, prefix) for citation in answer.citations)
        parts.append(
            f'<div class="rb-sources"><p class="rb-sources-title">报告原文（点开核对）</p>{cards}</div>'
        )
    return "".join((*parts, "</div>"))


def error_html(message: str) -> str:
    """A sentence in place of an answer."""
    return f'<div class="rb-answer rb-error" role="alert"><p>{escape(message)}</p></div>'


def marked(quote: str, spans: Iterable[tuple[int, int]]) -> str:
    """The quote, escaped, with the given slices in <mark>; spans that touch or overlap become one."""
    html, at = [], 0
    for start, end in _joined(spans, len(quote)):
        html += [escape(quote[at:start]), "<mark>", escape(quote[start:end]), "</mark>"]
        at = end
    return "".join((*html, escape(quote[at:])))


def _joined(spans: Iterable[tuple[int, int]], length: int) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if not 0 <= start < end <= length:  # a figure outside the quoted sentence: nothing to show
            continue
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _text(answer: Answer, prefix: str) -> str:
    known = {citation.n for citation in answer.citations}

    def button(match: re.Match[str]) -> str:
        n = int(match[1])
        if n not in known:
            return match[0]
        return (
            f'<button type="button" class="rb-cite" data-card="{prefix}-{n}" '
            f'aria-label="查看依据{n}">[{n}]</button>'
        )

    def whole(match: re.Match[str]) -> str:
        return f'<span class="rb-whole">{_NUMBER.sub(button, match[0])}</span>'

    # Escaping leaves brackets and digits alone, so the citations are still found after it.
    lines = [line for line in escape(answer.text).splitlines() if line.strip()]
    return "".join(f"<p>{_CITED.sub(whole, line)}</p>" for line in lines)


def _card(answer: Answer, citation: Citation, prefix: str) -> str:
    spans = [
        (cited.figure.start - citation.start, cited.figure.end - citation.start)
        for cited in answer.figures
        if cited.citation == citation.n and cited.report_id == citation.report_id
    ]
    *outer, nearest = citation.section or ("报告正文",)
    path = "".join(f"<span>{escape(title)}</span>" for title in outer)
    return (
        f'<details class="rb-card" id="{prefix}-{citation.n}"><summary>'
        f'<span class="rb-n" aria-hidden="true">{citation.n}</span>'
        f'<span class="rb-section"><span class="rb-path">{path}</span>'
        f'<span class="rb-nearest">{escape(nearest)}</span></span></summary>'
        f'<blockquote class="rb-quote">{marked(citation.quote, spans)}</blockquote>'
        f'<p class="rb-from">摘自《{escape(citation.report_title)}》</p></details>'
    )
