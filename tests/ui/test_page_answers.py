"""What comes with an answer on the page: sentences as they are proved, its source, what to ask next, copying, rating."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browsing import PHONE, WIDE, Open, ask, fits

from report_bot.ui.feedback import Feedback

if TYPE_CHECKING:
    from conftest import Running
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

QUESTION = "2023年城乡低保标准分别是多少？"
COMPARED = "一般公共预算收入去年增长多少，今年目标增长多少"


class Scripted:
    """A model that says a sentence and begins another, waits to be told, and ends it."""

    budget = 60.0
    said = ("2023年，城市低保标准提高到每人每月924元[1]。2023年，", "农村低保标准提高到每人每月801元[1]。")

    def __init__(self) -> None:
        self.go_on = threading.Event()

    def stream(self, prompts: Sequence[str], values: Mapping[str, str], deadline: float) -> Iterator[str]:
        yield self.said[0]
        assert self.go_on.wait(60)
        yield self.said[1]


def grave(page: Page) -> list[str]:
    """What axe-core finds that is serious or worse."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response
    assert len(found["passes"]) > 10, "axe did not look"
    return [f"{v['id']}: {v['nodes'][0]['html'][:160]}" for v in found["violations"] if v["impact"] in ("serious", "critical")]  # fmt: skip


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_a_source_opens_the_report_at_its_sentence(open_page: Open, dark: bool) -> None:
    """In a tab of its own, so that the conversation stays; from there the sentence can be asked about."""
    page = open_page(dark=dark)
    ask(page, QUESTION)
    card = page.locator(".rb-card").first
    card.locator("summary").click()
    with page.context.expect_page() as opened:
        card.locator(".rb-from a").click()
    reader = opened.value
    target = reader.locator(".s:target")
    assert target.inner_text().strip() == card.locator(".rb-quote").inner_text().strip()
    assert fits(reader) and grave(reader) == []
    target.locator("a.ask").click()
    reader.locator(".rb-welcome").wait_for()
    reader.locator("#rb-hint", has_text="问题已经填好").wait_for()
    assert reader.locator("#rb-box textarea").input_value().endswith("？")
    reader.locator("#rb-send").click()
    reader.locator("#rb-chat .rb-answer:not(.rb-welcome) .rb-card").first.wait_for()
    assert page.locator("#rb-chat .rb-question").count() == 1


def test_a_suggestion_is_asked_with_a_tap_and_answered(open_page: Open) -> None:
    """And the answer leads on in its turn, or the row goes away."""
    page = open_page()
    ask(page, QUESTION)
    suggestion = page.locator("button.rb-suggestion:visible").first
    suggestion.wait_for()
    words = suggestion.inner_text()
    suggestion.click()
    answer = page.locator("#rb-chat .rb-answer").nth(2)
    answer.wait_for()
    assert page.locator("#rb-chat .rb-question").last.inner_text() == words
    assert answer.get_attribute("data-status") == "answered"


@pytest.mark.parametrize("size", [PHONE, WIDE], ids=["390", "1280"])
def test_two_years_are_drawn_side_by_side(open_page: Open, size: tuple[int, int]) -> None:
    """The picture fits, its words can be read, and a screen reader has them too."""
    page = open_page(size)
    ask(page, COMPARED)
    picture = page.locator(".rb-plot svg")
    drawn = picture.text_content() or ""
    assert "5.2%" in drawn and "4%以上" in drawn
    assert "5.2%" in str(picture.get_attribute("aria-label"))
    assert picture.locator("text").first.evaluate("node => node.getBoundingClientRect().height") >= 11
    assert fits(page)


def test_an_answer_is_copied_and_shared_with_its_sources(open_page: Open, page_url: str) -> None:
    """Question, answer, the report's sentence, and where it stands, as an address that works elsewhere."""
    page = open_page()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    # A telephone's browser can share; this one is taught to.
    page.evaluate(
        "() => { navigator.share = ({ text }) => { window.shared = text; return Promise.resolve(); }; }"
    )
    ask(page, QUESTION)
    page.locator('[data-do="copy"]').click()
    page.locator(".rb-said", has_text="已复制").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(f"问：{QUESTION}\n答：") and "924元" in copied and "依据《" in copied
    page.locator('[data-do="share"]').click()
    assert page.evaluate("window.shared") == copied
    assert re.search(rf"出处：\n{re.escape(page_url)}report/\S+\?p=(\w+)#\1$", copied)


def test_an_answer_is_rated_with_a_word_of_reason(open_page: Open, running: Running) -> None:
    """Down, then why; what is kept belongs to that answer. A second opinion takes the place of the first."""
    page = open_page()
    ask(page, QUESTION)
    tools = page.locator(".rb-tools").last
    feedback = Feedback(running.data / "feedback.db")
    identity = tools.get_attribute("data-answer")
    tools.locator('[data-rate="down"]').click()
    tools.locator(".rb-why input").fill("没说清楚")
    tools.locator(".rb-why button").click()
    tools.locator(".rb-said", has_text="您的意见已记下").wait_for()
    (kept,) = (kept for kept in feedback.since() if kept.id == identity)
    assert (kept.up, kept.reason) == (False, "没说清楚")
    tools.locator('[data-rate="up"]').click()
    tools.locator('[data-rate="up"][aria-pressed="true"]').wait_for()
    (kept,) = (kept for kept in feedback.since() if kept.id == identity)
    assert kept.up is True
    ask(page, "农村的呢")  # Gradio draws the conversation anew; the rating stays to be seen
    assert page.locator(".rb-tools").first.locator('[data-rate="up"]').get_attribute("aria-pressed") == "true"
    feedback.close()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_nothing_serious_is_in_the_way_of_a_screen_reader(open_page: Open, dark: bool) -> None:
    """axe-core over the page with an answer, a picture, open cards, a refusal, a notice and larger type."""
    page = open_page(dark=dark)
    page.locator(".rb-notice summary").click()
    page.locator(".rb-size").click()
    ask(page, COMPARED)
    ask(page, "张店区房价是多少？")
    for card in page.locator(".rb-card").all():
        card.evaluate("card => card.open = true")
    page.wait_for_timeout(300)
    assert grave(page) == []
    assert fits(page)


def test_everything_is_reached_and_worked_by_keyboard(open_page: Open) -> None:
    """Ask, open the source, follow the link, go on with a suggestion: with Tab and Enter alone."""
    page = open_page(WIDE)
    page.locator("#rb-box textarea").focus()
    page.keyboard.type(QUESTION)
    page.keyboard.press("Enter")
    page.locator("#rb-chat .rb-answer").nth(1).wait_for()
    page.locator(".rb-cite").first.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.closest('.rb-card').open")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "在报告全文中查看"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.dataset.do") == "copy"
    page.locator("button.rb-suggestion:visible").first.focus()
    page.keyboard.press("Enter")
    page.locator("#rb-chat .rb-answer").nth(2).wait_for()
    assert page.evaluate("document.activeElement.tagName") == "TEXTAREA", "the keyboard lost its place"


def test_larger_type_stays_on_and_reaches_the_report(open_page: Open) -> None:
    page = open_page()
    small = page.locator(".rb-welcome p").evaluate("p => parseFloat(getComputedStyle(p).fontSize)")
    page.locator(".rb-size").click()
    page.reload()
    page.locator(".rb-size[aria-pressed=true]").wait_for()
    large = page.locator(".rb-welcome p").evaluate("p => parseFloat(getComputedStyle(p).fontSize)")
    assert large >= 1.2 * small and fits(page)
    with page.context.expect_page() as opened:
        page.locator(".rb-links a").click()
    opened.value.locator("html.large").wait_for(state="attached")


def test_without_scripts_the_page_says_how_to_go_on(browser: Browser, page_url: str) -> None:
    """The report can be read without them."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(page_url)
    page.get_by_role("link", name="阅读报告全文").click()
    page.locator(".reports a").first.click()
    assert page.locator("main .s").count() > 100
    context.close()


def test_a_model_s_sentences_are_seen_as_they_are_proved(
    shipped_index_folder: Path, tmp_path: Path, browser: Browser
) -> None:
    """The first while the second is still being written; both bear the label from the first to the last, copies too."""
    from served import application, served

    model = Scripted()
    app, feedback = application(shipped_index_folder, tmp_path, model)
    with served(app) as url:
        page = browser.new_page(viewport={"width": 390, "height": 844}, locale="en-US")
        page.goto(url)
        page.locator(".rb-welcome").wait_for()
        page.locator("#rb-box textarea").fill(QUESTION)
        page.locator("#rb-send").click()
        coming = page.locator(".rb-coming")
        coming.wait_for()
        assert "924元" in coming.inner_text() and "801元" not in coming.inner_text()
        assert "AI生成" in coming.inner_text()
        model.go_on.set()
        answer = page.locator("#rb-chat .rb-answer:not(.rb-welcome)")
        answer.wait_for()
        assert "924元" in answer.inner_text() and "801元" in answer.inner_text()
        assert "AI生成" in answer.locator(".rb-by-model").inner_text()
        assert "AI生成" in str(answer.locator(".rb-tools").get_attribute("data-copy"))
        assert coming.count() == 0
        page.close()
    feedback.close()
