"""The native Excel formulas of a standard sheet: right in Excel, WPS and LibreOffice with no add-in.

All ranges run from the header row (text, ignored by SUM and COUNT) to the row above the formula's own row, so rows may
be inserted or deleted anywhere in the block. An empty or wrong input gives an empty cell, never an error or a 0.
"""

from __future__ import annotations

from zpj.domain.records import record

_TOTAL_PLACES = 2

SCHEME_CELL = "设置!$B$3"
"""Where a standard workbook names the scheme of all its sheets."""


@record
class FormFormulas:
    """Column letters of one form; `header` is the indicator header row, `funds_row` the row 年度资金总额.

    `places`: decimals of a score in the form's own scheme, half up; the total keeps the two it is printed with.
    """

    header: int
    funds_row: int
    target: str
    actual: str
    weight: str
    score: str
    budget: str
    executed: str
    funds_score: str
    initial_target: str | None = None
    funds_weight: str | None = None
    places: int = _TOTAL_PLACES

    def _both(self, row: int) -> str:
        return f"COUNT({self.budget}{row},{self.executed}{row})<2"

    def rate(self, row: int, percent: bool = False) -> str:
        """执行率: two decimals of a percent without its sign, or a fraction for a percent format; “—” for no budget."""
        b, e = f"{self.budget}{row}", f"{self.executed}{row}"
        result = f"ROUND({e}/{b},4)" if percent else f"ROUND({e}/{b}*100,2)"
        return f'=IF({self._both(row)},"",IF(OR({b}<=0,{e}<0),"—",{result}))'

    def balance(self, row: int) -> str:
        """资金结(转)余, to the 分."""
        return f'=IF({self._both(row)},"",ROUND({self.budget}{row}-{self.executed}{row},6))'

    def budget_score(self, row: int) -> str:
        """预算得分: rate × weight, at most the weight."""
        b, e = f"{self.budget}{row}", f"{self.executed}{row}"
        weight = f"{self.funds_weight}{row}" if self.funds_weight else "10"
        return f'=IF({self._both(row)},"",IF(OR({b}<=0,{e}<0),"",ROUND(MIN({e}/{b},1)*{weight},{self.places})))'

    def _above(self, column: str) -> str:
        return f"{column}${self.header}:INDEX({column}:{column},ROW()-1)"

    def total(self) -> str:
        """总分: empty on an empty form, 未完成计分 while a weighted row or the budget has no score."""
        scores, weights = self._above(self.score), self._above(self.weight)
        budget = f"{self.funds_score}${self.funds_row}"
        unfinished = f"OR(COUNT({scores})<COUNT({weights}),COUNT({budget})=0)"
        return f'=IF(COUNT({scores})=0,"",IF({unfinished},"未完成计分",ROUND(SUM({scores})+{budget},{_TOTAL_PLACES})))'

    def total_weight(self) -> str:
        """分值合计; an empty form shows the printed 100."""
        weights = self._above(self.weight)
        return f"=IF(COUNT({weights})=0,100,SUM({weights})+N({self.funds_weight}${self.funds_row}))"

    def grade(self, total: str) -> str:
        """等级 on half-open bands, of the total rounded as the scheme rounds."""
        points = total if self.places == _TOTAL_PLACES else f"ROUND({total},{self.places})"
        return f'=IF(ISNUMBER({total}),IF({points}>=90,"优",IF({points}>=80,"良",IF({points}>=60,"中","差"))),"")'

    def computed(self, function: str, row: int) -> str:
        """测算得分 or 测算依据 of a row: alive with the add-in, empty without."""
        target = f"{self.target}{row}"
        if self.initial_target:
            target = f'IF({target}="",{self.initial_target}{row},{target})'
        kinds = f"C${self.header}:C{row}"
        kind = f'LOOKUP(1,0/({kinds}<>""),{kinds})&"｜"&D{row}'
        arguments = f"{target},{self.actual}{row},{self.weight}{row},{kind},{SCHEME_CELL}"
        return f'=IFERROR({function}({arguments}),"")'
