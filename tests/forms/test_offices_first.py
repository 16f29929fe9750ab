"""Forms whose first row names the offices, 项目名称 coming after: one below the other on a sheet."""

from __future__ import annotations

from tests.forms.rows import said, sheet
from zpj.forms.reader import read_forms

FORM = """2023年度项目自评表
单位：元
实施单位|县一中|主管部门|县教育局
项目名称|{name}
资金情况|年初预算数|全年预算数|全年执行数|分值|执行率|得分
资金总额|860000|860000|860000|10|100%|10
年度目标|年初设定目标||目标完成情况
|完成维修||已完成
一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分
产出指标|数量指标|维修面积|5000平方米|5000平方米|90|90
总分|||||100|100
"""


def test_each_form_has_its_own_title_unit_and_offices() -> None:
    forms = list(read_forms(sheet(FORM.format(name="校园建设") + "\n|\n" + FORM.format(name="操场维修"))))
    assert [said(form.fields["project_name"], form.fields["year"]) for form in forms] == [
        ["校园建设", "2023"], ["操场维修", "2023"],
    ]  # fmt: skip
    for form in forms:
        assert said(form.fields["implementing_unit"], form.fields["supervising_department"]) == ["县一中", "县教育局"]
        assert form.unit == "元"
