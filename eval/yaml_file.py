"""One YAML file of questions or figures, read by libyaml where PyYAML has it: ten times as fast as in Python."""

from __future__ import annotations

from pathlib import Path
from typing import Any


def read_yaml(path: Path) -> Any:
    """What the file holds. Raises OSError, yaml.YAMLError."""
    import yaml  # in the extra `eval` only

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(path.read_text(encoding="utf-8"), Loader=loader)
