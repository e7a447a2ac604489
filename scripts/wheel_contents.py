"""Build hook: what a wheel holds besides what is committed in the package."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class WheelContents(BuildHookInterface[Any]):
    """Puts templates/, static/ and compiled translations into the package; an editable install reads them in place."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before it builds; refuses to build a wheel without what `make` builds first."""
        if version == "editable":
            return
        root = Path(self.root)
        if not (root / "static" / "vendor" / "manifest.json").is_file():
            raise FileNotFoundError("static/vendor/ is not built: run `make wheel`, which does it first.")
        for catalogue in sorted((root / "factcheck" / "translations").glob("*/LC_MESSAGES/*.po")):
            compiled = catalogue.with_suffix(".mo")
            if not compiled.is_file():
                raise FileNotFoundError(f"{compiled} is not built: run `make wheel`, which does it first.")
            build_data["force_include"][str(compiled)] = str(compiled.relative_to(root))
        for folder in ("templates", "static"):
            build_data["force_include"][str(root / folder)] = f"factcheck/{folder}"
