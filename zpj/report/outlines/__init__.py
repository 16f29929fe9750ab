"""The shipped report templates: one module per published report, found by `outlines()`.

A module `zpj/report/outlines/<id with _ for ->.py` has two names:

- `ID: str`: the template is templates/reports/<ID>.docx, its meta data templates/reports/<ID>.toml beside it;
- `build(layout: Layout) -> bytes`: the template, the same bytes every time; an `OfficialDocument` filled with the
  pieces of `zpj.report.pieces` and given by its `to_bytes()`.

`python -m zpj.report.skeleton` writes the .docx of every module. The .toml is written by hand (`zpj.report.meta`):

    title = "一行说明，zpj forms 列出"
    report_title = "{{ 年度 }}年度{{ 项目名称 }}绩效自评分析报告"
    scope = "project"      # project: one per project; department: one per workbook; named: by the 报告 column
    sections = ["引言", "一、基本情况／（一）项目概况", …]   # in order, as in column 章节 of sheet 报告素材

What every template may use besides the fields of its context:

- `章节["（一）项目概况"]`: the paragraphs of a section, 【待补：项目概况】 where nobody wrote any. The key is the last
  heading or the path joined by ／; numbering, blanks, kind of brackets and closing 。：: do not matter;
- `已写["（一）项目概况"]`: the same, but empty where nobody wrote any: `{% if 已写["…"] %}` around a section that
  vanishes with its heading, `{% for 段 in 已写["…"] %} … {% else %} 无。 {% endfor %}` for one that reads 无。;
- `下级["（一）项目概况"]`: the sections below a heading, each with 序号, 标题 (without its number) and 段落;
- `编号["（一）"]`: the next number written like the sample (一、 （一） 1. 1、 （1）); a higher one starts the lower
  anew. Only where a vanishing section must let the numbers close up; else a number is plain text;
- `表["支出明细"]`: the rows of a plain sheet (those of the project where it has 项目名称), `行["支付日期"]` by column;
  `表合计["支出明细"]`: its total row;
- `资料["绩效完成表表头"]["主管部门"]`: a cell of a two-column sheet by its first column.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Mapping
from importlib import import_module

from zpj.report.layout import Layout

Build = Callable[[Layout], bytes]


def outlines() -> Mapping[str, Build]:
    """Every shipped template by its id, in alphabetical order."""
    modules = [import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__)]
    return {module.ID: module.build for module in sorted(modules, key=lambda module: str(module.ID))}
