"""The one loader of fixed replies, prompts, word lists and the glossary; each file is read once."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from string import Formatter
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class GlossaryEntry:
    """Official words (synonyms of each other) and the everyday words that mean them."""

    official: tuple[str, ...]
    everyday: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Glossary:
    """The parsed glossary. `digest` changes whenever the file does."""

    entries: tuple[GlossaryEntry, ...]
    digest: str


@dataclass(frozen=True, slots=True)
class Prompt:
    """What a model is told, in parts: the first is the system's where there are two. Variables stand in braces."""

    name: str
    version: str
    parts: tuple[str, ...]


def reply(name: str, **values: str) -> str:
    """A fixed reply with its variables filled in.

    Raises KeyError for an unknown name or a variable that is missing; values that the reply does not use are ignored.
    """
    replies = _tables("replies.toml")["replies"]
    if name not in replies:
        raise KeyError(f"no reply called {name!r} in prompts/replies.toml")
    template = replies[name].strip()
    missing = sorted(_variables(template) - values.keys())
    if missing:
        raise KeyError(f"reply {name!r} needs {', '.join(missing)}")
    return template.format_map(values)


def reply_names() -> frozenset[str]:
    """All names that `reply` knows."""
    return frozenset(_tables("replies.toml")["replies"])


@cache
def template(name: str) -> Prompt:
    """A prompt of prompts/<name>.txt: “# name version” in the first line, its parts divided by lines of ---.

    Raises KeyError for an unknown name, ValueError where the first line is not so.
    """
    if not files("report_bot.prompts").joinpath(f"{name}.txt").is_file():
        raise KeyError(f"no prompt called {name!r} in prompts/")
    head, _, body = _text(f"{name}.txt").partition("\n")
    match head.split():
        case ["#", stated, version] if stated == name:
            return Prompt(name, version, tuple(part.strip() for part in body.split("\n---\n")))
    raise ValueError(f"prompts/{name}.txt, line 1: expected # {name} v1")


@cache
def word_list(name: str) -> frozenset[str]:
    """A list of prompts/words.toml. Raises KeyError for an unknown name."""
    lists = _tables("words.toml")["lists"]
    if name not in lists:
        raise KeyError(f"no word list called {name!r} in prompts/words.toml")
    return frozenset(lists[name].split())


@cache
def word_map(name: str) -> MappingProxyType[str, str]:
    """A mapping of prompts/words.toml, such as everyday words to the sides of a list. Raises KeyError."""
    return MappingProxyType({word: side for side, words in _map(name).items() for word in words.split()})


@cache
def word_groups(name: str) -> tuple[tuple[tuple[str, ...], ...], ...]:
    """The groups of such a mapping, each a row of things with their spellings (a/b), lower case. Raises KeyError."""
    rows = _map(name).values()
    return tuple(tuple(tuple(thing.lower().split("/")) for thing in words.split()) for words in rows)


def _map(name: str) -> dict[str, str]:
    maps = _maps()
    if name not in maps:
        raise KeyError(f"no word map called {name!r} in prompts/words.toml")
    return maps[name]


@cache
def glossary() -> Glossary:
    """The glossary, in the order of its file. Raises ValueError naming a line that cannot be read."""
    return _parsed("glossary.txt")


@cache
def associations() -> Glossary:
    """More words that may mean the same, too loose for a glossary. Raises ValueError naming a line that cannot be read."""
    return _parsed("associations.txt")


def official_word(word: str) -> bool:
    """Whether a word stands in the official side of a glossary: reports use it where they mean it."""
    return word in _official_words()


@cache
def _official_words() -> str:
    entries = (*glossary().entries, *associations().entries)
    return "\n".join(word for entry in entries for word in entry.official)


def _parsed(file: str) -> Glossary:
    text = _text(file)
    entries = []
    for number, line in enumerate(text.splitlines(), 1):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        left, equals, right = line.partition("=")
        official = tuple(word.strip() for word in left.split("|") if word.strip())
        if not equals or not official:
            raise ValueError(f"prompts/{file}, line {number}: expected 官方词 | 官方词 = 口语, 口语")
        everyday = (word.strip() for word in right.replace("，", ",").split(","))
        entries.append(GlossaryEntry(official, tuple(word for word in everyday if word)))
    return Glossary(tuple(entries), hashlib.sha256(text.encode()).hexdigest())


def _variables(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}


def _text(name: str) -> str:
    return files("report_bot.prompts").joinpath(name).read_text(encoding="utf-8")


@cache
def _tables(name: str) -> dict[str, dict[str, str]]:
    tables: dict[str, dict[str, str]] = tomllib.loads(_text(name))
    return tables


@cache
def _maps() -> dict[str, dict[str, str]]:
    maps: dict[str, dict[str, str]] = tomllib.loads(_text("words.toml"))["maps"]
    return maps
