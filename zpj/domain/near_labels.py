"""One slip of the pen in a label: a sign for another, one lost, one too many, two turned round.

A label of the form with one sign else is often another label (年初预算数 and 年末预算数). So a sign that came in must
be none that labels are made of, and none that counts or orders.
"""

from __future__ import annotations

_TELLS_APART = frozenset("一二三四五六七八九十两每各子总内外新旧大小高低前后左右甲乙丙丁维非不未无有和与及或0123456789")
_SHORTEST = 3


def wrong_signs(text: str, label: str) -> str | None:
    """The signs of a text that a label of three signs or more has not, where one slip parts them.

    "" where a sign was lost or doubled, or two neighbours are turned round; None where the two are alike or further
    apart. The first sign of a label of three or four is never the slip: 自评分 and 互评分 are two things; nor is one
    before the label: 非财政拨款 is not 财政拨款.
    """
    size = len(label)
    if size < _SHORTEST or len(text) < _SHORTEST or text == label or abs(len(text) - size) > 1:
        return None
    start = next((at for at, (one, other) in enumerate(zip(text, label, strict=False)) if one != other), None)
    start = min(len(text), size) if start is None else start
    if len(text) < size:
        return "" if text[start:] == label[start + 1 :] else None
    if len(text) > size:
        doubled = start > 0 and text[start] == text[start - 1]
        return ("" if doubled else text[start]) if start and text[start + 1 :] == label[start:] else None
    if text[start + 1 :] == label[start + 1 :]:
        return text[start] if start or size > _SHORTEST + 1 else None
    turned = text[start : start + 2] == label[start : start + 2][::-1]
    return "" if turned and text[start + 2 :] == label[start + 2 :] else None


def is_slip(text: str, label: str, signs: frozenset[str]) -> bool:
    """Whether a text is a label but for one slip; `signs` are those that labels are made of."""
    wrong = wrong_signs(text, label)
    return wrong is not None and not (wrong and (wrong in signs or wrong in _TELLS_APART))
