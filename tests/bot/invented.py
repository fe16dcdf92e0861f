"""A bot on one of this folder's invented reports, and its last answer in a dialogue."""

from pathlib import Path

from report_bot.bot.ask import Bot, open_bot
from report_bot.bot.types import Turn
from report_bot.ingest.build import ingest
from report_bot.ingest.embed import bundled_embedder
from report_bot.prompts.load import glossary

RIGHT, WRONG = "是的。", "和报告写的不一样"  # how an answer to a doubt begins


def bot_on(name: str, folder: Path) -> Bot:
    """A bot on a real index of the report `name`, made in `folder`."""
    report = Path(__file__).with_name(name)
    ingest([report], folder, embedder=bundled_embedder(), glossary_digest=glossary().digest)
    return open_bot(folder)


def answer(bot: Bot, turns: tuple[str, ...]) -> str:
    """What is answered to the last of some turns."""
    earlier: tuple[Turn, ...] = ()
    text = ""
    for turn in turns:
        said = bot.ask(turn, earlier=earlier)
        earlier += (Turn(said.resolved, said.report_id),)
        text = said.text
    return text
