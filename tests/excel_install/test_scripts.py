"""The scripts for Windows, as far as they can be judged without PowerShell."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from zpj.app import functions
from zpj.excel import ribbon
from zpj.excel.bundle import INSTALLER_FOLDER, PYTHONS, SCRIPTS
from zpj.excel.install_environment import mark_of_the_web
from zpj.excel.xlam.builder import add_in_folder
from zpj.excel.xlam.wrappers import make_wrappers

ADDIN = add_in_folder()
POWERSHELL = sorted(ADDIN.glob("*.ps1"))
BATCH = sorted(ADDIN.glob("*.cmd"))
PAIRS = {"(": ")", "[": "]", "{": "}"}
QUOTED = r"'(?:[^']|'')*'"


def text_of(path: Path) -> str:
    return path.read_bytes().decode("utf-8-sig")


def without_strings_and_comments(source: str) -> str:
    """PowerShell code alone; sub-expressions in texts are left out with them."""
    return re.sub(rf'{QUOTED}|"(?:[^"`]|`.|"")*"|#[^\n]*', "''", source)


@pytest.mark.parametrize("path", POWERSHELL, ids=lambda path: path.name)
def test_windows_powershell_reads_the_file_as_utf8(path: Path) -> None:
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\n") == data.count(b"\r\n")
    assert b"\0" not in data
    assert "#Requires -Version 5.1" in text_of(path)


@pytest.mark.parametrize("path", POWERSHELL, ids=lambda path: path.name)
def test_brackets_and_quotes_are_balanced(path: Path) -> None:
    open_ones: list[str] = []
    for char in without_strings_and_comments(text_of(path)).replace("''", ""):
        assert char not in "'\"", path.name
        if char in PAIRS:
            open_ones.append(PAIRS[char])
        elif char in PAIRS.values():
            assert open_ones.pop() == char
    assert not open_ones


@pytest.mark.parametrize("path", POWERSHELL, ids=lambda path: path.name)
def test_chinese_text_is_safe_inside_strings(path: Path) -> None:
    """PowerShell takes “ ” for quotes inside a double-quoted text, and Chinese letters for part of a name."""
    source = re.sub(r"(?m)^\s*#.*$", "", text_of(path))
    for line in source.splitlines():
        for double in re.findall(r'"[^"]*"', re.sub(QUOTED, "", line)):
            assert not set("“”„") & set(double), line
            assert not re.search(r"\$[A-Za-z_]+[一-鿿]", double), line
        for single in re.findall(QUOTED, line):
            assert not set("‘’‚‛") & set(single), line


@pytest.mark.parametrize("path", POWERSHELL, ids=lambda path: path.name)
def test_only_windows_powershell_5_is_needed(path: Path) -> None:
    code = without_strings_and_comments(text_of(path))
    for newer in ("&&", "||", "??", "?.", "-Parallel", "$IsWindows", "ForEach-Object -P"):
        assert newer not in code
    assert "$ErrorActionPreference = ''" in code
    defined = re.findall(r"function ([\w-]+)", code)
    for name in defined:
        assert len(re.findall(rf"(?<![\w-]){name}(?![\w-])", code)) > 1, f"{name} is never used"


@pytest.mark.parametrize("path", BATCH, ids=lambda path: path.name)
def test_a_batch_file_starts_the_script_of_its_name(path: Path) -> None:
    data = path.read_bytes()
    assert data.isascii()
    assert data.count(b"\n") == data.count(b"\r\n")
    assert f'-ExecutionPolicy Bypass -File "%~dp0{path.stem}.ps1"' in data.decode("ascii")
    assert path.with_suffix(".ps1").is_file()


def test_every_file_of_the_package_is_in_the_sources() -> None:
    assert not [name for name in SCRIPTS if not (ADDIN / name).is_file()]


@pytest.mark.parametrize("name", SCRIPTS)
def test_no_address_of_a_host_stands_in_a_script(name: str) -> None:
    assert not re.search(r"https?:|www\.|\.(?:com|org|cn)\b", text_of(ADDIN / name))


def test_the_installer_checks_the_signature_before_it_runs_anything() -> None:
    source = text_of(ADDIN / "install.ps1")
    assert "Get-AuthenticodeSignature" in source
    assert "Python Software Foundation" in source
    assert source.index("Get-OfficialInstaller $versions") < source.index("Install-Python $installer")
    assert INSTALLER_FOLDER.rstrip("/") in source
    assert "--no-index" in source
    assert r"zpj\venv" in source


def test_the_guide_is_one_page_that_notepad_shows() -> None:
    guide = ADDIN / "离线安装说明.txt"
    assert guide.read_bytes().startswith(b"\xef\xbb\xbf")
    text = text_of(guide)
    assert text.count("\r\n") == text.count("\n") < 60
    assert PYTHONS[0] in text
    assert PYTHONS[-1] in text
    for name in ("install.cmd", "uninstall.cmd", "smoke.cmd", "发送到", "清单.txt"):
        assert name in text


def smoke_formulas() -> list[tuple[str, str]]:
    return re.findall(r"@\('(=ZPJ_[^']+)', '([^']*)'\)", text_of(ADDIN / "smoke.ps1"))


def test_the_smoke_test_tries_every_function() -> None:
    tried = {re.match(r"=(\w+)", formula)[1] for formula, _ in smoke_formulas()}  # type: ignore[index]
    assert tried == {help_text.name for help_text in make_wrappers().helps}


def test_the_smoke_test_expects_what_the_functions_give() -> None:
    expected = dict(smoke_formulas())
    given = {
        "=ZPJ_RATE(8.65,6.25025)": functions.rate(8.65, 6.25025),
        "=ZPJ_BUDGET_SCORE(8.65,6.25025)": functions.budget_score(8.65, 6.25025),
        '=ZPJ_SCORE("≥2次","5次",20)': functions.score("≥2次", "5次", 20.0),
        "=ZPJ_TOTAL({7.23;20;30})": functions.total([[7.23], [20.0], [30.0]]),
        "=ZPJ_GRADE(95.23)": functions.grade(95.23),
    }
    assert {formula: f"{value:g}" if isinstance(value, float) else value for formula, value in given.items()} == {
        formula: result for formula, result in expected.items() if result != "*"
    }
    assert re.search("[一-鿿]", str(functions.explain("≥2次", "5次", 20.0)))


def test_the_smoke_test_takes_the_buttons_from_the_add_in_itself() -> None:
    source = text_of(ADDIN / "smoke.ps1")
    assert "customUI/customUI14.xml" in source
    assert "GetElementsByTagName('button')" in source
    assert "ZpjRun" in source


def test_the_smoke_test_knows_how_to_answer_every_button_and_what_it_leaves() -> None:
    known = dict(
        re.findall(
            r"^    (zpj\w+) +=\s*@\('[^']+', '((?:file|sheet):[^']+|)'\)", text_of(ADDIN / "smoke.ps1"), re.MULTILINE
        )
    )
    assert set(known) == set(ribbon.BUTTONS)
    assert {name for name, effect in known.items() if not effect} == {"zpjScore", "zpjFix", "zpjUndo", "zpjHelp"}


def test_the_mark_of_the_web_is_the_stream_windows_uses() -> None:
    assert mark_of_the_web(Path("a/zpj.xlam")).name == "zpj.xlam:Zone.Identifier"
