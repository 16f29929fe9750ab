"""What zpj keeps in the clerk's own folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from zpj.excel.memory import filled_earlier, own_folder, remember_filled


@pytest.fixture(autouse=True)
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZPJ_HOME", str(tmp_path / "我的 文件夹"))


def test_what_was_filled_is_remembered_for_each_workbook() -> None:
    remember_filled("甲.xlsx", {"自评表": {(13, 8): "20"}})
    remember_filled("甲.xlsx", {"自评表": {(14, 8): "9.5"}, "表二": {(13, 8): "1"}})
    remember_filled("乙.xlsx", {"自评表": {(13, 8): "7"}})
    assert filled_earlier("甲.xlsx") == {"自评表": {(13, 8): "20", (14, 8): "9.5"}, "表二": {(13, 8): "1"}}
    assert filled_earlier("乙.xlsx") == {"自评表": {(13, 8): "7"}}
    assert filled_earlier("丙.xlsx") == {}


@pytest.mark.parametrize("content", ["", "{", "[]", '{"甲.xlsx": 3}', '{"甲.xlsx": {"自评表": [["x", 8, "20"]]}}'])
def test_a_damaged_file_is_forgotten(content: str) -> None:
    remember_filled("甲.xlsx", {"自评表": {(13, 8): "20"}})
    (own_folder() / "filled.json").write_text(content, encoding="utf-8")
    assert filled_earlier("甲.xlsx") == {}
    remember_filled("甲.xlsx", {"自评表": {(13, 8): "20"}})
    assert filled_earlier("甲.xlsx") == {"自评表": {(13, 8): "20"}}
