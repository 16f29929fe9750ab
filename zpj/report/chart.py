"""Native charts for a Word report: DrawingML with its values inside, drawn by Word and LibreOffice alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from zpj.domain.records import record
from zpj.grid.package import Package, relations_part
from zpj.report.package import PackedPart, packed_parts, zip_parts
from zpj.report.wordml import TABLE_TEXT, TABLE_TITLE, escaped, paragraph

_MAIN = "word/document.xml"
_OFFICE = "http://schemas.openxmlformats.org"
_CHART = f"{_OFFICE}/drawingml/2006/chart"
_DRAWING = f"{_OFFICE}/drawingml/2006/main"
_RELATION = f"{_OFFICE}/officeDocument/2006/relationships"
_WORD_DRAWING = f"{_OFFICE}/drawingml/2006/wordprocessingDrawing"
_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_EMU_PER_TWIP = 635
_HEIGHT = 3_200
_FIRST_ID = 9_000
_LINE = '<a:ln w="9525"><a:solidFill><a:srgbClr val="7F7F7F"/></a:solidFill></a:ln>'


@record
class Chart:
    """A chart with its caption as a template value; `add_charts` brings its part. `number` counts from 1."""

    number: int
    caption: str
    xml: str

    @property
    def id(self) -> str:
        """The relationship of its part."""
        return f"zpjChart{self.number}"

    def wordml(self, width: int, styles: Mapping[str, str]) -> str:
        """Give the paragraph that shows it, centred and single-spaced, and its caption below."""
        size = f'cx="{width * 9 // 10 * _EMU_PER_TWIP}" cy="{_HEIGHT * _EMU_PER_TWIP}"'
        name = f'id="{_FIRST_ID + self.number}" name="图{self.number}" descr="{escaped(self.caption)}"'
        drawing = (
            f'<w:drawing><wp:inline xmlns:wp="{_WORD_DRAWING}" distT="0" distB="0" distL="0" distR="0">'
            f'<wp:extent {size}/><wp:docPr {name}/><wp:cNvGraphicFramePr/><a:graphic xmlns:a="{_DRAWING}">'
            f'<a:graphicData uri="{_CHART}"><c:chart xmlns:c="{_CHART}" xmlns:r="{_RELATION}" r:id="{self.id}"/>'
            "</a:graphicData></a:graphic></wp:inline></w:drawing>"
        )
        style = f'<w:pStyle w:val="{escaped(styles.get(TABLE_TEXT, TABLE_TEXT))}"/><w:keepNext/>'
        shown = f'<w:p><w:pPr>{style}<w:jc w:val="center"/></w:pPr><w:r>{drawing}</w:r></w:p>'
        return shown + paragraph(f"图{self.number}　{self.caption}", styles.get(TABLE_TITLE, TABLE_TITLE))


def bar_chart(number: int, caption: str, values: Sequence[tuple[str, str]], axis: str) -> Chart:
    """Columns with their values above them; `values` are (name, number as text)."""
    labels = '<c:dLbls><c:spPr><a:noFill/></c:spPr><c:showLegendKey val="0"/><c:showVal val="1"/>'
    labels += "".join(f'<c:show{what} val="0"/>' for what in ("CatName", "SerName", "Percent", "BubbleSize"))
    names = "".join(f'<c:pt idx="{at}"><c:v>{escaped(name)}</c:v></c:pt>' for at, (name, _) in enumerate(values))
    series = (
        f'<c:ser><c:idx val="0"/><c:order val="0"/>{_fill("4472C4")}<c:invertIfNegative val="0"/>{labels}</c:dLbls>'
        f'<c:cat><c:strLit><c:ptCount val="{len(values)}"/>{names}</c:strLit></c:cat>'
        f"<c:val>{_numbers([value for _, value in values])}</c:val></c:ser>"
    )
    plot = (
        '<c:barChart><c:barDir val="col"/><c:grouping val="clustered"/><c:varyColors val="0"/>'
        f'{series}<c:gapWidth val="80"/><c:axId val="1"/><c:axId val="2"/></c:barChart>'
        f"{_axis('catAx', 1, 2, 'b', '')}{_axis('valAx', 2, 1, 'l', axis, least='0')}"
    )
    return Chart(number, caption, _document(plot))


def scatter_chart(
    number: int, caption: str, points: Sequence[tuple[str, str]], axes: tuple[str, str], least: str, most: str
) -> Chart:
    """A point for each pair of numbers; `least` and `most` bound the upright axis."""
    marker = f'<c:marker><c:symbol val="circle"/><c:size val="6"/>{_fill("C55A11")}</c:marker>'
    series = (
        '<c:ser><c:idx val="0"/><c:order val="0"/><c:spPr><a:ln w="19050"><a:noFill/></a:ln></c:spPr>'
        f"{marker}<c:xVal>{_numbers([x for x, _ in points])}</c:xVal>"
        f'<c:yVal>{_numbers([y for _, y in points])}</c:yVal><c:smooth val="0"/></c:ser>'
    )
    plot = (
        f'<c:scatterChart><c:scatterStyle val="lineMarker"/><c:varyColors val="0"/>{series}'
        '<c:axId val="1"/><c:axId val="2"/></c:scatterChart>'
        f"{_axis('valAx', 1, 2, 'b', axes[0], least='0')}{_axis('valAx', 2, 1, 'l', axes[1], least, most)}"
    )
    return Chart(number, caption, _document(plot))


def add_charts(report: bytes, charts: Sequence[Chart]) -> bytes:
    """Put the parts of the charts that a rendered report shows into its package."""
    package = Package(Path("报告.docx"), report)
    shown = [chart for chart in charts if f'"{chart.id}"'.encode() in package.read(_MAIN)]
    if not shown:
        return report
    folder, relations = _MAIN.rpartition("/")[0], relations_part(_MAIN)
    parts: dict[str, bytes | PackedPart] = dict(packed_parts(package))
    links = "".join(
        f'<Relationship Id="{one.id}" Type="{_RELATION}/chart" Target="charts/chart{one.number}.xml"/>' for one in shown
    )
    types = "".join(
        f'<Override PartName="/{folder}/charts/chart{one.number}.xml" ContentType="{_CONTENT_TYPE}"/>' for one in shown
    )
    parts[relations] = _with(package.read(relations), links, "</Relationships>")
    parts["[Content_Types].xml"] = _with(package.read("[Content_Types].xml"), types, "</Types>")
    return zip_parts(parts | {f"{folder}/charts/chart{one.number}.xml": one.xml.encode() for one in shown})


def _with(listing: bytes, entries: str, end: str) -> bytes:
    before, found, after = listing.rpartition(end.encode())
    return before + entries.encode() + found + after


def _numbers(values: Sequence[str]) -> str:
    points = "".join(f'<c:pt idx="{at}"><c:v>{escaped(value)}</c:v></c:pt>' for at, value in enumerate(values))
    return f'<c:numLit><c:formatCode>General</c:formatCode><c:ptCount val="{len(values)}"/>{points}</c:numLit>'


def _fill(colour: str) -> str:
    return f'<c:spPr><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill></c:spPr>'


def _axis(kind: str, own: int, other: int, side: str, title: str, least: str = "", most: str = "") -> str:
    """An axis in the order the schema wants."""
    bounds = (f'<c:max val="{most}"/>' if most else "") + (f'<c:min val="{least}"/>' if least else "")
    named = (
        f'<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:r><a:rPr lang="zh-CN" sz="1050" b="0"/><a:t>{escaped(title)}</a:t>'
        '</a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title>'
    )
    grid = (
        '<c:majorGridlines><c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="D9D9D9"/></a:solidFill></a:ln>'
        "</c:spPr></c:majorGridlines>"
    )
    crossing = '<c:crossBetween val="between"/>' if kind == "valAx" else '<c:auto val="1"/>'
    return (
        f'<c:{kind}><c:axId val="{own}"/><c:scaling><c:orientation val="minMax"/>{bounds}</c:scaling>'
        f'<c:delete val="0"/><c:axPos val="{side}"/>{grid if side == "l" else ""}{named if title else ""}'
        '<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="out"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="low"/><c:spPr>{_LINE}</c:spPr><c:crossAx val="{other}"/><c:crosses val="min"/>{crossing}'
        f"</c:{kind}>"
    )


def _document(plot: str) -> str:
    text = (
        '<c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz="1050"><a:latin typeface="Times New Roman"/>'
        '<a:ea typeface="仿宋"/></a:defRPr></a:pPr><a:endParaRPr lang="zh-CN"/></a:p></c:txPr>'
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<c:chartSpace xmlns:c="{_CHART}" xmlns:a="{_DRAWING}" xmlns:r="{_RELATION}"><c:roundedCorners val="0"/>'
        f'<c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout/>{plot}</c:plotArea>'
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f'<c:spPr><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill><a:ln><a:noFill/></a:ln></c:spPr>{text}'
        "</c:chartSpace>"
    )
