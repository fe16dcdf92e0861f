"""The chat page laid out: report, notice, examples, conversation, and what each event does."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, Protocol

import gradio as gr

from report_bot.bot.types import Answer, Turn
from report_bot.ingest.errors import ReportBotError
from report_bot.ui.cards import answer_html, error_html, question_html

TITLE = "报告问答"
EXAMPLES = 6
TURNS_KEPT = 8  # what a follow-up may refer to
EXCHANGES_SHOWN = 40  # the page forgets older ones; so a session's memory is bounded
SESSION_SECONDS = 2 * 60 * 60
ANSWERS_AT_ONCE = 4  # the embedder takes one at a time; the rest of an answer runs beside it
FOLLOW = "() => window.reportBot.follow()"  # page.js

HINT = (
    "回答只依据报告原文，数据逐条标明出处。报告之外的事项，请拨打 <strong>12345</strong> 政务服务便民热线。"
)
HINT_EMPTY = "请先写下您的问题，再点“发送”。"
FAILED = "抱歉，刚才没有答成，请稍后再问一次。急事请拨打12345热线。"
WELCOME = (
    '<div class="rb-answer rb-welcome"><p>您好！请直接输入想了解的数据或工作安排，也可以点选示例。'
    "每个回答都附上报告原文，点开就能核对。</p></div>"
)
WAITING = '<div class="rb-waiting" role="status">正在报告里查找……</div>'
CAN_AND_CANNOT = """
<details class="rb-notice"><summary>能答什么，不能答什么</summary><div>
<p><b>能答：</b>报告里写明的数据、目标和工作安排。可以用平常的话问，也可以接着追问，比如“那今年呢”。</p>
<p><b>不能答：</b>报告没有写的内容，其他地方或其他年份的情况，个人业务怎么办、办到哪一步。不作预测，也不作评论。</p>
<p>找不到依据时会直接说明。办事、咨询、投诉，请拨打 <b>12345</b> 政务服务便民热线。</p>
</div></details>"""

_log = logging.getLogger(__name__)


class Card(Protocol):
    """What the page shows of a report."""

    @property
    def id(self) -> str: ...
    @property
    def title(self) -> str: ...


class Bot(Protocol):
    """What the page asks of the bot."""

    def ask(self, text: str, *, earlier: tuple[Turn, ...] = (), report: str | None = None) -> Answer: ...
    def cards(self) -> Sequence[Card]: ...
    def examples(self, report: str | None = None, n: int = EXAMPLES) -> tuple[str, ...]: ...


@dataclass(frozen=True, slots=True)
class Conversation:
    """One browser session: the turns a follow-up may refer to, and (question, answer) as shown, in HTML."""

    turns: tuple[Turn, ...] = ()
    shown: tuple[tuple[str, str], ...] = ()

    def add(self, question: str, html: str, turn: Turn | None) -> Conversation:
        turns = (*self.turns, turn)[-TURNS_KEPT:] if turn else self.turns
        return Conversation(turns, (*self.shown, (question_html(question), html))[-EXCHANGES_SHOWN:])

    def messages(self) -> list[Any]:
        """For gr.Chatbot, as HTML of our own: it shows plain text as HTML too, even with Markdown off."""
        messages: list[Any] = [{"role": "assistant", "content": gr.HTML(WELCOME)}]
        for question, html in self.shown:
            messages.append({"role": "user", "content": gr.HTML(question)})
            messages.append({"role": "assistant", "content": gr.HTML(html)})
        return messages


def respond(bot: Bot, question: str, past: Conversation, report: str | None) -> Conversation:
    """Ask, and show whatever comes: an answer, or one Chinese sentence where the bot failed."""
    try:
        answer = bot.ask(question, earlier=past.turns, report=report)
    except ReportBotError as error:
        return past.add(question, error_html(str(error)), None)
    except Exception:  # a citizen must not meet a stack trace; the operator finds it in the log
        _log.exception("a question could not be answered")
        return past.add(question, error_html(FAILED), None)
    return past.add(question, answer_html(answer), Turn(answer.resolved, answer.report_id))


def header_html(title: str) -> str:
    return (
        f'<header class="rb-header"><h1>{TITLE}</h1>'
        f'<p class="rb-report"><span>当前报告</span><b>{escape(title)}</b></p></header>'
    )


def lay_out(bot: Bot) -> gr.Blocks:
    """Lay out the page and wire its events. Raises ReportBotError where there is no report to ask about."""
    cards = bot.cards()
    if not cards:
        raise ReportBotError("还没有装入任何报告。请先运行 report-bot ingest。")
    current = cards[-1]  # the one ingested last, as everywhere

    page = gr.Blocks(title=TITLE, analytics_enabled=False)
    with page:
        state = gr.State(Conversation(), time_to_live=SESSION_SECONDS)
        with gr.Column(elem_id="rb-side"):
            header = gr.HTML(header_html(current.title))
            picker = _picker(cards)
            gr.HTML(CAN_AND_CANNOT)
            gr.HTML('<h2 class="rb-h2">可以这样问</h2>')
            with gr.Column(elem_id="rb-examples"):
                examples = _buttons(bot.examples(current.id, EXAMPLES))
        with gr.Column(elem_id="rb-main"):
            chat = gr.Chatbot(
                Conversation().messages(),
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

        def ask(question: str, past: Conversation, report: str) -> Iterator[tuple[Any, ...]]:
            if not question.strip():
                yield gr.skip(), gr.skip(), gr.skip(), _hint(HINT_EMPTY)
                return
            waiting = past.add(question, WAITING, None)
            yield waiting.messages(), gr.skip(), "", _hint(HINT)
            now = respond(bot, question, past, report)
            yield now.messages(), now, gr.skip(), gr.skip()

        def choose(report: str) -> tuple[Any, ...]:
            title = next(card.title for card in bot.cards() if card.id == report)
            return (header_html(title), *_buttons(bot.examples(report, EXAMPLES)))

        def arrive() -> tuple[Any, ...]:
            """What is loaded as the page is opened; that may have changed since the server began."""
            loaded = bot.cards()
            return (_picker(loaded), *choose(loaded[-1].id))

        outputs = [chat, state, box, hint]
        for triggers, source in [([box.submit, send.click], box), *(([b.click], b) for b in examples)]:
            gr.on(
                triggers,
                ask,
                [source, state, picker],
                outputs,
                concurrency_id="ask",
                concurrency_limit=ANSWERS_AT_ONCE,
                api_visibility="private",
                show_progress="hidden",
            ).then(None, js=FOLLOW, api_visibility="private", show_progress="hidden")
        page.load(arrive, None, [picker, header, *examples], api_visibility="private", show_progress="hidden")
        picker.input(choose, picker, [header, *examples], api_visibility="private", show_progress="hidden")
        clear.click(
            lambda: (Conversation().messages(), Conversation(), "", _hint(HINT)),
            None,
            outputs,
            api_visibility="private",
            show_progress="hidden",
        )
    return page


def _picker(cards: Sequence[Card]) -> gr.Dropdown:
    return gr.Dropdown(
        [(card.title, card.id) for card in cards],
        value=cards[-1].id,
        label="选择报告",
        filterable=False,
        visible=len(cards) > 1,
        elem_id="rb-picker",
    )


def _buttons(questions: Sequence[str]) -> list[gr.Button]:
    """Always EXAMPLES of them, since events are wired once; a report with few figures hides the last ones."""
    padded = [*questions, *[""] * EXAMPLES][:EXAMPLES]
    return [gr.Button(words, visible=bool(words), elem_classes="rb-example") for words in padded]


def _hint(words: str) -> str:
    return f'<p role="status">{words}</p>'
