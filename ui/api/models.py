"""What goes in and out of the interface, as OpenAPI describes it."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

LONGEST_QUESTION = 2000  # beyond the bot's own 500, so that it can say so in its own words
SESSION = Field(
    default=None, pattern=r"^[A-Za-z0-9_.-]{1,64}$", description="对话的编号：同一编号接着上一问；请用别人猜不到的编号"
)  # fmt: skip
REPORT = Field(default=None, max_length=200, description="问哪一份报告的编号；不写则为最后装入的一份")


class AskBody(BaseModel):
    """一个问题。"""

    question: str = Field(
        max_length=LONGEST_QUESTION, description="要问的话", examples=["去年城镇新增就业多少人？"]
    )
    session: str | None = SESSION
    report: str | None = REPORT
    stream: bool = Field(
        default=False, description="true 则以 server-sent events 逐句给出，最后是整个回答对象"
    )
    quoted: bool = Field(default=False, description="true 则只用报告原文回答，不用大模型措辞")


class CitationObject(BaseModel):
    """回答依据的一句原文：报告正文的 [start:end] 就是 quote。"""

    n: int = Field(description="回答里的 [n]")
    report: str
    section: list[str] = Field(description="章节，由外到内")
    quote: str
    passage_id: str = Field(description="见 GET /api/passages/{id}")
    start: int
    end: int


class FigureObject(BaseModel):
    """回答里的一个数据。"""

    text: str = Field(description="报告里的写法")
    value: str = Field(description="基本单位的十进制数")
    unit: str
    qualifier: str = Field(description="限定词：突破、左右、预计……")
    indicator: str
    item: str
    measure: Literal["stock", "new", "change", "share", "rank"]
    period: str | None = Field(description="年份 2023，或起止 2021-2025")
    status: Literal["actual", "target", "other"] = Field(description="完成、目标或其他")
    report: str
    citation: int


class AnswerObject(BaseModel):
    """回答对象，字段与命令行的 --json 相同，另有编号、对话和 AI 标识。"""

    model_config = ConfigDict(extra="allow")

    answer_id: str = Field(description="评价时用，见 POST /api/feedback")
    session: str = Field(description="接着问时写上它")
    question: str
    answer: str
    status: Literal["answered", "partial", "greeting", "clarify", "not_in_report", "off_topic", "unsafe"]
    refused: bool
    citations: list[CitationObject]
    figures: list[FigureObject]
    mode: Literal["quoted", "generated"] = Field(description="报告原文，或大模型措辞")
    label: str = Field(description="大模型措辞时必须一并展示的标识；原文则为空")
    fallback: str = Field(description="请过大模型、却给了报告原文时，一个词的原因；否则为空")
    elapsed_ms: float
    checks: list[dict[str, Any]] = Field(description="大模型写的每一句和核验结论")


class SectionObject(BaseModel):
    title: str
    level: int
    path: list[str]
    start: int
    end: int
    stop: int
    passages: list[str] = Field(description="直接属于它的句段编号")


class ReportCardObject(BaseModel):
    id: str
    title: str


class ReportObject(BaseModel):
    """一份报告的提纲。"""

    id: str
    title: str
    place: str
    year: int
    sections: list[SectionObject]
    reports: list[ReportCardObject] = Field(description="装入的全部报告，最后一份是默认的")


class PassageObject(BaseModel):
    """一个句段。"""

    id: str
    report: str
    section: list[str]
    text: str
    start: int
    end: int
    period: str | None
    status: Literal["actual", "target", "other"]


class PassageInPlace(PassageObject):
    """一个句段，连同它的段落和前后的句段。"""

    report_title: str
    paragraph: str
    before: list[PassageObject]
    after: list[PassageObject]


class FeedbackBody(BaseModel):
    """对一个回答的评价。"""

    answer_id: str = Field(pattern=r"^[A-Za-z0-9-]{1,64}$")
    up: bool = Field(description="true 有用，false 没用")
    reason: str = Field(default="", max_length=500, description="一句话说说原因；号码会被遮去")


class Kept(BaseModel):
    kept: Literal[True] = True


class ErrorDetail(BaseModel):
    code: str
    message: str = Field(description="给人看的中文")
    type: str
    param: str | None
    request_id: str


class ErrorObject(BaseModel):
    """出错时都是这个样子。"""

    error: ErrorDetail


# Server-sent events, each as OpenAPI sees it: its name, and its data as JSON in a text.
EVENTS: dict[str, Any] = {
    "text/event-stream": {
        "schema": {
            "type": "object",
            "properties": {"event": {"type": "string"}, "data": {"type": "string"}},
            "required": ["data"],
        }
    }
}


def errors(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The errors of an endpoint, for OpenAPI."""
    words = {
        400: "请求不能处理",
        401: "需要密钥",
        404: "没有",
        410: "报告更新之后已经没有了",
        413: "太长",
        422: "写法不对",
        429: "太快或太忙：过 Retry-After 秒再来",
        503: "还没有准备好",
    }
    return {status: {"model": ErrorObject, "description": words[status]} for status in (*statuses, 429, 503)}
