"""The command line as a clerk meets it: Chinese pages, exit codes, one line for a problem."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import docx
import openpyxl
import pytest

SAMPLE = Path(__file__).resolve().parents[2] / "sample_workbooks" / "xinzhou_2022.xlsx"
NAMES = {
    "zpj", "mof", "fields", "build", "JSON", "Word", "Excel", "xlsx", "docx", "html", "ZPJnnn", "bundle", "doctor",
    "install", "uninstall", "Windows", "zip", "Python", "conf",
}  # fmt: skip
COMMANDS = (
    "demo",
    "forms",
    "new",
    "show",
    "score",
    "report",
    "template",
    "check",
    "fix",
    "addin",
    "import",
    "summary",
    "batch",
    "publish",
)
NAMES |= set(COMMANDS)


def zpj(*arguments: object, folder: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "zpj", *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        cwd=folder,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        check=False,
    )


@pytest.mark.parametrize("arguments", [("--help",), *((command, "--help") for command in COMMANDS)])
def test_every_help_page_is_chinese(arguments: tuple[str, ...]) -> None:
    page = zpj(*arguments)
    assert page.returncode == 0
    assert "用法：" in page.stdout
    words = set(re.findall(r"(?<![-\w./])[A-Za-z]{3,}(?![\w./])", page.stdout))
    assert not words - NAMES


@pytest.mark.parametrize(
    "arguments",
    [(), ("nope",), ("show",), ("show", "--nope", "a"), ("score", "a", "b"), ("new",), ("report", "--template")],
)
def test_a_usage_error_is_one_chinese_line_and_exit_code_2(arguments: tuple[str, ...]) -> None:
    result = zpj(*arguments)
    assert (result.returncode, result.stdout) == (2, "")
    assert re.fullmatch(r"[^\n]*[一-鿿][^\n]*\n", result.stderr)
    assert "Error" not in result.stderr


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("文本.xlsx", b"hello", "不是 Excel"),
        ("空.xlsx", b"", "空的"),
        (
            "加密.xlsx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le") + bytes(600),
            "密码",
        ),
        ("截断.xlsx", SAMPLE.read_bytes()[:4000], "损坏"),
        ("没有.xlsx", None, "找不到"),
    ],
)
@pytest.mark.parametrize("command", ["show", "score", "report"])
def test_an_unreadable_file_is_one_chinese_line_and_exit_code_2(
    tmp_path: Path, command: str, name: str, content: bytes | None, reason: str
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    result = zpj(command, path)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.count("\n") == 1
    assert name in result.stderr
    assert reason in result.stderr
    assert "Traceback" not in result.stderr
    assert {entry.name for entry in tmp_path.iterdir()} == ({name} if content is not None else set())
    assert content is None or path.read_bytes() == content


def test_a_workbook_without_a_form_is_said_so(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "通知"
    book.save(tmp_path / "通知.xlsx")
    result = zpj("show", tmp_path / "通知.xlsx")
    assert result.returncode == 2
    assert "没有找到项目支出绩效自评表" in result.stderr


def test_show_gives_one_json_document(tmp_path: Path) -> None:
    document = json.loads(zpj("show", SAMPLE, SAMPLE, "--json").stdout)
    assert [len(file["projects"]) for file in document["files"]] == [5, 5]


@pytest.mark.parametrize("command", ["show", "score", "check"])
def test_json_is_utf_8_whatever_the_code_page_of_the_pipe(command: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "zpj", command, str(SAMPLE), "--json"],
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "gbk", "PYTHONUTF8": "0"},
        check=False,
    )
    assert "医药招采与基金监管工作经费" in str(json.loads(done.stdout.decode("utf-8")))


@pytest.mark.parametrize(
    ("command", "output"),
    [
        ("score", "分.xlsx"), ("fix", "改.xlsx"), ("report", "报告"), ("report", "报.docx"), ("import", "导.xlsx"),
        ("summary", "汇.xlsx"), ("publish", "公开.xlsx"), ("check", "审.xlsx"),
    ],
)  # fmt: skip
def test_a_refused_command_leaves_no_folder(tmp_path: Path, command: str, output: str) -> None:
    (tmp_path / "坏.xlsx").write_bytes(b"")
    result = zpj(command, tmp_path / "坏.xlsx", "-o", tmp_path / "新" / "深" / output)
    assert result.returncode == 2
    assert [path.name for path in tmp_path.rglob("*")] == ["坏.xlsx"]


def test_score_says_what_it_wrote_and_json_alone_writes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a b（甲）.xlsx"
    path.write_bytes(SAMPLE.read_bytes())
    assert json.loads(zpj("score", path, "--json").stdout)["files"][0]["projects"]
    assert len(list(tmp_path.iterdir())) == 1
    result = zpj("score", path)
    assert result.returncode == 0
    assert "a b（甲）_计分.xlsx" in result.stdout
    refused = zpj("score", path, "-o", tmp_path / "a b（甲）_计分.xlsx")
    assert refused.returncode == 2
    assert "--force" in refused.stderr


def test_an_unknown_scheme_names_the_known_ones(tmp_path: Path) -> None:
    result = zpj("score", SAMPLE, "--scheme", "nope", "-o", tmp_path / "x.xlsx")
    assert result.returncode == 2
    assert "mof-2020" in result.stderr
    assert not list(tmp_path.iterdir())


def test_reports_go_beside_the_workbook_by_their_titles(tmp_path: Path) -> None:
    path = tmp_path / "自评.xlsx"
    path.write_bytes(SAMPLE.read_bytes())
    assert zpj("report", path).returncode == 0
    names = sorted(entry.name for entry in tmp_path.glob("*.docx"))
    assert len(names) == 5
    assert "2022年度医药招采与基金监管工作经费绩效自评分析报告.docx" in names


def test_reports_under_one_docx_name_are_numbered(tmp_path: Path) -> None:
    assert zpj("report", SAMPLE, "-o", tmp_path / "报告.docx").returncode == 0
    assert sorted(entry.name for entry in tmp_path.iterdir()) == [
        "报告.docx", "报告_2.docx", "报告_3.docx", "报告_4.docx", "报告_5.docx",
    ]  # fmt: skip
    refused = zpj("report", SAMPLE, "-o", tmp_path / "报告.docx")
    assert refused.returncode == 2


def test_one_project_can_be_chosen(tmp_path: Path) -> None:
    result = zpj("report", SAMPLE, "--project", "资产购置经费", "-o", tmp_path)
    assert [entry.name for entry in tmp_path.iterdir()] == ["2022年度资产购置经费绩效自评分析报告.docx"]
    assert result.stdout.count("已生成") == 1
    unknown = zpj("report", SAMPLE, "--project", "没有", "-o", tmp_path)
    assert unknown.returncode == 2
    assert "资产购置经费" in unknown.stderr


def test_demo_runs_twice_in_an_empty_folder(tmp_path: Path) -> None:
    for _ in range(2):
        result = zpj("demo", folder=tmp_path)
        assert result.returncode == 0, result.stderr
        assert "Word 报告" in result.stdout
        assert result.stdout.count("\n") < 40
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["demo", "demo_2"]
    for path in (tmp_path / "demo").iterdir():
        docx.Document(str(path)) if path.suffix == ".docx" else openpyxl.load_workbook(path)


def test_new_makes_one_sheet_per_project(tmp_path: Path) -> None:
    path = tmp_path / "新建.xlsx"
    projects = ["道路养护（第一批）", "AB/C[x]", "A/B:C*?[x]"]
    result = zpj("new", path, "--form", "shanxi", *(part for name in projects for part in ("--project", name)))
    assert result.returncode == 0, result.stderr
    names = openpyxl.load_workbook(path).sheetnames
    assert names[:4] == ["道路养护（第一批）", "ABCx", "ABCx_2", "填报说明"]
    read = json.loads(zpj("show", path, "--json").stdout)["files"][0]["projects"]
    assert [project["fields"]["project_name"] for project in read] == projects
    assert all(project["not_understood"] == [] for project in read)
    assert zpj("new", path).returncode == 2
