"""The package itself: nothing that the tree holds is left out of the wheel, and the README's commands are sound."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import version
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
MAPPING: dict[str, str] = PROJECT["tool"]["setuptools"]["package-dir"]
SHIPPED = {".py", ".txt", ".toml", ".css", ".js", ".svg", ".yaml", ".html", ".json"}
ROOMS = sorted(folder for folder in MAPPING.values() if "/" not in folder)


def tracked(room: str) -> list[Path]:
    """The room's files, without what Python and the tools leave behind."""
    return [
        path.relative_to(ROOT)
        for path in (ROOT / room).rglob("*")
        if path.is_file() and path.suffix in SHIPPED and "__pycache__" not in path.parts
    ]


def test_every_folder_with_modules_is_listed_as_a_package() -> None:
    """setuptools silently leaves out a subfolder that pyproject.toml does not name."""
    found = {path.parent.as_posix() for room in ROOMS for path in tracked(room) if path.suffix == ".py"}
    assert found == set(MAPPING.values())
    assert sorted(PROJECT["tool"]["setuptools"]["packages"]) == sorted(MAPPING)
    for package, folder in MAPPING.items():
        assert package == "report_bot." + folder.replace("/", ".")
        assert (ROOT / folder / "__init__.py").is_file()


@pytest.fixture(scope="module")
def wheel_names(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """What a wheel built from a copy of the tree holds; a copy, so that no stale build/ takes part."""
    folder = tmp_path_factory.mktemp("wheel")
    for path in [*(p for room in ROOMS for p in tracked(room)), Path("pyproject.toml"), Path("README.md")]:
        target = folder / "source" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes((ROOT / path).read_bytes())
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "-q",
        "--no-deps",
        "-w",
        str(folder),
        str(folder / "source"),
    ]
    built = subprocess.run(command, capture_output=True, text=True)
    assert built.returncode == 0, built.stderr
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_the_wheel_holds_every_module_and_data_file(wheel_names: set[str]) -> None:
    missing = {f"report_bot/{path.as_posix()}" for room in ROOMS for path in tracked(room)} - wheel_names
    assert not missing


def test_the_wheel_puts_nothing_beside_report_bot(wheel_names: set[str]) -> None:
    """A top-level `prompts` or `eval` in site-packages would be overwritten by another distribution's."""
    assert {name.split("/")[0] for name in wheel_names if ".dist-info/" not in name} == {"report_bot"}


def test_the_installed_version_is_the_project_s() -> None:
    assert version("report-bot") == PROJECT["project"]["version"]


def test_constraints_pin_every_requirement_within_its_bounds() -> None:
    """The README's commands install exactly what constraints.txt says."""
    from packaging.requirements import Requirement
    from packaging.utils import canonicalize_name

    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [Requirement(line) for line in lines if line and not line.startswith("#")]
    pinned = {canonicalize_name(pin.name): next(iter(pin.specifier)).version for pin in pins}
    extras = PROJECT["project"]["optional-dependencies"]
    wanted = [*PROJECT["project"]["dependencies"], *extras["test"], *extras["eval"]]
    for requirement in map(Requirement, wanted):
        if requirement.name == PROJECT["project"]["name"]:  # an extra that takes in another
            continue
        name = canonicalize_name(requirement.name)
        assert name in pinned, f"{name} is not in constraints.txt"
        assert requirement.specifier.contains(pinned[name]), requirement


def test_the_readme_begins_with_the_words_and_its_two_commands_are_one_line_each() -> None:
    """First install, ingest and serve; then the tests. Each works from a clone, alone or after the other."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```bash\n(.*?)```", readme, flags=re.S)
    first, second = (block.strip() for block in blocks[:2])
    assert readme.index("报告 Report") < readme.index(first) < readme.index(second)
    for command in (first, second):
        assert "\n" not in command and command.startswith("python3 -m venv .venv && ")
        assert "-c constraints.txt" in command
    assert first.endswith("report-bot ingest && .venv/bin/report-bot serve")
    assert second.endswith(".venv/bin/python -m pytest -n 2 --dist loadfile")
