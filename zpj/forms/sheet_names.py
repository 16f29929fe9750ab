"""The names of the sheets of a standard workbook that are no forms."""

GUIDE = "填报说明"
SETTINGS = "设置"
EXPENSES = "支出明细"
MATERIAL = "报告素材"
TEAM = "自评小组"
IMPORTED = "导入说明"
FURTHER = (GUIDE, SETTINGS, EXPENSES, MATERIAL, TEAM)
NO_FORMS = (*FURTHER, IMPORTED)
