"""Answer → the parts that WeChat shows: plain text, 1,900 bytes at most, cut where nothing is torn."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

from report_bot.bot.types import Answer, Citation, Mode
from report_bot.ingest.types import ReadReport, Section
from report_bot.ui.wechat.words import words

MOST_BYTES = 1900  # WeChat cuts or drops a reply of more than 2,048
_SENTENCE = re.compile(r"[^。！？!?；;\n]*[。！？!?；;\n]+[”’」』）)]*(?:\[\d+\])*|[^。！？!?；;\n]+")
_PAUSE = re.compile(r"[，,、：:]")
# What no cut may fall into: a figure with what qualifies it, a citation, an address, a Latin word.
_WHOLE = re.compile(
    r"(?:约|近|超过?|突破|不到|不足|达到?|增长|下降|提高|预计)*"
    r"[0-9０-９〇零一二三四五六七八九十百千两几]+(?:[,，.．:：/—~～-]?[0-9０-９〇零一二三四五六七八九十百千]+)*"
    r"[余多]?[%％‰万亿]*(?:个?百分点|[\u4e00-\u9fff]{1,3})?(?:左右|以上|以下|以内)?"
    r"|\[\d+\]|https?://\S+|[A-Za-z]+"
)
_MARK = re.compile(r"\[(\d+)\]")
_BOLD = re.compile(r"\*\*|__|`+")
_LINE_MARKUP = re.compile(r"^[ \t]*(?:#{1,6}[ \t]+|>[ \t]?)", re.MULTILINE)
_BULLET = re.compile(r"^[ \t]*[-*+][ \t]+", re.MULTILINE)
_NUMERAL = re.compile(r"[一二三四五六七八九十]{1,3}")


def answer_parts(
    answer: Answer, read: ReadReport, *, public_url: str = "", tail: str = "", most: int = MOST_BYTES
) -> tuple[str, ...]:
    """The answer with its citations, in parts of which each is a reply. `tail` stands at the end of the first.

    Every part of what a model worded carries the label; every part but the last says how to see the next.
    """
    worded = answer.mode is Mode.GENERATED
    text = unmarked(answer.text) if worded else answer.text
    numbered = len(answer.citations) > 1
    if not numbered:
        text = _MARK.sub("", text)
    pieces = [*_SENTENCE.findall(text)]
    if answer.citations:
        pieces[-1] = pieces[-1].rstrip("\n") + "\n\n"
        pieces += [_cited(citation, read, public_url, numbered) for citation in answer.citations]
    return parts(pieces, label=answer.label if worded else "", tail=tail, most=most)


def parts(pieces: list[str], *, label: str = "", tail: str = "", most: int = MOST_BYTES) -> tuple[str, ...]:
    """Pieces packed into as few parts as they need, none above `most` bytes of UTF-8 with all that is added to it."""
    more = words("more")
    room = most - _size("\n".join(("", label, more, tail)))
    packed: list[str] = []
    part = ""
    for piece in (small for whole in pieces for small in _halved(whole, room)):
        if part.strip() and _size(part + piece.rstrip()) > room:
            packed.append(part)
            part = ""
        part += piece
    packed.append(part)
    lines = [[text.strip(), label] for text in packed if text.strip()]
    for line in lines[:-1]:
        line.append(more)
    if lines and tail:
        lines[0].append(tail)
    return tuple("\n".join(filter(None, line)) for line in lines)


def place(section: tuple[str, ...], read: ReadReport) -> str:
    """Where a sentence stands, as the report numbers it: 第二部分（三）·植树造林."""
    if not section:
        return words("body")
    along = [s for n in range(1, len(section) + 1) for s in read.sections if s.path == section[:n]]
    by_level = {s.level: s for s in along}
    part, group = by_level.get(1), by_level.get(2)
    said = ""
    if part is not None and (numeral := _numeral(part, read)):
        said = words("part", numeral=numeral)
    if group is not None and (numeral := _numeral(group, read)):
        said += f"（{numeral}）"
    if said:
        return f"{said}·{section[-1]}"
    return "·".join(dict.fromkeys((section[0], section[-1])))


def link(citation: Citation, public_url: str) -> str:
    """The page at the cited sentence, as ui/reader.py serves it; "" where no public address is set."""
    if not public_url:
        return ""
    sentence = quote(citation.passage_id, safe="")
    return f"{public_url.rstrip('/')}/report/{quote(citation.report_id, safe='')}?p={sentence}#{sentence}"


def unmarked(text: str) -> str:
    """Without the Markdown that models add: WeChat would show its signs."""
    return _BULLET.sub("· ", _LINE_MARKUP.sub("", _BOLD.sub("", text)))


def _cited(citation: Citation, read: ReadReport, public_url: str, numbered: bool) -> str:
    mark = f"[{citation.n}]" if numbered else ""
    lines = [words("basis", mark=mark, place=place(citation.section, read)), f"“{citation.quote}”"]
    if url := link(citation, public_url):
        lines.append(words("link_to", url=url))
    return "\n".join(lines) + "\n"


def _numeral(section: Section, read: ReadReport) -> str:
    heading = read.report.text[section.start : section.end]
    written = heading[: len(heading) - len(heading.lstrip("（(第 "))] + heading.lstrip("（(第 ")[:3]
    found = _NUMERAL.search(written) if not heading.startswith(section.title) else None
    return found[0] if found else ""


def _halved(piece: str, room: int) -> Iterator[str]:
    """A sentence too long for one part, cut after a comma, or else between words that no rule holds together."""
    while _size(piece.rstrip()) > room:
        fits = len(piece.encode("utf-8")[:room].decode("utf-8", "ignore"))
        held = {n for found in _WHOLE.finditer(piece) for n in range(found.start() + 1, found.end())}
        pauses = [m.end() for m in _PAUSE.finditer(piece, 0, fits) if m.end() not in held]
        free = [n for n in range(fits, 0, -1) if n not in held]
        cut = pauses[-1] if pauses and pauses[-1] > fits // 3 else next(iter(free), fits)
        yield piece[:cut]
        piece = piece[cut:]
    yield piece


def _size(text: str) -> int:
    return len(text.encode("utf-8"))
