"""The worksheet functions behind a pipe: [module, function, values, formats] a line, the result a line.

The arguments go through xlwings' own conversion, as in its `call_udf`: a range is read from the stand-in for Excel.
`formats` tells which values were ranges ("@" and the number format of a single cell).
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "excel"))

import engine
from xlwings import conversion

from zpj.excel.xlam.wrappers import load_functions

MISSING = -2147352572


def call(functions: Any, sheet: Any, name: str, values: list[Any], formats: list[str]) -> Any:
    """What xlwings' call_udf does with arguments and result."""
    function = getattr(functions, name)
    facts = function.__xlfunc__
    arguments = [
        _argument(sheet, value, shown, info) for value, shown, info in zip(values, formats, facts["args"], strict=True)
    ]
    result = conversion.write(function(*arguments), None, facts["ret"]["options"], engine_name=engine.NAME)
    return result[0][0]


def _argument(sheet: Any, value: Any, shown: str, info: Any) -> Any:
    if value == MISSING:
        return info.get("optional")
    if not shown:
        return conversion.read(None, value, info["options"], engine_name=engine.NAME)
    rows = value if isinstance(value, list) else [[value]]
    area = sheet.range((1, 1), (len(rows), len(rows[0])))
    area.options("raw").value = [list(row) for row in rows]
    if len(shown) > 1:
        sheet.impl.content["A1"].number_format = shown[1:]
    return conversion.read(area, None, info["options"])


def main() -> None:
    """Answer until the pipe closes."""
    _, functions = load_functions()
    book = engine.start().books.add()
    for line in sys.stdin:
        _, name, values, formats = json.loads(line)
        print(json.dumps(call(functions, book.sheets[0], name, values, formats)), flush=True)


if __name__ == "__main__":
    main()
