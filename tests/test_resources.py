"""The files a bureau may edit are read anew once they have changed."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from zpj import kept, resources

FILES = sorted(resources.templates().rglob("*.toml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_shipped_file_reads_as_it_is_written(path: Path) -> None:
    written = tomllib.loads(path.read_text(encoding="utf-8"))
    assert resources.toml(path) == written
    assert resources.toml(path) == written


def test_a_changed_file_is_read_anew_and_nobody_changes_what_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZPJ_CACHE", str(tmp_path / "架"))
    path = tmp_path / "x.toml"
    for number in (1, 2, 1):
        monkeypatch.setattr(kept, "_SHELVES", {})
        path.write_bytes(f"甲 = [{number}]\r\n".replace("甲", '"甲"').encode())
        found = resources.toml(path)
        assert found == {"甲": [number]}
        found["甲"].append("多")
        assert resources.toml(path) == {"甲": [number]}
        kept.save()


@pytest.mark.parametrize("data", [b"x = ", b"\xff\xfe", b"x = 1\nx = 2"])
def test_a_file_that_is_none_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "x.toml"
    path.write_bytes(data)
    with pytest.raises(resources.NotToml):
        resources.toml(path)


def test_dates_are_read_though_they_cannot_be_kept(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_text("day = 2024-01-01")
    assert resources.toml(path)["day"].year == 2024
    with pytest.raises(OSError, match="x"):
        resources.toml(tmp_path / "没有" / "x.toml")
