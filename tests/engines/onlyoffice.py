"""Opens a workbook in ONLYOFFICE Document Builder and computes it anew."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from json import dumps, loads
from pathlib import Path


def computed(
    path: Path, retyped: Mapping[str, list[str]], addresses: Mapping[str, list[str]], stored: Path
) -> dict[str, dict[str, str]]:
    """The values of the given cells (sheet -> addresses) after a recalculation, as raw text; a copy goes to `stored`.

    The cells `retyped` get their own values again: RecalculateAllFormulas leaves out every cell but the first where
    neighbours hold the same formula. The engine runs in a process of its own: it starts once, and prints what it likes.
    """
    request = dumps({"path": str(path), "retyped": retyped, "addresses": addresses, "stored": str(stored)})
    answer = stored.with_suffix(".json")
    run = subprocess.run(
        [sys.executable, __file__, str(answer)], input=request, capture_output=True, encoding="utf-8", check=False
    )
    if not answer.is_file():
        raise RuntimeError(f"ONLYOFFICE failed on {path.name}: {run.stdout}{run.stderr}")
    values: dict[str, dict[str, str]] = loads(answer.read_text(encoding="utf-8"))
    return values


def _main(answer: Path) -> None:
    import docbuilder

    request = loads(sys.stdin.buffer.read().decode("utf-8"))
    builder = docbuilder.CDocBuilder()
    if builder.OpenFile(request["path"], "") != 0:
        raise RuntimeError("cannot open")
    context = builder.GetContext()
    scope = context.CreateScope()
    api = context.GetGlobal()["Api"]
    api.Call("RecalculateAllFormulas")
    for name, cells in request["retyped"].items():
        for address in cells:
            cell = api.Call("GetSheet", name).Call("GetRange", address)
            cell.Call("SetValue", cell.Call("GetValue2").ToString())
    values = {
        name: {
            address: api.Call("GetSheet", name).Call("GetRange", address).Call("GetValue2").ToString()
            for address in addresses
        }
        for name, addresses in request["addresses"].items()
    }
    if builder.SaveFile("xlsx", request["stored"]) != 0:
        raise RuntimeError("cannot store")
    scope.Close()
    builder.CloseFile()
    answer.write_text(dumps(values, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    _main(Path(sys.argv[1]))
