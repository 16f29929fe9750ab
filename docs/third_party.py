"""Writes docs/third_party.md: what zpj is built on, from the metadata of the installed packages.

python docs/third_party.py
"""

from __future__ import annotations

import re
import tomllib
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "docs" / "third_party.md"

PURPOSES = {
    "click": "命令行",
    "jinja2": "报告模板里的标签",
    "lxml": "读写 Excel、Word 文件里的 XML",
    "openpyxl": "新建工作簿",
    "python-docx": "生成 Word 报告",
    "rich": "终端上的表格和进度条",
    "xlrd": "读旧版 .xls",
    "xlwings": "Excel 里的功能区和函数",
    "markupsafe": "jinja2 所需",
    "et-xmlfile": "openpyxl 所需",
    "typing-extensions": "python-docx 所需",
    "markdown-it-py": "rich 所需",
    "mdurl": "markdown-it-py 所需",
    "pygments": "rich 所需",
}
WINDOWS = (("pywin32", "PSF", "xlwings 在 Windows 上所需"), ("colorama", "BSD-3-Clause", "click 在 Windows 上所需"))
PDF = "pdfplumber"
_NAMES = {"BSD": "BSD-3-Clause", "BSD 3-clause": "BSD-3-Clause", "BSD License": "BSD-3-Clause", "MIT License": "MIT"}
_MIT = """Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without
limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the
Software, and to permit persons to whom the Software is furnished to do so, subject to the following
conditions: The above copyright notice and this permission notice shall be included in all copies or
substantial portions of the Software. THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS
OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE
AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR
OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION
WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE."""


def normal(name: str) -> str:
    """The one spelling of a package name."""
    return re.sub("[-_.]+", "-", name).lower()


def direct() -> dict[str, str]:
    """The runtime dependencies of pyproject.toml: name -> range."""
    listed = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    pairs = (re.match(r"([\w.-]+)(.*)", line) for line in listed)
    return {normal(pair[1]): pair[2] for pair in pairs if pair}


def indirect(names: list[str]) -> list[str]:
    """What those need in turn on every system, sorted."""
    found: set[str] = set()
    waiting = list(names)
    while waiting:
        for line in metadata.requires(waiting.pop()) or []:
            requirement = re.match(r"[\w.-]+", line)
            needed = normal(requirement[0]) if requirement and ";" not in line else ""
            if needed and needed not in found and needed not in names:
                found.add(needed)
                waiting.append(needed)
    return sorted(found)


def licence(name: str) -> str:
    """The SPDX name of a package's licence, from its metadata."""
    facts = metadata.metadata(name)
    said = facts.get("License-Expression") or (facts.get("License") or "").strip()
    if not said or "\n" in said:
        classifiers = [item for item in facts.get_all("Classifier") or [] if item.startswith("License ::")]
        said = classifiers[0].rpartition(" :: ")[2]
    return _NAMES.get(said, said)


def licence_text(name: str, file: str) -> str:
    """The text of a licence file that a package ships."""
    path = next(path for path in metadata.files(name) or [] if path.name == file)
    return path.read_text(encoding="utf-8").replace("\r\n", "\n").strip()


def page() -> str:
    """The whole page."""
    ranges = direct()
    rows = [f"| {name} | {ranges[name]} | {licence(name)} | {PURPOSES[name]} |" for name in sorted(ranges)]
    others = [f"| {name} | | {licence(name)} | {PURPOSES[name]} |" for name in indirect(list(ranges))]
    windows = [f"| {name} | | {terms} | {purpose} |" for name, terms, purpose in WINDOWS]
    return "\n".join([
        "# 所用的第三方软件",
        "",
        "本文件由 `python docs/third_party.py` 按已安装的各包的说明生成，请勿手工修改。",
        "zpj 自己用 MIT 许可，见 LICENSE。",
        "",
        "| 名称 | 版本范围 | 许可 | 用在哪里 |",
        "|---|---|---|---|",
        *rows,
        *others,
        *windows,
        "",
        f"读 PDF 另需可选的 {PDF}（MIT），不装不影响其他功能。测试和制作所用的工具不随 zpj 分发，不在此列。",
        "xlwings 只用 BSD 许可的部分，不含 xlwings.pro。离线安装包里是上述各包的原样 wheel，各带自己的许可文本。",
        "",
        "## 查错别字所用的词表",
        "",
        "zpj/domain/words.txt、frequencies.txt、triples.txt 由 `python -m tests.papers.count_pairs` 统计得出："
        "常用词、相连的字和三字一组的用法取自测试所用的报告和 jieba（MIT）的词频，"
        "读音取自 pypinyin（MIT），形近字取自 pycorrector（Apache-2.0）；"
        "plain_signs.txt 由 `python -m tests.papers.plain_forms` 得出，"
        "繁体、异体字取自 OpenCC（Apache-2.0）。只有字、词的对照，"
        "没有它们的代码和文件，运行时也不需要它们。",
        "",
        "## 加载项 zpj.xlam 里的他人代码",
        "",
        "加载项里的 VBA 模块 xlwings 取自 xlwings：",
        "",
        "```text",
        licence_text("xlwings", "LICENSE.txt"),
        "```",
        "",
        "类模块 Dictionary 是 VBA-Dictionary，随 xlwings 分发，MIT 许可，Copyright (c) Tim Hall：",
        "",
        "```text",
        _MIT,
        "```",
        "",
    ])  # fmt: skip


if __name__ == "__main__":
    TARGET.write_text(page(), encoding="utf-8")
