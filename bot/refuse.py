"""What is said where nothing may be quoted: fixed replies, and refusals that name the nearest section."""

from __future__ import annotations

import re

from report_bot.ingest.types import Measure, Report
from report_bot.ingest.words import search_terms
from report_bot.prompts.load import reply

from .coverage import heavy, plain, term_fit
from .dated import when
from .phrase import inner
from .segment import tagged
from .types import AnswerStatus, Candidate, Draft, Evidence, Intent, Question, Term

_FIXED = {
    Intent.GREETING: AnswerStatus.GREETING,
    Intent.THANKS: AnswerStatus.GREETING,
    Intent.IDENTITY: AnswerStatus.GREETING,
    Intent.HELP: AnswerStatus.GREETING,
    Intent.EMPTY: AnswerStatus.CLARIFY,
    Intent.TOO_LONG: AnswerStatus.CLARIFY,
    Intent.UNSAFE: AnswerStatus.UNSAFE,
    Intent.OFF_TOPIC: AnswerStatus.OFF_TOPIC,
}


def fixed_reply(question: Question, report: Report) -> Draft | None:
    """The reply to a question that needs no evidence (你好, empty, unsafe …); None for all others."""
    status = _FIXED.get(question.intent)
    return Draft(reply(question.intent.value, title=report.title), status) if status else None


def refuse(question: Question, evidence: Evidence, report: Report) -> Draft:
    """Not in the report, with the nearest section and where else to ask."""
    topic = _topic(question, report)
    if section_of := _named_in(question, evidence):
        subject = _topic(question, report, dated=False).removesuffix("的排名")
        text = reply("number_missing", title=report.title, topic=subject, section=section_of)
        return Draft(text, AnswerStatus.NOT_IN_REPORT)
    section = inner("·".join(evidence.candidates[0].passage.section)) if evidence.candidates else ""
    name = "not_in_report" if section else "not_in_report_bare"
    if section and not question.places and _mentioned(question, evidence):
        name = "not_found"
    return Draft(reply(name, title=report.title, topic=topic, section=section), AnswerStatus.NOT_IN_REPORT)


def _named_in(question: Question, evidence: Evidence) -> str:
    """The section that names all that a number was asked for, without the number; "" where none does."""
    subjects = heavy(question.terms)
    if question.intent is Intent.POLICY or not subjects:
        return ""
    for candidate in evidence.candidates[:8]:
        said = plain(candidate.passage.text)
        # In the question's own words: of 房价 nothing is said by 房地产.
        named = all(_in_these_words(t, said) and not _cut_from(t.text, candidate) for t in subjects)
        if named and all(p in said for p in question.places):
            return inner("·".join(candidate.passage.section))
    return ""


def _in_these_words(term: Term, said: str) -> bool:
    """Whether a text has the word itself; of letters (GDP) what they stand for will do."""
    return plain(term.text) in said or (term.text.isascii() and term_fit(term, said) >= 0.85)


def _cut_from(word: str, candidate: Candidate) -> bool:
    """Whether a word stands in a sentence only as the beginning or end of another (养老金 in 养老金融)."""
    text = candidate.passage.text
    places = [m.span() for m in re.finditer(re.escape(word), text)]
    edges = {edge for w in tagged(text) for edge in (w.start, w.end)} if places else set()
    return bool(places) and not any(start in edges and end in edges for start, end in places)


def _mentioned(question: Question, evidence: Evidence) -> bool:
    """Whether some sentence or title speaks of what was asked, so that it can't be said not to be there at all."""
    pieces = [plain(c.passage.context) for c in evidence.candidates]
    subjects = heavy(question.terms)
    # 高速公路, where the report writes 高速: it cannot be said that nothing of it is there.
    parts = {token for t in subjects for token in search_terms(t.text) if len(token) > 1}
    return any(term_fit(t, piece) >= 0.5 for t in subjects for piece in pieces) or any(
        part in piece for part in parts for piece in pieces
    )


def _topic(question: Question, report: Report, *, dated: bool = True) -> str:
    """What was asked for, in the question's own words: 2022年的…, 某区的…, …的排名."""
    subjects = sorted(
        (t for t in heavy(question.terms) if not any(p in t.text or t.text in p for p in question.places)),
        key=lambda t: -t.weight,
    )
    topic = "、".join(dict.fromkeys(t.text for t in subjects[:2]))
    far = [p for p in question.periods if p.is_year and p.first not in (report.year, report.last_year)]
    owner = "、".join(when(p, report) for p in far[:1] if dated) + "、".join(question.places)
    rank = "的排名" if question.measures == {Measure.RANK} else ""
    if not topic:
        return f"{owner}的情况" if owner else reply("this_topic")
    return (f"{owner}的" if owner else "") + topic + rank
