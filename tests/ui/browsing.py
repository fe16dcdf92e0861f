"""What the browser tests share: sizes, asking a question, and whether a page fits its window."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

PHONE, WIDE = (390, 844), (1280, 800)
Open = Callable[..., "Page"]


def ask(page: Page, question: str) -> None:
    """Type, press Enter, wait until one more answer stands."""
    from playwright import sync_api

    answers = page.locator("#rb-chat .rb-answer")
    before, box = answers.count(), page.locator("#rb-box textarea")
    asked = page.locator("#rb-chat .rb-question")
    said = asked.count()
    box.fill(question)
    box.press("Enter")
    try:
        asked.nth(said).wait_for(timeout=10_000)
    except (
        sync_api.TimeoutError
    ):  # on a busy machine the box may be redrawn under the key: a person would press again
        box.fill(question)
        box.press("Enter")
    answers.nth(before).wait_for()


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
