"""The stages of an answer, in order: the first file to read."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache, partial
from pathlib import Path

from report_bot.ingest.embed import Embedder
from report_bot.ingest.types import ReadReport
from report_bot.prompts.load import reply

from .afresh import asked_afresh, names_it
from .bare_measure import bare_follow_up, of_the_told
from .examples import example_questions
from .generate import NOT_ASKED, Model, Written, wordable, write
from .in_turn import Lookup
from .library import Library, OpenReport, open_library
from .normalise import normalise
from .question import read_question
from .quote import quote
from .refuse import fixed_reply
from .remarks import plainly
from .retrieve import retrieve
from .same_at_time import same_at_time
from .suggest import near_questions, next_questions
from .told_before import leans_on_it, told_before
from .types import Answer, AnswerStatus, Citation, CitedFigure, Draft, Evidence, Mode, Question, Turn
from .verify import verified


class Bot:
    """Answers questions from the ingested reports. Keeps no history: earlier turns come with the question."""

    def __init__(self, library: Library, model: Model | None = None) -> None:
        self._library, self._model = library, model
        self.cards = library.cards

    def ask(
        self,
        text: str,
        *,
        earlier: tuple[Turn, ...] = (),
        report: str | None = None,
        worded: bool = True,
        budget: float | None = None,
    ) -> Answer:
        """Answer one question. Raises ReportUnknown for a `report` that is not ingested.

        `worded` false gives the report's own words also where a model is configured. `budget`: seconds after which they
        are given in any case; None is what the settings say.
        """
        *_, answer = self.ask_stream(text, earlier=earlier, report=report, worded=worded, budget=budget)
        assert isinstance(answer, Answer)
        return answer

    def ask_stream(
        self,
        text: str,
        *,
        earlier: tuple[Turn, ...] = (),
        report: str | None = None,
        worded: bool = True,
        budget: float | None = None,
    ) -> Iterator[str | Answer]:
        """The same; a model's sentences come as they are proved, and at the end the Answer, which takes their place."""
        started, begun = time.perf_counter(), time.monotonic()
        opened = self._library.report(report)
        read = opened.read
        question = _read(opened, text, earlier)
        draft, why, written = fixed_reply(question, read.report), tuple[str, ...](), None
        if draft is None:
            lookup = Lookup(
                partial(_read, opened), cache(partial(_find, opened))
            )  # found once, however often it is asked
            evidence = lookup.find(question)
            draft = _drafted(question, evidence, lookup, read)
            if draft.status.refused and (afresh := asked_afresh(text, question, lookup)) is not None:
                found = lookup.find(afresh)
                alone = _drafted(afresh, found, lookup, read)
                if alone.status is AnswerStatus.ANSWERED and names_it(afresh, alone):
                    question, evidence, draft = afresh, found, alone
            if earlier:
                draft = _beside_before(text, question, evidence, draft, earlier[-1], lookup, read) or draft
            why = tuple(f"{c.score:.2f} {c.reason} {c.passage.text}" for c in evidence.candidates[:8])
            if self._model is not None and wordable(question, draft):
                if worded:
                    deadline = begun + (self._model.budget if budget is None else budget)
                    written = yield from write(
                        question, draft, evidence, read.report, self._model, deadline, opened.near
                    )
                    draft = written.draft or draft
                else:
                    written = Written(None, why=NOT_ASKED)
        answer = _answer(text, question, draft, read, why, (time.perf_counter() - started) * 1000)
        if written is not None:
            answer = replace(answer, checks=written.checks, fallback=written.why)
            if written.draft is not None:
                answer = replace(answer, mode=Mode.GENERATED, label=reply("written_by_model"))
        yield answer

    def turns(self, texts: Sequence[str], report: str | None = None) -> tuple[Turn, ...]:
        """What was asked before, for who kept only the words: each text resolved after those before it."""
        opened = self._library.report(report)
        turns: tuple[Turn, ...] = ()
        for text in texts:
            question = _read(opened, text, turns)
            turns += (Turn(question.text, opened.read.report.id),)
        return turns

    def model_state(self) -> str:
        """none, ready or resting: whether a model is configured, and whether it is being left alone for its faults."""
        return "none" if self._model is None else getattr(self._model, "state", "ready")

    def load_model(self) -> None:
        """Import what speaks to the model, which takes seconds: for servers, before the first question."""
        if (load := getattr(self._model, "load", None)) is not None:
            load()

    def find(
        self, text: str, *, earlier: tuple[Turn, ...] = (), report: str | None = None
    ) -> Evidence | None:
        """The passages of the report, best first for a question; None for one that none could answer (你好, empty)."""
        opened = self._library.report(report)
        read = opened.read
        question = _read(opened, text, earlier)
        if fixed_reply(question, read.report) is not None:
            return None
        return _find(opened, question)

    def read(self, report: str | None = None) -> ReadReport:
        """A report with its sections, passages and figures. Raises ReportUnknown."""
        return self._library.report(report).read

    def examples(self, report: str | None = None, n: int = 6) -> tuple[str, ...]:
        """Example questions made from the report's own figures."""
        return example_questions(self._library.report(report).read, n)

    def suggest(self, answer: Answer, n: int = 3) -> tuple[str, ...]:
        """Up to `n` questions to go on with, each tried: the report answers it with the sentence that it was made from.

        After a refusal they are what may have been meant.
        """
        good: list[str] = []
        for question, passage_id in self._leads(answer)[: 2 * n]:
            tried = self.ask(question, report=answer.report_id, worded=False)
            if tried.status is AnswerStatus.ANSWERED and passage_id in {
                c.passage_id for c in tried.citations
            }:
                good.append(question)
            if len(good) == n:
                break
        return tuple(good)

    def _leads(self, answer: Answer) -> tuple[tuple[str, str], ...]:
        """Questions to try, each with the id of the passage that should answer it."""
        if answer.citations:
            return next_questions(answer, self.read(answer.report_id))
        if answer.status is not AnswerStatus.NOT_IN_REPORT:
            return ()
        near = self.find(answer.resolved, report=answer.report_id)
        return () if near is None else near_questions(near, self.read(answer.report_id))


def open_bot(folder: Path, model: Model | None = None, embedder: Embedder | None = None) -> Bot:
    """A bot over the index in `folder`, in whose answers `model` words what it can. `embedder`: the configured one.

    Raises IndexMissing, IndexMismatch or SettingsInvalid.
    """
    return Bot(open_library(folder, embedder), model)


def _read(opened: OpenReport, text: str, earlier: tuple[Turn, ...]) -> Question:
    """A text that follows earlier turns, read with an open report's words."""
    return read_question(text, report=opened.read.report, vocabulary=opened.vocabulary, earlier=earlier)


def _find(opened: OpenReport, question: Question) -> Evidence:
    """The passages of an open report for a question, or for a part of one."""
    return retrieve(question, opened.read.passages, *opened.search(question))


def _drafted(question: Question, evidence: Evidence, lookup: Lookup, read: ReadReport) -> Draft:
    """The quoted answer, as it was proved."""
    return verified(quote(question, evidence, read.report, lookup), question, evidence, read.report)


def _beside_before(
    text: str,
    question: Question,
    evidence: Evidence,
    draft: Draft,
    last: Turn,
    lookup: Lookup,
    read: ReadReport,
) -> Draft | None:
    """What stands beside the answer before, or is the same at another time, where a follow-up is refused or told it again."""
    text = plainly(normalise(text)).text
    leans, bare = leans_on_it(text, read.report), bare_follow_up(text)
    nothing = draft.status.refused or draft.status is AnswerStatus.CLARIFY  # 从外省拉来多少钱, 今年呢
    if lookup.read is None or not (leans or bare or nothing):
        return None
    earlier = lookup.read(last.question, ())
    before = _drafted(earlier, lookup.find(earlier), lookup, read)
    if bare and (of_it := of_the_told(bare, question, before, read.report)) is not None:
        return verified(of_it, question, evidence, read.report)
    again = bool(draft.figures) and draft.figures == before.figures
    if not (again or nothing):
        return None
    beside = same_at_time(question, evidence, before, read.report)
    if beside is None and leans:
        beside = told_before(text, question, evidence, before, read.report)
    return beside and verified(beside, question, evidence, read.report)


def _answer(
    asked: str, question: Question, draft: Draft, read: ReadReport, why: tuple[str, ...], elapsed_ms: float
) -> Answer:
    report = read.report
    citations = tuple(
        Citation(n, report.id, report.title, p.section, p.text, p.id, p.start, p.end)
        for n, p in enumerate(draft.cited, 1)
    )
    figures = tuple(CitedFigure(figure, report.id, n) for figure, n in draft.figures)
    return Answer(
        question=asked,
        resolved=question.text,
        text=draft.text,
        status=draft.status,
        citations=citations,
        figures=figures,
        mode=Mode.QUOTED,
        elapsed_ms=round(elapsed_ms, 2),
        report_id=report.id,
        explanation=why,
    )
