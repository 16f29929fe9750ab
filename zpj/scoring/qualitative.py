"""Qualitative indicators (S-40 … S-42): which band an actual value falls into, and what may be given there."""

from __future__ import annotations

import re
from decimal import Decimal

from zpj.domain import clauses
from zpj.domain.amounts import plain, round_half_up
from zpj.domain.model import Score
from zpj.domain.scheme import Band, Scheme
from zpj.domain.targets import Kind, Value
from zpj.scoring.wording import percent

RULE = "qualitative"

_GRADE_WORDS = ("优", "良", "中", "差")
_SAME_GRADE = {"优秀": "优", "良好": "良", "中等": "中", "较差": "差"}

# Negations are looked for before the positive words: “部分达成预期指标” holds “达成预期指标”.
_FAULTLESS = re.compile(r"^(无|没有|未发生|未出现)(任何)?(质量)?(问题|投诉|差错|事故|违规|超支)")
_UNMET = re.compile(r"未达成|未完成|未开展|未实施|未达到|没有完成|不满意|不符合|不达标|无法|效果较差|^差$")
_PARTLY = re.compile(r"部分|基本达成|基本完成|基本实现|较好|一定程度|一定效果|有所|^良$|^中$")
_MET = re.compile(
    r"达成|完成|达到|实现|优|好|满意|满足|符合|提高|提升|降低|减少|改善|通畅|畅通|明显|显著|正常|有效|按时|按期|按要求|"
    r"规范|合格|到位|落实|及时|增强|保障|持续|稳步|推进|^是$"
)


def score_qualitative(target: Value, actual: Value, weight: Decimal, scheme: Scheme) -> Score:
    """Score words against words.

    Full points where the actual text repeats the target. Otherwise the band the words fall into; inside a band a
    person decides, unless the scheme has a default share. None with the reason where no band can be read.
    """
    written = actual.text
    if scheme.match_is_met.value and target.kind is Kind.QUALITATIVE and written == target.text:
        basis = f"完成值与指标值相同（{written}），完成，得满分 {plain(weight)}"
        return Score(weight, RULE, basis, scheme.match_is_met.clause, low=weight, high=weight)
    band_id = _band_by_grade_word(target.text, written) or band_of(written)
    if band_id is None:
        basis = f"“{written}”属于哪一档不能由程序判断，请按达成、部分达成、未达成评定"
        return Score(None, RULE, basis, str(clauses.QUALITATIVE))
    return _in_band(scheme.band(band_id), written, weight, scheme)


def band_of(text: str) -> str | None:
    """The band (met, partly, unmet) the words of an actual value fall into; None where no word decides."""
    if _FAULTLESS.search(text):
        return "met"
    for band_id, pattern in (("unmet", _UNMET), ("partly", _PARTLY), ("met", _MET)):
        if pattern.search(text):
            return band_id
    return None


def _band_by_grade_word(target: str, actual: str) -> str | None:
    """优/良/中/差 as a target: the same or better is met, one step down partly, further down unmet."""
    words = [_SAME_GRADE.get(text, text) for text in (target, actual)]
    if any(word not in _GRADE_WORDS for word in words):
        return None
    steps = _GRADE_WORDS.index(words[1]) - _GRADE_WORDS.index(words[0])
    return "met" if steps <= 0 else "partly" if steps == 1 else "unmet"


def _in_band(band: Band, written: str, weight: Decimal, scheme: Scheme) -> Score:
    places = scheme.places.value
    low, high = (round_half_up(share * weight, places) for share in (band.low, band.high))
    reach = f"{percent(band.high)}—{percent(band.low)}，即 {plain(low)}—{plain(high)} 分"
    clause = scheme.bands.clause
    if band.default is None:
        basis = f"“{written}”属“{band.title}”（{reach}），请在档内评定"
        return Score(None, RULE, basis, clause, low=low, high=high)
    value = round_half_up(band.default * weight, places)
    basis = f"“{written}”属“{band.title}”（{reach}），按方案记 {plain(value)}"
    return Score(value, RULE, basis, clause, low=low, high=high)
