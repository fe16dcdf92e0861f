"""The nouns of a report: Report, Section, Passage, Number, Figure, Period."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class FactStatus(StrEnum):
    """Whether the report says that something was done (完成), is planned (目标), or neither."""

    ACTUAL = "actual"
    TARGET = "target"
    OTHER = "other"


class Measure(StrEnum):
    """What a figure measures; two figures of different measures are never the same claim.

    STOCK: a level or amount (达到1200家, 88亿元). NEW: what was added in the period (新增28家).
    CHANGE: a rate or amount of change (增长5.5%, 提高1.2个百分点). SHARE: a part of a whole
    (占比54%, 覆盖率). RANK: a place in an order (第2位).
    """

    STOCK = "stock"
    NEW = "new"
    CHANGE = "change"
    SHARE = "share"
    RANK = "rank"


class NumberKind(StrEnum):
    """What a written number is; only a CLAIM becomes a Figure."""

    CLAIM = "claim"
    NAME = "name"
    ORDINAL = "ordinal"
    DATE = "date"


_MARKS = "，。；、：！？ "


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A year (first == last) or a span of years, both ends included. `str()` gives 2023 or 2021-2025."""

    first: int
    last: int

    def __post_init__(self) -> None:
        if self.first > self.last:
            raise ValueError(f"period ends before it starts: {self.first}-{self.last}")

    @classmethod
    def year(cls, year: int) -> Period:
        return cls(year, year)

    @classmethod
    def parse(cls, written: str) -> Period:
        """Inverse of `str()`. Raises ValueError on anything else."""
        first, _, last = written.partition("-")
        return cls(int(first), int(last or first))

    @property
    def is_year(self) -> bool:
        return self.first == self.last

    def covers(self, other: Period) -> bool:
        return self.first <= other.first and other.last <= self.last

    def __str__(self) -> str:
        return str(self.first) if self.is_year else f"{self.first}-{self.last}"


@dataclass(frozen=True, slots=True)
class Report:
    """One report as stored. Every offset anywhere counts characters of `text`."""

    id: str
    title: str
    place: str  # "" where the text does not say; 全国 for the nation
    year: int  # the year the report plans (今年); the year before it is 去年
    text: str
    digest: str  # sha256 of text, title, place and year

    @property
    def last_year(self) -> int:
        return self.year - 1


@dataclass(frozen=True, slots=True)
class Section:
    """A heading or the lead-in phrase of a paragraph, and the text it governs.

    `level`: 0 the report's own title block and preamble, 1 part (一、), 2 section (（一）), 3 item (1.) or
    unnumbered heading or ——lead-in, 4 lead-in phrase of a paragraph. `text[start:end]` is the heading as
    written; it governs `text[end:stop]`.
    """

    title: str
    level: int
    start: int
    end: int
    stop: int
    path: tuple[str, ...]  # titles, outermost first, this one last


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written in some text; offsets count that text."""

    kind: NumberKind
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Figure:
    """A claim of the report as data. Offsets count the report's stored text.

    `value` is in base units (3.2万人 → 32000 with unit 人); percentages stand as written (5.5 with unit %).
    `upper` is set for ranges (1—2个). `text` is the number with its unit as written, `clause_start:clause_end`
    the clause it stands in. `qualifier` keeps the report's words, several joined with 、 (预计、突破).
    `item` is what the value belongs to in a 分别 list or beside its indicator (城市, 国家级).
    """

    indicator: str
    value: Decimal
    unit: str
    text: str
    qualifier: str
    measure: Measure
    item: str
    place: str
    period: Period | None
    status: FactStatus
    start: int
    end: int
    clause_start: int
    clause_end: int
    upper: Decimal | None = None

    @property
    def is_amount(self) -> bool:
        """Whether it says how much there is or how much was added: no change, share or rank."""
        return self.measure in (Measure.STOCK, Measure.NEW)


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of the report: the unit that is found and cited. `report.text[start:end] == text`."""

    id: str
    report_id: str
    order: int
    start: int
    end: int
    text: str
    section: tuple[str, ...]
    paragraph: tuple[int, int]  # offsets of the paragraph it stands in
    period: Period | None
    status: FactStatus
    figures: tuple[Figure, ...] = ()

    @property
    def context(self) -> str:
        """What is embedded and indexed: the section path, then the sentence."""
        return " ".join((*self.section, self.text))

    def clause(self, figure: Figure) -> str:
        """The clause that one of its figures stands in, with its closing mark."""
        return self.text[figure.clause_start - self.start : figure.clause_end - self.start]

    def lead(self, figure: Figure) -> str:
        """What of its clause stands before one of its figures."""
        return self.text[figure.clause_start - self.start : figure.start - self.start]

    def near(self, figure: Figure) -> str:
        """The same, from the number before it in the clause on, if there is one."""
        ends = (f.end for f in self.figures if figure.clause_start <= f.start and f.end <= figure.start)
        return self.text[max(ends, default=figure.clause_start) - self.start : figure.start - self.start]

    def between(self, first: Figure, second: Figure) -> str:
        """What stands between two of its figures, the first before the second."""
        return self.text[first.end - self.start : second.start - self.start]

    def claim(self, figure: Figure) -> str:
        """What is embedded of one of its figures: the clause, after what of its name the clause does not hold.

        Where the clause has other figures too, its own piece comes before: 家电超450万台 of 汽车…超40万辆、家电超450万台.
        """
        clause = self.clause(figure).strip(_MARKS)
        said = [clause]
        if sum(other.clause_start == figure.clause_start for other in self.figures) > 1:
            said.insert(0, (self.near(figure) + figure.text).strip(_MARKS))
        names = (name for name in (figure.item, figure.indicator) if name and name not in said[0])
        return " ".join((*names, *said))


@dataclass(frozen=True, slots=True)
class ReadReport:
    """A report with all that the ingest stages found in it."""

    report: Report
    sections: tuple[Section, ...]
    passages: tuple[Passage, ...]

    @property
    def figures(self) -> tuple[Figure, ...]:
        return tuple(figure for passage in self.passages for figure in passage.figures)
