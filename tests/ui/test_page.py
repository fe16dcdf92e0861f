"""The chat page, as a citizen meets it in a browser, on a phone and on a wide screen."""

from __future__ import annotations

import re
import urllib.request

import pytest
from browsing import PHONE, WIDE, Open, ask, fits

pytestmark = pytest.mark.browser

QUESTION = "2023年城乡低保标准分别是多少？"
# Letters that are Chinese usage, not interface: a report and its readers write them.
LETTERS_ALLOWED = {"GDP", "AI", "5G", "APP", "R&D"}


@pytest.mark.parametrize("size", [PHONE, WIDE], ids=["390", "1280"])
def test_a_citizen_asks_reads_the_answer_and_opens_its_source(open_page: Open, size: tuple[int, int]) -> None:
    """The whole way: the report's name, a question, the figures, [1], the sentence with the figures marked."""
    page = open_page(size)
    assert page.title() == "报告问答"
    assert "淄博市2024年政府工作报告" in page.locator(".rb-report").inner_text()
    assert fits(page)
    ask(page, QUESTION)
    answer = page.locator("#rb-chat .rb-answer").last
    assert "924元" in answer.inner_text() and "801元" in answer.inner_text()
    card = answer.locator(".rb-card").first
    assert not card.locator(".rb-quote").is_visible()
    card.locator("summary").click()
    assert card.locator(".rb-quote").is_visible()
    assert {"924元", "801元"} <= set(card.locator("mark").all_inner_texts())
    assert card.locator(".rb-nearest").inner_text().strip()
    assert fits(page)
    box = page.locator("#rb-composer").bounding_box()
    assert box and box["y"] + box["height"] <= size[1], "the box to write in is out of sight"


def test_a_citation_in_the_text_opens_its_card(open_page: Open) -> None:
    page = open_page()
    ask(page, QUESTION)
    page.locator(".rb-cite").first.click()
    assert page.locator(".rb-card[open] .rb-quote").first.is_visible()


def test_six_examples_come_from_the_report_and_are_answered(open_page: Open) -> None:
    """Each example is a button; a tap asks it, and the report answers it."""
    page = open_page()
    examples = page.locator("button.rb-example:visible")
    assert examples.count() == 6
    for n in range(6):
        words = examples.nth(n).inner_text()
        examples.nth(n).click()
        answer = page.locator("#rb-chat .rb-answer").nth(n + 1)
        answer.wait_for()
        assert page.locator("#rb-chat .rb-question").nth(n).inner_text() == words
        assert answer.get_attribute("data-status") == "answered", words
        assert answer.locator(".rb-card").count() >= 1


def test_a_follow_up_is_understood_in_its_own_session_only(open_page: Open) -> None:
    """农村的呢 goes on from the question before it; another citizen's page knows nothing of it."""
    mine, other = open_page(), open_page()
    ask(mine, "2023年城市低保标准是多少？")
    ask(mine, "农村的呢")
    assert "801元" in mine.locator("#rb-chat .rb-answer").last.inner_text()
    ask(other, "农村的呢")
    assert "801元" not in other.locator("#rb-chat .rb-answer").last.inner_text()


@pytest.mark.parametrize(
    "hostile",
    [
        "<b>粗</b><img src=x onerror=document.title='坏'>",
        "**粗** [链](http://example.com) `码`",
        "${1+1} {{2+2}} $x^2$",
    ],
)
def test_a_question_is_shown_as_it_was_typed(open_page: Open, hostile: str) -> None:
    """No HTML, Markdown, template or formula in a question ever takes effect."""
    page = open_page()
    ask(page, hostile)
    assert page.locator("#rb-chat .rb-question").last.inner_text() == hostile
    assert page.locator("#rb-chat .rb-question *").count() == 0
    assert page.locator("#rb-chat .rb-answer :is(img, b, a:not(.rb-from a), script, code)").count() == 0
    assert page.title() == "报告问答"


def test_no_script_runs_that_was_smuggled_into_the_page(open_page: Open) -> None:
    """Should anything ever escape escaping, the browser still refuses it."""
    page = open_page()
    page.evaluate(
        """() => {
          document.body.insertAdjacentHTML('beforeend', '<img src="data:," onerror="window.bad = 1">');
          document.body.append(Object.assign(document.createElement('script'), { textContent: 'window.bad = 2' }));
        }"""
    )
    page.wait_for_timeout(500)
    assert page.evaluate("window.bad") is None


def test_enter_while_an_input_method_composes_does_not_send(open_page: Open) -> None:
    """Enter picks the word; only the next Enter sends."""
    page = open_page()
    page.locator("#rb-box textarea").focus()
    cdp = page.context.new_cdp_session(page)
    cdp.send("Input.imeSetComposition", {"text": "dibao", "selectionStart": 5, "selectionEnd": 5})
    page.keyboard.press("Enter")
    cdp.send("Input.insertText", {"text": "低保标准"})
    page.wait_for_timeout(500)
    assert page.locator("#rb-chat .rb-question").count() == 0
    page.keyboard.press("Enter")
    page.locator("#rb-chat .rb-question").wait_for()


@pytest.mark.parametrize("nothing", ["", "   \u3000"])
def test_an_empty_question_gets_a_hint_and_asks_nothing(open_page: Open, nothing: str) -> None:
    page = open_page()
    page.locator("#rb-box textarea").fill(nothing)
    page.locator("#rb-send").click()
    page.locator("#rb-hint", has_text="请先写下您的问题").wait_for()
    assert page.locator("#rb-chat .rb-question").count() == 0


def test_clearing_begins_anew(open_page: Open) -> None:
    """Nothing of the old conversation is shown or remembered."""
    page = open_page()
    ask(page, "2023年城市低保标准是多少？")
    page.locator("#rb-clear").click()
    page.locator("#rb-chat .rb-question").wait_for(state="detached")
    ask(page, "农村的呢")
    assert "801元" not in page.locator("#rb-chat .rb-answer").last.inner_text()


@pytest.mark.parametrize("size", [PHONE, WIDE], ids=["390", "1280"])
def test_no_english_is_left(open_page: Open, size: tuple[int, int]) -> None:
    """Neither in what is seen nor in what a screen reader or a tooltip says, whatever the browser's language."""
    page = open_page(size)
    page.locator(".rb-notice summary").click()
    ask(page, QUESTION)
    page.wait_for_timeout(300)
    spoken = page.evaluate(
        """() => [...document.querySelectorAll('gradio-app *')].filter((node) => node.checkVisibility())
          .flatMap((node) => ['title', 'aria-label', 'placeholder', 'alt'].map((name) => node.getAttribute(name)))
          .filter(Boolean).join('\\n')"""
    )
    words = set(re.findall(r"[A-Za-z0-9&]*[A-Za-z][A-Za-z0-9&]*", page.inner_text("body") + "\n" + spoken))
    assert words <= LETTERS_ALLOWED
    assert page.evaluate("document.documentElement.lang") == "zh-CN"


def test_a_lost_connection_is_said_in_chinese(open_page: Open) -> None:
    """Gradio's own notice is English in every language."""
    page = open_page()
    page.context.set_offline(True)
    page.locator("#rb-box textarea").fill(QUESTION)
    page.locator("#rb-send").click()
    page.locator("#rb-offline", has_text="连接断开了").wait_for()
    assert not re.search("[A-Za-z]", page.inner_text("body"))


def test_a_question_turned_away_is_said_in_words(open_page: Open) -> None:
    """Gradio says nothing where the server has too much to do; the question stays in the box to be sent again."""
    page = open_page()
    words = "您问得有点快，请过9秒再问。"
    page.route("**/queue/join*", lambda route: route.fulfill(status=429, json={"error": {"message": words}}))
    page.locator("#rb-box textarea").fill(QUESTION)
    page.locator("#rb-send").click()
    page.get_by_role("alert").filter(has_text=words).wait_for()
    assert page.locator("#rb-box textarea").input_value() == QUESTION


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_every_text_stands_out_from_its_ground(open_page: Open, dark: bool) -> None:
    """At least 4.5 : 1 (WCAG AA), in daylight and in the dark."""
    page = open_page(dark=dark)
    page.locator(".rb-notice summary").click()
    ask(page, QUESTION)
    ask(page, "张店区房价是多少？")
    for card in page.locator(".rb-card").all():
        card.evaluate("card => card.open = true")
    page.wait_for_timeout(300)
    faint = page.evaluate(CONTRAST)
    assert faint == []


CONTRAST = """() => {
  const rgba = (css) => (css.match(/[\\d.]+/g) || []).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((v) => v / 255)
    .map((v) => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = (node) => {
    for (; node; node = node.parentElement) {
      const colour = rgba(getComputedStyle(node).backgroundColor);
      if (colour.length === 3 || colour[3] > 0.95) return colour;
    }
    return [255, 255, 255];
  };
  return [...document.querySelectorAll('gradio-app *')]
    .filter((node) => node.checkVisibility() && [...node.childNodes].some((c) => c.nodeType === 3 && c.data.trim()))
    .map((node) => {
      const [a, b] = [light(rgba(getComputedStyle(node).color)), light(ground(node))];
      return [node.textContent.trim().slice(0, 20), (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)];
    }).filter(([, ratio]) => ratio < 4.5);
}"""


@pytest.mark.parametrize("size", [PHONE, WIDE], ids=["390", "1280"])
def test_whatever_is_tapped_is_large_enough_for_a_finger(open_page: Open, size: tuple[int, int]) -> None:
    """44 px, the size that phone makers ask for; a citation's ground reaches beyond its number."""
    page = open_page(size)
    ask(page, QUESTION)
    for node in page.locator("gradio-app :is(a, button, summary, textarea):visible").all():
        box = node.bounding_box()
        reach = 22 if "rb-cite" in (node.get_attribute("class") or "") else 0
        assert box and box["height"] + reach >= 44, node.inner_text()


def test_the_shell_names_no_other_site_and_offers_no_interface_of_its_own(page_url: str) -> None:
    """No address outside in the page's tags, and none of Gradio's functions is open to other programs."""
    with urllib.request.urlopen(page_url) as response:
        html = response.read().decode()
    tags = re.sub(r"<script>.*?</script>", "", html, flags=re.S)
    assert '<html lang="zh-CN"' in tags
    assert not re.findall(r"https?://", tags)
    with urllib.request.urlopen(page_url + "gradio_api/info") as response:
        assert response.read().decode().replace(" ", "") == '{"named_endpoints":{},"unnamed_endpoints":{}}'
