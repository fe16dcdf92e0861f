"""Our errors, each with words for whoever sees it.

ReportBotError                 every error of ours; str() is Chinese and says what to do; the CLI exits with 2
├── ReportUnreadable           operator: a file that is missing, empty, binary, undecodable or without structure
├── ReportUnknown              operator: an id that names no ingested report, or a clash of ids
├── IndexMissing               operator: no index where one was looked for
├── IndexMismatch              operator: the index was built by another segmenter, glossary or embedder
├── IndexBusy                  operator: another process is writing the index
└── SettingsInvalid            operator: an option or environment variable that cannot be used
"""

from __future__ import annotations


class ReportBotError(Exception):
    """Base of all errors that we raise on purpose. The message is Chinese and says what to do."""


class ReportUnreadable(ReportBotError):
    """A file cannot be read as a report."""


class ReportUnknown(ReportBotError):
    """An id names no ingested report, or names a different one than meant."""


class IndexMissing(ReportBotError):
    """There is no index in the data folder."""


class IndexMismatch(ReportBotError):
    """The index was built by other parts than those that would query it."""


class IndexBusy(ReportBotError):
    """Another process is writing the index."""


class SettingsInvalid(ReportBotError):
    """A setting cannot be used."""
