"""Words of a question, remembered: the segmenter sees each text once."""

from __future__ import annotations

from functools import lru_cache

from report_bot.ingest.words import Word, in_dictionary, words


@lru_cache(maxsize=4096)
def tagged(text: str) -> tuple[Word, ...]:
    """The words of `text` in order; together they are the text."""
    return words(text)


@lru_cache(maxsize=4096)
def is_word(word: str) -> bool:
    """Whether the segmenter's dictionary of general Chinese holds the word."""
    return in_dictionary(word)


__all__ = ["Word", "is_word", "tagged"]
