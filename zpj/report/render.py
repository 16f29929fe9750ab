"""Renders reports from template files; a template is compiled once and again only after it or zpj has changed."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import lru_cache
from importlib.util import source_hash
from pathlib import Path
from typing import TYPE_CHECKING

from zpj import kept
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
    from zpj.grid.container import load
    from zpj.report.compiled import CompiledTemplate, content_key
    from zpj.report.template import ReportTemplate

    data = load(path)
    shelf = kept.shelf(f"template-{source_hash(os.fsencode(path)).hex()}", most=1)
    key = content_key(data)
    if (found := shelf.get(key)) is not None:
        return ReportTemplate.of(path.name, CompiledTemplate(*found))
    from zpj.grid.package import package_of
    from zpj.report.template_parts import compiled

    made = compiled(package_of(path, data))
    shelf.put(key, made.values())
    return ReportTemplate.of(path.name, made)
