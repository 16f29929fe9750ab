"""Writes zpj/domain/plain_signs.txt: signs no report should have, each behind the plain sign it stands for.

`pip install --no-deps opencc-python-reimplemented`, then `python -m tests.papers.plain_forms`. Traditional and Japanese
forms come from OpenCC's lists: facts read from them, none of its code or files is shipped. Kept are forms outside
GB 2312 whose plain form stands in the reports of tests/papers.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from zpj.domain import words
from zpj.domain.words import told_behind

_LOOK_ALIKE = (
    "出岀 高髙 事亊 市巿 清淸 每毎 即卽 青靑 质貭 国囯 另叧 告吿 值値 查査 步歩 教敎 税稅 悦悅 脱脫 温溫 真眞 黄黃 "
    "日曰 已巳 口囗ロ 二ニ 工エ 力カ 水氺 无兂 一ー 户戸戶 内內 别別 没沒 换換 录錄録 绿綠緑 说說説 产產産 强強 静靜"
)
"""Signs that look like others, some of them good signs elsewhere, or no Chinese signs."""


def table() -> str:
    """A line for each plain sign, with the forms that stand for it."""
    spec = find_spec("opencc")
    folder = Path(str(spec.origin)).parent / "dictionary" if spec else Path()
    plain = {one: other.split()[0] for one, other in _pairs(folder / "TSCharacters.txt")}
    japanese = {other: plain.get(one, one) for one, others in _pairs(folder / "JPVariants.txt") for other in others}
    known = set(told_behind()) | set("".join(told_behind().values()))
    found: dict[str, dict[str, None]] = {}
    for line in _LOOK_ALIKE.split():
        found.setdefault(line[0], {}).update(dict.fromkeys(line[1:]))
    for form, sign in {**plain, **japanese}.items():
        if form != sign and sign in known and form not in known and not _is_common(form):
            found.setdefault(sign, {})[form] = None
    return "\n".join(sign + "".join(forms) for sign, forms in sorted(found.items()))


def _pairs(path: Path) -> list[tuple[str, str]]:
    lines = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    return [(one, other) for one, other in lines if len(one) == 1]


def _is_common(sign: str) -> bool:
    try:
        return bool(sign.encode("gb2312"))
    except UnicodeEncodeError:
        return False


if __name__ == "__main__":
    Path(str(words.__file__)).with_name("plain_signs.txt").write_text(table() + "\n", encoding="utf-8")
