"""File → Report: encoding, noise, hard-wrapped lines, then title, place and year."""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
import unicodedata
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

from report_bot.ingest.errors import ReportUnreadable
from report_bot.ingest.metadata import Metadata, stated_metadata
from report_bot.ingest.outline import read_outline
from report_bot.ingest.types import Report
from report_bot.ingest.unwrap import Line, unwrap

_MIN_CHARACTERS = 50
_YEARS = range(1949, 2101)
_NO_TEXT = re.compile(r"\s")
_INVISIBLE = re.compile(
    r"[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]"
)
_LINE_END = re.compile(r"\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")


def shipped_report_path() -> Path:
    """The report that comes inside the package."""
    return Path(str(files("report_bot.ingest") / "reports" / "zibo-2024.txt"))


def read_report(
    path: Path,
    *,
    id: str | None = None,
    title: str | None = None,
    place: str | None = None,
    year: int | None = None,
) -> Report:
    """Read a report. What is said here wins over the sidecar `<stem>.toml`, and that over the text."""
    path = Path(path)
    text = _read_text(path)
    if len(_NO_TEXT.sub("", text)) < _MIN_CHARACTERS:
        raise ReportUnreadable(f"{path} 几乎没有文字，不是一份政府工作报告。请换一个文件。")
    sections = read_outline(Report(id="", title="", place="", year=0, text=text, digest=""))
    if not any(1 <= section.level <= 3 for section in sections):
        raise ReportUnreadable(
            f"{path} 里看不出章节（如“一、……”“（一）……”），不像政府工作报告。请检查文件内容。"
        )
    said = Metadata(title=title, place=place, year=year)
    known = said.over(_sidecar(path.with_suffix(".toml"))).over(stated_metadata(text, sections)).completed()
    if known.year is None:
        raise ReportUnreadable(f"{path} 没有写明是哪一年的报告。请用 --year 指定，例如 --year 2024。")
    if known.year not in _YEARS:
        raise ReportUnreadable(
            f"年份 {known.year} 不合理。请用 --year 指定报告所安排的年份，例如 --year 2024。"
        )
    title, place = known.title or "", known.place or ""
    return Report(
        id=id or slug(path.stem),
        title=title,
        place=place,
        year=known.year,
        text=text,
        digest=_digest(text, title, place, known.year),
    )


def slug(stem: str) -> str:
    """A file's stem as an id: Chinese letters stay, ASCII is lowered, all else becomes a hyphen."""
    kept = re.sub(r"[^0-9a-z\u4e00-\u9fff]+", "-", unicodedata.normalize("NFKC", stem).lower())
    return kept.strip("-") or "report"


def _digest(text: str, title: str, place: str, year: int) -> str:
    return hashlib.sha256(json.dumps([text, title, place, year], ensure_ascii=False).encode()).hexdigest()


def _read_text(path: Path) -> str:
    if path.is_dir():
        raise ReportUnreadable(f"{path} 是文件夹。请给出其中的报告文件。")
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        known = "、".join(READERS)
        raise ReportUnreadable(f"{path} 的格式不认识，现在能读 {known}。请先把报告另存为其中一种。")
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise ReportUnreadable(f"找不到文件 {path}。请检查路径。") from None
    except (OSError, ValueError) as error:
        raise ReportUnreadable(f"读不了文件 {path}（{error}）。请检查路径和权限。") from error
    if not data.strip():
        raise ReportUnreadable(f"{path} 是空文件。请换一个文件。")
    return reader(_decode(data, path))


def _decode(data: bytes, path: Path) -> str:
    for mark, encoding in (
        (b"\xef\xbb\xbf", "utf-8-sig"),
        (b"\xff\xfe\x00\x00", "utf-32"),
        (b"\x00\x00\xfe\xff", "utf-32"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if data.startswith(mark):
            candidates: tuple[str, ...] = (encoding,)
            break
    else:
        candidates = ("utf-8", "gb18030")
        if b"\x00" in data:
            raise ReportUnreadable(f"{path} 是二进制文件，不是文本。请把报告另存为 UTF-8 编码的 .txt 文件。")
    for encoding in candidates:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _is_plausible(text):
            return text
    raise ReportUnreadable(
        f"{path} 的内容读不出中文（可能是二进制文件或别的编码）。请另存为 UTF-8 编码的 .txt 文件。"
    )


def _is_plausible(text: str) -> bool:
    # GB18030 decodes almost any bytes; what it makes of another encoding is full of letters nobody writes.
    visible = [letter for letter in text if not letter.isspace()]
    controls = sum(unicodedata.category(letter) == "Cc" for letter in visible)
    strange = sum(ord(letter) > 0x7F and not _is_everyday(letter) for letter in visible)
    return controls * 20 <= len(visible) and strange * 5 <= len(visible)


def _is_everyday(letter: str) -> bool:
    if unicodedata.category(letter) == "Cf":
        return True
    try:
        letter.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def _clean(line: str) -> str:
    """One line without noise: lost full-width spaces (`??`), invisible characters, odd spaces."""
    line = re.sub(r"\?{2,}", " ", _INVISIBLE.sub("", line))
    line = re.sub(r"\s+", " ", line).strip()
    if re.fullmatch(r"[\u4e00-\u9fff](?: [\u4e00-\u9fff]){3,}", line):
        return line.replace(" ", "")  # a title spaced out by letters
    # Typesetters put thin spaces around figures; 2024 年 and 2024年 are the same words.
    return re.sub(r"(?<=[0-9%％]) (?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff]) (?=[0-9])", "", line)


def _lines(text: str) -> list[Line]:
    lines: list[Line] = []
    blank = False
    for raw in _LINE_END.split(text):
        line = _clean(raw)
        if line:
            margin = raw[: len(raw) - len(raw.lstrip())]
            indent = len(margin) + margin.count("\u3000")
            lines.append(Line(line, indent, blank_before=blank))
        blank = not line
    return lines


def _from_plain(text: str) -> str:
    return "\n".join(unwrap(_lines(text)))


_MARKDOWN_BLOCK = re.compile(r"(?:>\s?)*(?P<mark>#{1,6}\s+|[-*+]\s+)?(?P<rest>.*)")
_MARKDOWN_RULE = re.compile(r"\s*(?:(?:[-*_=]\s*){3,}|(?:```|~~~).*)$")


def _from_markdown(text: str) -> str:
    """Plain text of a Markdown file; a heading and a list entry each begin a paragraph."""
    lines: list[Line] = []
    blank = False
    for raw in _LINE_END.split(text):
        match = _MARKDOWN_BLOCK.match(raw.strip())
        if match is None or _MARKDOWN_RULE.match(raw):
            blank = True
            continue
        mark = match.group("mark") or ""
        line = _clean(_without_inline_marks(match.group("rest")))
        if line:
            lines.append(Line(line, 0, blank_before=blank, own=bool(mark), heading=mark.startswith("#")))
        blank = not line
    return "\n".join(unwrap(lines))


def _without_inline_marks(line: str) -> str:
    line = re.sub(r"\s#+\s*$", "", line)
    line = re.sub(r"!?\[([^\]\n]+)\]\([^)\n]*\)", r"\1", line)
    line = re.sub(r"(\*\*|__|~~)(?=\S)(.+?)(?<=\S)\1", r"\2", line)
    line = re.sub(r"(?<![*\w])\*(?=\S)([^*]+?)(?<=\S)\*(?!\*)", r"\1", line)
    line = re.sub(r"`([^`]+)`", r"\1", line)
    return re.sub(r"\\([\\`*_{}\[\]()#+\-.!>])", r"\1", line)


# The one place to add a format: a suffix, and the function that makes stored text of the decoded file.
READERS: dict[str, Callable[[str], str]] = {".txt": _from_plain, ".md": _from_markdown}


def _sidecar(path: Path) -> Metadata:
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return Metadata()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ReportUnreadable(f"报告旁的说明文件 {path} 读不了（{error}）。请改正或删去它。") from error
    for key, kind in (("title", str), ("place", str), ("year", int)):
        if key in values and type(values[key]) is not kind:
            raise ReportUnreadable(
                f"报告旁的说明文件 {path} 中 {key} 写错了。title、place 是文字，year 是年份数字。"
            )
    return Metadata(title=values.get("title"), place=values.get("place"), year=values.get("year"))
