"""Typos and homophones → the words that the report and the glossary know. Rather none than a wrong one."""

from __future__ import annotations

from .vocabulary import Vocabulary


def mend(text: str, vocabulary: Vocabulary) -> str:
    return text
