"""Answer → HTML for the page: the text with its citations, and a card for each source. Everything is escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape
from uuid import uuid4

from report_bot.bot.compare import hedged_end
from report_bot.bot.types import Answer, AnswerStatus, Citation
from report_bot.ui.plot import comparison_html
from report_bot.ui.reader import reader_url
from report_bot.ui.render import to_text

# Only what a citizen should notice at a glance; an ordinary answer carries no label.
LABELS = {
    AnswerStatus.PARTIAL: "部分回答",
    AnswerStatus.CLARIFY: "请补充",
    AnswerStatus.NOT_IN_REPORT: "报告中没有",
    AnswerStatus.OFF_TOPIC: "不在回答范围",
    AnswerStatus.UNSAFE: "不能回答",
}
BY_MODEL = "AI生成"
# Outlines of the buttons' pictures, 24 by 24.
_COPY = "M9 9h10v11H9zM5 15V4h10"
_SHARE = "M12 15V4m0 0L8 8m4-4l4 4M5 13v7h14v-7"
_UP = "M4 11h3v9H4zM7 11l4-7c2 0 2 2 1 6h6l-1 10H7"
_DOWN = "M4 4h3v9H4zM7 13l4 7c2 0 2-2 1-6h6L17 4H7"
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


def answer_html(answer: Answer, *, rated: bool = False) -> str:
    """The whole answer. Its cards get ids of their own, so that two answers on a page never share one.

    `rated`: with thumbs to rate it by, which page.js sends in with the answer's id.
    """
    prefix = f"rb-{uuid4().hex[:12]}"
    label = LABELS.get(answer.status)
    parts = [f'<div class="rb-answer" data-status="{answer.status.value}">']
    if label:
        parts.append(f'<p class="rb-label">{label}</p>')
    parts.append(_text(answer, prefix))
    if answer.label:
        parts.append(f'<p class="rb-label rb-by-model">{escape(answer.label.strip("（）"))}</p>')
    parts.append(comparison_html(answer))
    if answer.citations:
        cards = "".join(_card(answer, citation, prefix) for citation in answer.citations)
        parts.append(
            f'<div class="rb-sources"><p class="rb-sources-title">报告原文（点开核对）</p>{cards}</div>'
        )
    return "".join((*parts, _tools(answer, rated), "</div>"))


def coming_html(sentences: Sequence[str]) -> str:
    """What a model has written so far, each sentence proved; it says from the first that a model words it."""
    text = "".join(f"<p>{escape(_NUMBER.sub('', sentence))}</p>" for sentence in sentences)
    return (
        f'<div class="rb-coming" aria-busy="true">{text}<p class="rb-label rb-by-model">{BY_MODEL}</p>'
        '<p class="rb-waiting">正在写，每句话都先与原文核对……</p></div>'
    )


def copied(answer: Answer) -> str:
    """What “复制” and “分享” take along: question, answer, the label of a model's words, and the sources' sentences.

    page.js puts the addresses of the sources behind it, which only the browser knows whole.
    """
    return f"问：{answer.question.strip()[:LONGEST_SHOWN]}\n答：{to_text(answer)}"


def _tools(answer: Answer, rated: bool) -> str:
    """Copy, share and rate; a greeting or a hint needs none."""
    if answer.status in (AnswerStatus.GREETING, AnswerStatus.CLARIFY):
        return ""
    thumbs = (
        '<span class="rb-rate" role="group" aria-label="这个回答有用吗">'
        f'<button type="button" data-rate="up" aria-pressed="false">{_icon(_UP)}有用</button>'
        f'<button type="button" data-rate="down" aria-pressed="false">{_icon(_DOWN)}没用</button></span>'
    )
    return (
        f'<div class="rb-tools" data-answer="{escape(answer.id)}" data-copy="{escape(copied(answer))}">'
        f'<button type="button" data-do="copy">{_icon(_COPY)}复制</button>'
        f'<button type="button" data-do="share" hidden>{_icon(_SHARE)}分享</button>'
        f'{thumbs if rated and answer.id else ""}<span class="rb-said" role="status"></span></div>'
    )


def _icon(path: str) -> str:
    return f'<svg viewBox="0 0 24 24" aria-hidden="true"><path d="{path}"/></svg>'


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
        (cited.figure.start - citation.start, hedged_end(cited.figure, citation.quote, citation.start))
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
        f'<p class="rb-from"><a href="{escape(reader_url(citation.report_id, citation.passage_id))}" target="_blank" '
        f'rel="noopener">在报告全文中查看</a><span>摘自《{escape(citation.report_title)}》</span></p></details>'
    )
