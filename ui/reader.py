"""The report to read: /report/{id}, plain HTML of the whole text in which every sentence has an address of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import quote, urlencode

from report_bot.bot.suggest import question_about
from report_bot.ingest.errors import ReportUnknown
from report_bot.ingest.outline import Paragraph, split_paragraphs
from report_bot.ingest.types import Passage, ReadReport, Section

from .assets import FOLDER, asset

if TYPE_CHECKING:
    from fastapi import APIRouter, Request
    from fastapi.responses import HTMLResponse
    from jinja2 import Template


class Card(Protocol):
    """A report in the list of those there are."""

    @property
    def id(self) -> str: ...
    @property
    def title(self) -> str: ...


class Bot(Protocol):
    """What the reader asks of the bot."""

    def read(self, report: str | None = None) -> ReadReport: ...
    def cards(self) -> Sequence[Card]: ...


@dataclass(frozen=True, slots=True)
class Piece:
    """A slice of a paragraph: a heading run into it, a sentence with its address, or the space between."""

    kind: str  # heading, sentence, between
    text: str
    anchor: str = ""
    ask: str = ""  # a question about the sentence


@dataclass(frozen=True, slots=True)
class Block:
    """A line of the report. `level` 1–3: a heading that stands by itself; 0: a paragraph."""

    level: int
    pieces: tuple[Piece, ...]

    @property
    def anchor(self) -> str:
        return self.pieces[0].anchor

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


def reader_url(report_id: str, passage_id: str = "", base: str = "") -> str:
    """Where a sentence stands in the reader. Relative to the server's root; absolute where `base` says what that is.

    The id is said twice: as the fragment, for the browser to go to, and as `p`, for the server to see that it is gone.
    """
    where = f"report/{quote(report_id, safe='')}"
    if passage_id:
        where += f"?p={quote(passage_id, safe='')}#{quote(passage_id, safe='')}"
    return f"{base.rstrip('/')}/{where}" if base else where


def ask_url(question: str, report_id: str) -> str:
    """The chat page with a question written into its box, relative to the server's root."""
    return "?" + urlencode({"report": report_id, "q": question})


def blocks(read: ReadReport) -> Iterator[Block]:
    """The report's text, line by line and without a loss: the pieces joined are the stored text, blank lines apart."""
    for paragraph in split_paragraphs(read.report.text):
        headings = [
            s for s in read.sections if paragraph.start <= s.start < paragraph.end and s.end > s.start
        ]
        passages = [p for p in read.passages if paragraph.start <= p.start < paragraph.end]
        pieces = tuple(_pieces(read, paragraph, headings, passages))
        alone = [piece for piece in pieces if piece.kind != "between"]
        level = headings[0].level if headings and len(alone) == 1 and alone[0].kind == "heading" else 0
        yield Block(min(level, 3), pieces)


def _pieces(
    read: ReadReport, paragraph: Paragraph, headings: Sequence[Section], passages: Sequence[Passage]
) -> Iterator[Piece]:
    text, at = read.report.text, paragraph.start
    parts: list[Section | Passage] = [*headings, *passages]
    for part in sorted(parts, key=lambda part: part.start):
        if part.start > at:
            yield Piece("between", text[at : part.start])
        said = text[max(at, part.start) : part.end]
        if isinstance(part, Passage):
            yield Piece("sentence", said, part.id, question_about(part, read))
        else:
            yield Piece("heading", said, section_anchor(part))
        at = max(at, part.end)
    if at < paragraph.end:
        yield Piece("between", text[at : paragraph.end])


def section_anchor(section: Section) -> str:
    """A heading's address within the page; passage ids hold no hyphen."""
    return f"s-{section.start}"


def reader_router(bot: Bot) -> APIRouter:
    """GET /report/{report_id} and the list /report/: every address in them is relative, so that they work below any path."""
    from fastapi import APIRouter, Request
    from fastapi.responses import HTMLResponse

    router = APIRouter(include_in_schema=False)

    def report(request: Request, report_id: str, p: str = "") -> HTMLResponse:
        try:
            read = bot.read(report_id)
        except ReportUnknown:
            return HTMLResponse(_render("reports.html", cards=bot.cards(), lost=True), status_code=404)
        return HTMLResponse(reader_html(read, p))

    def reports() -> HTMLResponse:
        return HTMLResponse(_render("reports.html", cards=bot.cards(), lost=False))

    # FastAPI reads the annotations by name, which imports inside a function hide from it.
    report.__annotations__ = {"request": Request, "report_id": str, "p": str, "return": HTMLResponse}
    reports.__annotations__ = {"return": HTMLResponse}
    router.add_api_route("/report/", reports, methods=["GET"], response_class=HTMLResponse)
    router.add_api_route("/report/{report_id}", report, methods=["GET"], response_class=HTMLResponse)
    return router


def reader_html(read: ReadReport, cited: str = "") -> str:
    """The page of a report. `cited` is the id of the sentence that the reader comes for."""
    known = any(passage.id == cited for passage in read.passages)
    return _render(
        "reader.html",
        report=read.report,
        blocks=tuple(blocks(read)),
        outline=[s for s in read.sections if 0 < s.level < 3],
        cited=cited if known else "",
        lost=bool(cited) and not known,
        anchor=section_anchor,
    )


def _render(name: str, **values: Any) -> str:
    return _template(name).render(asset=asset, ask_url=ask_url, reader_url=reader_url, root="../", **values)


@cache
def _template(name: str) -> Template:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(FOLDER), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    ).get_template(name)
