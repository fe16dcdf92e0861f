"""GET /api/report and GET /api/passages/{id}: the report's outline, and a sentence with those around it."""

from __future__ import annotations

import re
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query

from report_bot.bot.ask import Bot
from report_bot.ingest.types import Passage, ReadReport
from report_bot.ui.api.access import Door
from report_bot.ui.api.errors import ApiError
from report_bot.ui.api.models import (
    PassageInPlace,
    PassageObject,
    ReportCardObject,
    ReportObject,
    SectionObject,
    errors,
)

_ID = re.compile(r"[0-9a-f]{16}")
GONE = "这一句已经不在现在的报告里：报告在这个回答之后更新过。请重新提问，以新的报告为准。"


def report_router(bot: Bot, door: Door) -> APIRouter:
    router = APIRouter(tags=["报告"], dependencies=[Depends(door)])

    @router.get("/api/report", summary="报告的提纲", responses=errors(401, 404, 422))
    def report(
        report: Annotated[
            str | None, Query(max_length=200, description="报告的编号；不写则为最后装入的一份")
        ] = None,
    ) -> ReportObject:
        return _outline(bot.read(report), bot)

    @router.get(
        "/api/passages/{passage_id}", summary="一句原文和它的前后", responses=errors(401, 404, 410, 422)
    )
    def passage(
        passage_id: Annotated[str, Path(description="回答对象里的 passage_id")],
        around: Annotated[int, Query(ge=0, le=5, description="前后各几句")] = 1,
    ) -> PassageInPlace:
        """编号由报告、章节和文字算出：报告更新后文字变了的句子，旧编号得到 410，不会指向别的句子。"""
        bot.read()  # takes up an index that was renewed meanwhile
        for card in bot.cards():
            read = bot.read(card.id)
            for at, found in enumerate(read.passages):
                if found.id == passage_id:
                    return _in_place(read, at, around)
        if _ID.fullmatch(passage_id):
            raise ApiError(410, "passage_gone", GONE)
        raise ApiError(404, "passage_unknown", "没有这个编号的句段。")

    return router


def _outline(read: ReadReport, bot: Bot) -> ReportObject:
    report = read.report
    under: dict[tuple[str, ...], list[str]] = {}
    for passage in read.passages:
        under.setdefault(passage.section, []).append(passage.id)
    sections = [
        SectionObject(
            title=s.title,
            level=s.level,
            path=list(s.path),
            start=s.start,
            end=s.end,
            stop=s.stop,
            passages=under.get(s.path, []),
        )
        for s in read.sections
    ]
    cards = [ReportCardObject(id=card.id, title=card.title) for card in bot.cards()]
    return ReportObject(
        id=report.id, title=report.title, place=report.place, year=report.year, sections=sections, reports=cards
    )  # fmt: skip


def _in_place(read: ReadReport, at: int, around: int) -> PassageInPlace:
    passage = read.passages[at]
    start, end = passage.paragraph
    return PassageInPlace(
        **passage_json(passage),
        report_title=read.report.title,
        paragraph=read.report.text[start:end],
        before=[PassageObject(**passage_json(p)) for p in read.passages[max(0, at - around) : at]],
        after=[PassageObject(**passage_json(p)) for p in read.passages[at + 1 : at + 1 + around]],
    )


def passage_json(passage: Passage) -> dict[str, Any]:
    return {
        "id": passage.id,
        "report": passage.report_id,
        "section": list(passage.section),
        "text": passage.text,
        "start": passage.start,
        "end": passage.end,
        "period": None if passage.period is None else str(passage.period),
        "status": passage.status.value,
    }
