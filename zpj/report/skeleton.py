"""Makes the report templates that zpj ships; a bureau then edits them in Word.

`python -m zpj.report.skeleton [TEMPLATES_FOLDER]` writes them anew.
"""

from __future__ import annotations

import sys
from pathlib import Path

from zpj.report.layout import load_layout
from zpj.report.outlines import outlines


def write_templates(templates: Path) -> list[Path]:
    """Write every shipped report template under a templates folder; gives the files written."""
    layout = load_layout(templates / "layouts" / "gbt9704.toml")
    written = []
    for name, build in outlines().items():
        path = templates / "reports" / f"{name}.docx"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(build(layout))
        written.append(path)
    return written


if __name__ == "__main__":
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[2] / "templates"
    for file in write_templates(folder):
        print(file)
