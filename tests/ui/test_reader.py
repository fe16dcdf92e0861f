"""The reader: the whole report, an address for every sentence, and a plain word where a sentence is gone."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

from report_bot.bot.ask import Bot, open_bot
from report_bot.ingest.build import ingest
from report_bot.ingest.embed import bundled_embedder
from report_bot.ingest.read import shipped_report_path
from report_bot.ingest.types import FactStatus, Passage, ReadReport, Report, Section
from report_bot.prompts.load import glossary
from report_bot.ui.reader import blocks, reader_html, reader_router, reader_url

if TYPE_CHECKING:
    from fastapi import FastAPI
    from fastapi.testclient import TestClient
    from playwright.sync_api import Browser

GONE = "报告已更新，这句话已不在其中"


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


class Page(HTMLParser):
    """What a browser without scripts makes of the page: the text of its main part, ids, addresses."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.hrefs: list[str] = []
        self.texts: dict[str, str] = {}
        self.body = ""
        self._open: list[str] = []
        self._inside = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if identity := said.get("id"):
            self.ids.append(identity)
        if tag == "a" and said.get("href"):
            self.hrefs.append(str(said["href"]))
        self._inside = self._inside or tag == "main"
        if tag not in ("meta", "link", "br"):
            self._open.append(said.get("id") or "")

    def handle_endtag(self, tag: str) -> None:
        self._open.pop()
        self._inside = self._inside and tag != "main"

    def handle_data(self, data: str) -> None:
        self.body += data if self._inside else ""
        for identity in filter(None, self._open):
            self.texts[identity] = self.texts.get(identity, "") + data


def application(bot: Bot) -> FastAPI:
    from fastapi import FastAPI

    from report_bot.ui.assets import assets_router

    app = FastAPI()
    app.include_router(assets_router())
    app.include_router(reader_router(bot))
    return app


@pytest.fixture
def client(bot: Bot) -> Iterator[TestClient]:
    from fastapi.testclient import TestClient

    with TestClient(application(bot)) as client:
        yield client


def test_the_page_holds_the_whole_report_and_an_address_for_every_sentence(
    bot: Bot, client: TestClient
) -> None:
    """Nothing lost, nothing twice, in order; each sentence's element holds exactly the sentence."""
    read = bot.read()
    page = Page(client.get(f"/report/{read.report.id}").text)
    assert bare("".join(block.text for block in blocks(read))) == bare(read.report.text)
    assert bare(read.report.text) in bare(page.body)
    assert len(page.ids) == len(set(page.ids))
    passages = {p.id: p.text for p in read.passages}
    assert [i for i in page.ids if i in passages] == list(passages)
    assert all(bare(page.texts[i]) == bare(text) for i, text in passages.items())


def test_the_outline_leads_to_the_headings(bot: Bot, client: TestClient) -> None:
    page = Page(client.get(f"/report/{bot.read().report.id}").text)
    inside = [href[1:] for href in page.hrefs if href.startswith("#s-")]
    assert len(inside) >= 3 and set(inside) <= set(page.ids)
    titles = [s.title for s in bot.read().sections if 0 < s.level < 3]
    assert [page.texts[i].endswith(title) for i, title in zip(inside, titles, strict=True)]


def test_every_address_is_relative_so_that_any_path_of_a_proxy_will_do(bot: Bot, client: TestClient) -> None:
    """Nothing begins with a slash or names a host, apart from the telephone."""
    html = client.get(f"/report/{bot.read().report.id}").text
    addresses = re.findall(r'(?:href|src)="([^"]*)"', html)
    assert addresses
    assert all(a.startswith(("../", "#", "tel:")) for a in addresses), set(addresses)
    for address in {a for a in addresses if "static/" in a}:
        assert client.get(address.removeprefix("..")).status_code == 200, address


def test_any_sentence_can_be_asked_about_and_the_answer_cites_it(bot: Bot) -> None:
    """Of every seventh sentence at least nine in ten are found again by the question beside them."""
    read = bot.read()
    page = Page(reader_html(read))
    asks = [parse_qs(urlsplit(h).query) for h in page.hrefs if h.startswith("../?")]
    assert len(asks) > 0.97 * len(read.passages)
    assert {q["report"][0] for q in asks} == {read.report.id}
    questions = {piece.anchor: piece.ask for block in blocks(read) for piece in block.pieces if piece.ask}
    assert list(questions.values()) == [q["q"][0] for q in asks]
    tried = list(questions.items())[::7]
    found = [i in {c.passage_id for c in bot.ask(question).citations} for i, question in tried]
    assert sum(found) >= 0.9 * len(tried)


def test_the_sentence_that_one_comes_for_is_marked_also_where_the_fragment_got_lost(
    bot: Bot, client: TestClient
) -> None:
    passage = bot.read().passages[40]
    address = reader_url(passage.report_id, passage.id)
    assert address == f"report/{passage.report_id}?p={passage.id}#{passage.id}"
    html = client.get("/" + address).text
    assert re.findall(r'class="s cited" id="([^"]*)"', html) == [passage.id]
    assert GONE not in html.split('id="gone"')[0]


def test_an_unknown_sentence_is_said_to_be_gone_and_an_unknown_report_too(
    bot: Bot, client: TestClient
) -> None:
    lost = client.get("/" + reader_url(bot.read().report.id, "0123456789abcdef"))
    assert lost.status_code == 200 and GONE in lost.text.split('id="gone"')[0]
    assert 'class="s cited"' not in lost.text
    unknown = client.get("/report/nowhere")
    assert unknown.status_code == 404 and "没有找到这份报告" in unknown.text
    listed = client.get("/report/")
    assert listed.status_code == 200 and bot.read().report.title in listed.text


def test_what_stands_in_a_report_is_shown_as_text() -> None:
    """Neither a title, a heading nor a sentence becomes markup."""
    bad = '<img src=x onerror="y">&amp;'
    text = f"一、{bad}\n{bad}新增公园12个。"
    report = Report("r<b>", f"题{bad}", "", 2031, text, "")
    end = len(f"一、{bad}")
    section = Section(bad, 1, 0, end, len(text), (bad,))
    passage = Passage("p1", "r<b>", 0, end + 1, len(text), text[end + 1 :], (bad,), (end + 1, len(text)), None, FactStatus.OTHER)  # fmt: skip
    html = reader_html(ReadReport(report, (section,), (passage,)))
    assert "<img" not in html and "<b>" not in html.replace("<p><b>报告已更新", "")
    assert Page(html).texts["p1"].strip() == passage.text


def changed(folder: Path, target: Path, old: str, new: str) -> None:
    """Ingest the shipped report anew with one place changed."""
    file = target / shipped_report_path().name
    file.parent.mkdir(exist_ok=True)
    text = shipped_report_path().read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")
    shutil.copy(shipped_report_path().with_suffix(".toml"), file.with_suffix(".toml"))
    ingest([file], folder, embedder=bundled_embedder(), glossary_digest=glossary().digest)


@pytest.mark.browser
def test_an_old_citation_stays_right(shipped_index_folder: Path, tmp_path: Path, browser: Browser) -> None:
    """Reloaded, in a second tab, without scripts; and once its sentence was changed, the reader says so.

    It points at no other sentence then; the citations of sentences that did not change still lead to them.
    """
    from served import served

    folder = tmp_path / "data"
    shutil.copytree(shipped_index_folder, folder)
    bot = open_bot(folder)
    title = bot.cards()[0].title
    told, other = (
        bot.ask(q).citations[0] for q in ("去年城镇新增就业多少人？", "今年城镇新增就业目标是多少？")
    )
    with served(application(bot)) as url:
        context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
        first, second = context.new_page(), context.new_page()
        address = url + reader_url(told.report_id, told.passage_id)
        for page in (first, second):
            page.goto(address)
        first.reload()
        for page in (first, second):
            target = page.locator(".s:target")
            assert told.quote == target.inner_text().strip()
            box = target.bounding_box()
            assert box and 0 <= box["y"] < 844, "the sentence is out of sight"
            assert GONE not in page.locator("main").inner_text()
        changed(folder, tmp_path / "new", told.quote, told.quote.replace("5.9", "6.9"))
        for page in (first, second):
            page.goto(url)  # elsewhere, so that the same address is asked for anew
            page.goto(address)
            assert GONE in page.get_by_role("alert").inner_text()
            assert page.locator(".s:target, .s.cited").count() == 0
        first.goto(url + reader_url(other.report_id, other.passage_id))
        assert other.quote == first.locator(".s:target").inner_text().strip()
        assert GONE not in first.locator("main").inner_text()
        second.goto(url + "report/")
        assert second.locator(".reports a").all_inner_texts() == [title]
        context.close()
        # An address without ?p=, as somebody may have copied it: only a script can tell.
        page = browser.new_page()
        page.goto(address.replace(f"?p={told.passage_id}", ""))
        page.get_by_text(GONE).wait_for()
        page.close()
