"""Renders reports from template files; a template is compiled once and again only after it has changed."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from zpj.domain.errors import ZpjError

if TYPE_CHECKING:
    from zpj.report.template import ReportTemplate


def render_report(template_path: Path, context: Mapping[str, object]) -> bytes:
    """Fill a Word template; gives the bytes of the .docx, equal for equal input. Writing them is the caller's job."""
    try:
        state = template_path.stat()
    except OSError as error:
        raise ZpjError(f"模板 {template_path.name}", "找不到这个文件", "请检查模板的名称和位置") from error
    return _compiled(template_path.resolve(), state.st_mtime_ns, state.st_size).render(context)


@lru_cache(maxsize=16)
def _compiled(path: Path, modified: int, size: int) -> ReportTemplate:
    """`modified` and `size` only tell one state of the file from the next."""
    from zpj.grid.package import open_package
    from zpj.report.template import ReportTemplate

    return ReportTemplate(open_package(path))
