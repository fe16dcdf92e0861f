"""The chat button on somebody else's page: works where the office allowed it, refused elsewhere, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from browsing import PHONE, WIDE

if TYPE_CHECKING:
    from conftest import Neighbours
    from playwright.sync_api import Browser, Frame, Page

pytestmark = pytest.mark.browser

HOST = """<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>某单位</title>
<meta http-equiv="Content-Security-Policy" content="script-src {url}; style-src 'none'">
<body><h1>通知公告</h1><script src="{url}embed.js" async></script></body></html>"""


@pytest.fixture
def page(browser: Browser, neighbours: Neighbours, page_url: str) -> Iterator[Page]:
    neighbours.pages["/"] = HOST.format(url=page_url)
    context = browser.new_context(viewport={"width": PHONE[0], "height": PHONE[1]}, locale="en-US")
    yield context.new_page()
    context.close()


def opened(page: Page) -> Frame:
    """The frame in the panel, once its button was tapped."""
    page.get_by_role("button", name="问报告").click()
    frame = page.locator("iframe").element_handle().content_frame()  # type: ignore[union-attr]
    assert frame is not None
    return frame


@pytest.mark.parametrize("size", [PHONE, WIDE], ids=["390", "1280"])
def test_an_allowed_site_s_visitor_asks_and_is_answered(
    page: Page, neighbours: Neighbours, page_url: str, size: tuple[int, int]
) -> None:
    """On a page whose own policy forbids styles and all scripts but this one; nothing loads before it is asked for."""
    page.set_viewport_size({"width": size[0], "height": size[1]})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(neighbours.friend)
    button = page.get_by_role("button", name="问报告")
    button.wait_for()
    assert asked == [f"{neighbours.friend}/", f"{page_url}embed.js"]
    frame = opened(page)
    frame.locator(".rb-welcome").wait_for()
    box = page.locator("iframe").bounding_box()
    assert box and box["width"] <= size[0] and box["y"] + box["height"] <= size[1] + 1
    frame.locator("#rb-box textarea").fill("去年城镇新增就业多少人？")
    frame.locator("#rb-box textarea").press("Enter")
    answer = frame.locator("#rb-chat .rb-answer:not(.rb-welcome)")
    answer.wait_for()
    assert "5.9万人" in answer.inner_text()
    assert frame.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    answer.locator(".rb-card summary").click()
    with page.context.expect_page() as reader:
        answer.locator(".rb-from a").click()
    assert "5.9万人" in reader.value.locator(".s:target").inner_text()
    reader.value.close()
    frame.locator("#rb-box textarea").press("Escape")  # from inside the frame, which has the keyboard
    page.get_by_role("dialog").wait_for(state="hidden")
    assert page.evaluate("document.activeElement.shadowRoot.activeElement.textContent") == "问报告"
    button.click()
    assert answer.is_visible(), "what was asked is gone"


def test_a_site_that_is_not_allowed_is_refused(page: Page, neighbours: Neighbours, page_url: str) -> None:
    """The browser shows nothing of the page there, and the panel offers the way to it."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.clock.install()
    page.goto(neighbours.stranger)
    page.get_by_role("button", name="问报告").click()
    page.wait_for_timeout(2000)
    assert any("frame-ancestors" in words for words in said), said
    assert all(frame.locator("gradio-app").count() == 0 for frame in page.frames[1:])
    page.clock.fast_forward(20_000)
    page.get_by_text("这里暂时打不开问答").wait_for()
    assert page.get_by_role("link", name="在新窗口打开").get_attribute("href") == page_url
