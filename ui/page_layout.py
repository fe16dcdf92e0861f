"""The chat page laid out: report, notice, examples, conversation, what to ask next, and what each event does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import Any

import gradio as gr

from report_bot.ingest.errors import ReportBotError
from report_bot.ui.conversation import Card, Conversation, Desk, Messages, converse
from report_bot.ui.logs import under_request
from report_bot.ui.reader import reader_url

TITLE = "报告问答"
EXAMPLES, SUGGESTIONS = 6, 3
SESSION_SECONDS = 2 * 60 * 60
# Gradio makes no more at once; those that wait for a place see nothing of it. The desk turns away above its own bound.
ANSWERS_AT_ONCE = 40
LONGEST_PREFILLED = 500  # characters of ?q=

HINT = (
    "回答只依据报告原文，数据逐条标明出处。报告之外的事项，请拨打 <strong>12345</strong> 政务服务便民热线。"
)
HINT_EMPTY = "请先写下您的问题，再点“发送”。"
HINT_PREFILLED = "问题已经填好，可以改一改，再点“发送”。"
WELCOME = (
    '<div class="rb-answer rb-welcome"><p>您好！请直接输入想了解的数据或工作安排，也可以点选示例。'
    "每个回答都附上报告原文，点开就能核对。</p></div>"
)
CAN_AND_CANNOT = """
<details class="rb-notice"><summary>能答什么，不能答什么</summary><div>
<p><b>能答：</b>报告里写明的数据、目标和工作安排。可以用平常的话问，也可以接着追问，比如“那今年呢”。</p>
<p><b>不能答：</b>报告没有写的内容，其他地方或其他年份的情况，个人业务怎么办、办到哪一步。不作预测，也不作评论。</p>
<p><b>谁写的：</b>回答一般直接摘自报告原文。标有“AI生成”的，由人工智能按原文措辞，其中的数据已与原文核对，仍请以原文为准。</p>
<p><b>问别的：</b>找不到依据时会直接说明。办事、咨询、投诉，请拨打 <b>12345</b> 政务服务便民热线。</p>
</div></details>"""


def header_html(card: Card) -> str:
    return (
        f'<header class="rb-header"><h1>{TITLE}</h1>'
        f'<p class="rb-report"><span>当前报告</span><b>{escape(card.title)}</b></p>'
        f'<p class="rb-links"><a href="{escape(reader_url(card.id))}" target="_blank" rel="noopener">阅读报告全文</a>'
        '<button type="button" class="rb-size" aria-pressed="false">大字</button></p></header>'
    )


def lay_out(desk: Desk, *, rated: bool = False) -> gr.Blocks:
    """Lay out the page and wire its events. Raises ReportBotError where there is no report to ask about.

    `rated`: answers can be rated (there is somewhere to keep the ratings).
    """
    bot = desk.bot
    cards = bot.cards()
    if not cards:
        raise ReportBotError("还没有装入任何报告。请先运行 report-bot ingest。")
    current = cards[-1]  # the one ingested last, as everywhere

    page = gr.Blocks(title=TITLE, analytics_enabled=False)
    with page:
        state = gr.State(Conversation(), time_to_live=SESSION_SECONDS)
        with gr.Column(elem_id="rb-side"):
            header = gr.HTML(header_html(current))
            picker = _picker(cards, current.id)
            gr.HTML(CAN_AND_CANNOT)
            gr.HTML('<h2 class="rb-h2" id="rb-try">可以这样问</h2>')
            with gr.Column(elem_id="rb-examples"):
                examples = _buttons(bot.examples(current.id, EXAMPLES), EXAMPLES, "rb-example")
        with gr.Column(elem_id="rb-main"):
            chat = gr.Chatbot(
                _shown(()),
                elem_id="rb-chat",
                show_label=False,
                container=False,
                height=None,
                render_markdown=False,
                buttons=[],
                layout="bubble",
                feedback_options=None,
                placeholder="",
                autoscroll=False,
                group_consecutive_messages=False,
            )
            with gr.Column(elem_id="rb-next"):
                suggestions = _buttons((), SUGGESTIONS, "rb-suggestion")
            with gr.Row(elem_id="rb-composer"):
                box = gr.Textbox(
                    placeholder="请输入您的问题",
                    label="您的问题",
                    show_label=False,
                    container=False,
                    lines=1,
                    max_lines=4,
                    elem_id="rb-box",
                )
                send = gr.Button("发送", variant="primary", elem_id="rb-send")
            with gr.Row(elem_id="rb-below"):
                hint = gr.HTML(_hint(HINT), elem_id="rb-hint")
                clear = gr.Button("清空对话", elem_id="rb-clear", size="sm")

        def ask(
            question: str, past: Conversation, report: str, request: gr.Request
        ) -> Iterator[tuple[Any, ...]]:
            if not question.strip():
                yield (gr.skip(), gr.skip(), gr.skip(), _hint(HINT_EMPTY), *[gr.skip()] * SUGGESTIONS)
                return
            none = _buttons((), SUGGESTIONS, "rb-suggestion")
            shown = converse(desk, question, past, report, rated=rated)
            for n, now in enumerate(under_request(request.headers.get("x-request-id", ""), shown)):
                first = ("", _hint(HINT), *none) if n == 0 else (gr.skip(),) * (2 + SUGGESTIONS)
                yield (_shown(now.messages()), now, *first)

        def suggest(past: Conversation) -> list[gr.Button]:
            """After the answer, not before: each suggestion is tried, which takes as long as answers do."""
            try:
                questions = bot.suggest(past.last, SUGGESTIONS) if past.last else ()
            except ReportBotError:  # the report was taken away meanwhile: nothing to go on with
                questions = ()
            return _buttons(questions, SUGGESTIONS, "rb-suggestion")

        def choose(report: str) -> tuple[Any, ...]:
            card = next((card for card in bot.cards() if card.id == report), bot.cards()[-1])
            return (header_html(card), *_buttons(bot.examples(card.id, EXAMPLES), EXAMPLES, "rb-example"))

        def arrive(request: gr.Request) -> tuple[Any, ...]:
            """What is loaded as the page is opened, which may have changed since the server began; and ?q=, ?report=."""
            loaded = bot.cards()
            wanted = request.query_params.get("report", "")
            chosen = wanted if wanted in {card.id for card in loaded} else loaded[-1].id
            question = request.query_params.get("q", "").strip()[:LONGEST_PREFILLED]
            return (
                _picker(loaded, chosen),
                question or gr.skip(),
                _hint(HINT_PREFILLED) if question else gr.skip(),
                *choose(chosen),
            )

        def forget(past: Conversation) -> tuple[Any, ...]:
            if past.session:
                desk.forget(past.session)
            none = _buttons((), SUGGESTIONS, "rb-suggestion")
            return (_shown(()), Conversation(), "", _hint(HINT), *none)

        quiet: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
        outputs = [chat, state, box, hint, *suggestions]
        for triggers, source in [
            ([box.submit, send.click], box),
            *(([b.click], b) for b in (*examples, *suggestions)),
        ]:
            gr.on(
                triggers,
                ask,
                [source, state, picker],
                outputs,
                concurrency_id="ask",
                concurrency_limit=ANSWERS_AT_ONCE,
                **quiet,
            ).then(suggest, state, suggestions, concurrency_id="suggest", concurrency_limit=1, **quiet)
        page.load(arrive, None, [picker, box, hint, header, *examples], **quiet)
        picker.input(choose, picker, [header, *examples], **quiet)
        clear.click(forget, state, outputs, **quiet)
    return page


def _shown(messages: Messages) -> list[Any]:
    """For gr.Chatbot, as HTML of our own: it shows plain text as HTML too, even with Markdown off."""
    return [{"role": role, "content": gr.HTML(html)} for role, html in (("assistant", WELCOME), *messages)]


def _picker(cards: Sequence[Card], chosen: str) -> gr.Dropdown:
    return gr.Dropdown(
        [(card.title, card.id) for card in cards],
        value=chosen,
        label="选择报告",
        filterable=False,
        visible=len(cards) > 1,
        elem_id="rb-picker",
    )


def _buttons(questions: Sequence[str], n: int, kind: str) -> list[gr.Button]:
    """Always `n` of them, since events are wired once; those without a question are hidden."""
    padded = [*questions, *[""] * n][:n]
    return [gr.Button(words, visible=bool(words), elem_classes=kind) for words in padded]


def _hint(words: str) -> str:
    return f'<p role="status">{words}</p>'
