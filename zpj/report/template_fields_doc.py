"""Writes docs/report_fields.md from the code: `python -m zpj.report.template_fields_doc`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

from zpj import resources
from zpj.report.fields import FIELD_NOTES
from zpj.report.meta import load_meta
from zpj.report.template_fields import COMMON, Field, department_fields, project_fields

FILTER_NOTES: Mapping[str, str] = MappingProxyType(
    {
        "合并": "表格里上下相同的格合并，`{{ 行.一级指标|合并 }}`；左边标了“合并”的格不同，就不合并",
        "表格": "整张表，`{{ 自评表|表格 }}`，单独占一段",
        "筛选": '某字段等于某值的各行，`指标|筛选("一级指标", "产出指标")`；不写值时取不为空的行',
        "排除": '与“筛选”相反，`指标|排除("偏差原因", "")`',
        "default": '没有或为空时用的文字，`{{ 附件号|default("无") }}`',
        "first": "一组数据的第一个",
        "last": "一组数据的最后一个",
        "length": "个数或字数",
        "join": '连成一段，`{{ 资金|join("、", "资金来源") }}`',
        "replace": '替换文字，`{{ 项目名称|replace("项目", "") }}`',
        "trim": "去掉两头的空白",
    }
)
_HEAD = """# 报告模板的字段

本文件由 `python -m zpj.report.template_fields_doc` 生成，请勿手工修改。`zpj template fields` 列出同样的内容，
`zpj template check 模板.docx -o 批注.docx` 检查模板，把问题写成 Word 批注。

## 标签怎么写

模板就是普通的 Word 文档，用 Word 或 WPS 修改。标签的括号用半角，一个标签写在同一段里。

| 写法 | 作用 |
|---|---|
| `{{ 项目名称 }}` | 写出一个字段 |
| `{% for 段 in 章节["（一）项目概况"] %}` … `{% endfor %}` | 重复中间的段落；两个标签各占一段 |
| `{% for 行 in 指标 %}` … `{% endfor %}` | 重复表格的行；两个标签各占一整行 |
| `{% if 已写["六、有关建议"] %}` … `{% elif … %}` … `{% else %}` … `{% endif %}` | 有条件才出现，标题可以放在里面 |
| `{% set 名 = 项目名称 %}` | 给一个值起名 |
| `{{ "立项依据：" if loop.first }}` | 只在第一次写出；另有 `loop.last`、`loop.index`、`loop.length` |
| `==` `!=` `<` `<=` `>` `>=` `in` `and` `or` `not` `is defined` | 比较和判断 |
| `{# 说明 #}` | 写给改模板的人看，报告里没有 |

不能用算式和函数；页眉、页脚、脚注、文本框里也可以写标签。
"""


def fields_document(templates: Path) -> str:
    """Give the text of docs/report_fields.md for a templates folder."""
    common = set(COMMON)
    projects = [field for field in project_fields() if field.name not in common]
    departments = [field for field in department_fields() if field.name not in common]
    parts = [
        _HEAD,
        _table(
            "过滤器",
            "写在字段后面：`{{ 字段|过滤器 }}`。",
            ((f"`{name}`", note) for name, note in FILTER_NOTES.items()),
        ),
        _table("每种报告都有的字段", "", ((f"`{name}`", FIELD_NOTES[name]) for name in COMMON)),
        _table("一个项目的报告", "", _rows(projects)),
        _table("部门的报告和不带自评表的报告", "", _rows(departments)),
        _sections(templates),
    ]
    return "\n".join(parts)


def _rows(fields: Iterable[Field]) -> Iterable[tuple[str, str]]:
    return ((f"`{field.name}`", field.note) for field in fields)


def _table(title: str, note: str, rows: Iterable[tuple[str, str]]) -> str:
    lines = [f"## {title}", "", *([note, ""] if note else []), "| 名称 | 说明 |", "|---|---|"]
    return "\n".join((*lines, *(f"| {name} | {text.replace('|', chr(92) + '|')} |" for name, text in rows), ""))


def _sections(templates: Path) -> str:
    lines = ["## 各报告的章节", "", '用 `章节["…"]` 取一节的各段；报告素材里照这里的名称写。', ""]
    for path in sorted((templates / "reports").glob("*.docx")):
        if path.name.startswith("~"):
            continue
        meta = load_meta(path)
        lines += [f"### {meta.id}", "", meta.title, "", *(f"- {section}" for section in meta.sections), ""]
    return "\n".join(lines)


def main() -> None:
    """Write the document of this checkout."""
    path = resources.templates().parent / "docs" / "report_fields.md"
    path.write_text(fields_document(resources.templates()), encoding="utf-8", newline="\n")
    print(path)


if __name__ == "__main__":
    main()
