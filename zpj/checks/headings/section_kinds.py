"""Over a filed report: headings over what belongs under another heading of the same kind."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from zpj.checks.case import PaperCase
from zpj.checks.reading.text import parts, running_text, squeezed
from zpj.checks.rule import WARNING, Hit, paper_check
from zpj.domain.regex import regex

_FAMILIES = (
    ("决策", "过程", "产出", "效益", "满意度"),
    ("数量", "质量", "时效", "成本", "社会效益", "经济效益", "生态效益", "可持续影响", "满意度"),
)
_ALL = "|".join(sorted({*_FAMILIES[0], *_FAMILIES[1]}, key=lambda kind: (-len(kind), kind)))
_KIND = regex(_ALL)
_LEAD = regex(
    f"^(?:[(]?[0-9一二三四五六七八九十]{{1,2}}[)、.]+)?(?:本|该)?(?:项目)?(?P<kind>{_ALL})(?:类|方面)?(?:指标|情况|方面)?"
    "(?:[:,(]|共?(?:设|有|计)?[0-9]+(?:[.][0-9]+)?[个项分]|(?:满分|分值|权重|总分|得分|实得|自评得|共|合计))"
)
"""How a paragraph begins that is about one kind of indicators: 产出指标30分，得……."""


@paper_check(
    "ZPJ384",
    "标题与下面写的内容不是一类",
    WARNING,
    reference="R-67 R-74",
    clause="标题应当概括其下的内容",
    message="标题是“{expected}”，下面写的是“{found}”，请核对标题",
    fix="改正标题，或把内容移到相应的标题下",
    follows=("ZPJ519",),
)
def kind_under_heading(case: PaperCase) -> Iterator[Hit]:
    """“（三）项目过程情况” over “产出指标35分，得34.35分……”; a heading of several kinds is let pass."""
    for part in parts(case):
        for line, below in pairwise(part.body):
            heading = line.heading
            named = set(_KIND.findall(squeezed(heading.title))) if heading else set()
            if heading is None or len(named) != 1:
                continue
            text = squeezed(running_text(line)) or (squeezed(below.text) if below.heading is None else "")
            match = _LEAD.match(text)
            kind = match["kind"] if match else ""
            own = named.pop()
            alike = any(own in family and kind in family for family in _FAMILIES)
            if match and alike and own not in match.string[: len(match.group()) + 4] and kind not in own:
                yield Hit(line.location, match.group(), heading.title, quote=heading.text, project=part.project)
