# 常用命令。第一次运行会自己建立 .venv 并安装所需的包。
PYTHON ?= $(shell for p in python3.14 python3.13 python3.12 python3.11 python3; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
RUN := $(VENV)/bin/python
PIP := $(RUN) -m pip install --quiet --disable-pip-version-check

.PHONY: help demo test lint samples forms pictures pythons engines bench soak bundle coverage fuzz differential packages notices clean

help:
	@echo "make demo     用公开的真实数据走一遍：计分工作簿和 Word 报告在 demo/ 里"
	@echo "make test     全部测试（含类型检查和代码检查）"
	@echo "make coverage 测试走过 zpj/ 的多少行、多少分支（少于 95% 不通过）"
	@echo "make samples  由 sample_workbooks/sources 重新生成样例工作簿"
	@echo "make forms    重新生成空白表和报告模板"
	@echo "make pictures 重新生成文档里的图（需要 LibreOffice）"
	@echo "make bundle   制作离线安装包（供不能上网的 Windows 电脑，约 60 MB）"
	@echo "make bench    与常见做法比速度"
	@echo "make pythons  在本机有的各个 Python 版本（3.11—3.14）里跑测试"
	@echo "make soak     反复断电（kill -9）一百多次，查输入和输出"
	@echo "make fuzz     随机输入测 20 分钟（改时长：make fuzz MINUTES=60）"
	@echo "make differential  一万张随机表：程序、公式、函数、报告的数逐格相同（约 20 分钟）"
	@echo "make packages 安装包在各系统、各 Python 上能不能装（要联网）"
	@echo "make notices  重新生成第三方软件清单"
	@echo "make engines  在 ONLYOFFICE 里重算工作簿（另装约 100 MB）"

demo: $(VENV)/installed
	@$(VENV)/bin/zpj demo

test: lint
	$(RUN) -m pytest -n 2 --dist loadfile

coverage: $(VENV)/installed-dev
	.ci/coverage

lint: $(VENV)/installed-dev
	$(RUN) -m ruff check zpj tests bench docs
	$(RUN) -m mypy

samples: $(VENV)/installed-dev
	$(RUN) -m tests.sample_workbooks.build

forms: $(VENV)/installed-dev
	$(RUN) -m zpj.forms.blank
	$(RUN) -m zpj.report.skeleton
	$(RUN) -m zpj.report.template_fields_doc
	$(RUN) -m zpj.checks.catalogue docs/checks.md
	$(RUN) -m zpj.excel.function_page
	$(VENV)/bin/zpj addin build

pictures: $(VENV)/installed-dev
	$(RUN) docs/pictures/make.py

bundle: $(VENV)/installed
	@$(VENV)/bin/zpj addin bundle --force

bench: $(VENV)/installed-dev
	$(PIP) -e ".[dev,bench]"
	$(RUN) -m bench.report_rendering
	$(RUN) -m bench.check_speed
	$(RUN) -m bench.batch_speed $(or $(N),200)

pythons: $(VENV)/installed
	.ci/pythons

soak: $(VENV)/installed-dev
	$(RUN) -m bench.soak

engines: $(VENV)/installed-dev
	$(PIP) -e ".[dev,engines]"
	ZPJ_ENGINES=1 $(RUN) -m pytest tests/engines -m engines

$(RUN):
	@test -n "$(PYTHON)" || { echo "需要 Python 3.11 或更新的版本（含 venv 模块）。请先安装。"; exit 2; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: pyproject.toml | $(RUN)
	$(PIP) -e .
	@touch $@

$(VENV)/installed-dev: pyproject.toml | $(RUN)
	$(PIP) -e ".[dev]"
	@touch $@ $(VENV)/installed

MINUTES ?= 20
fuzz: $(VENV)/installed-dev
	ZPJ_LONG=1 $(RUN) -m pytest tests/hostile
	end=$$(( $$(date +%s) + 60 * $(MINUTES) )); while [ $$(date +%s) -lt $$end ]; do \
		ZPJ_LONG=1 $(RUN) -m pytest tests/fuzz --hypothesis-seed=random || exit 1; done

differential: $(VENV)/installed-dev
	ZPJ_FORMS=$(or $(FORMS),10000) $(RUN) -m pytest tests/differential

packages: $(VENV)/installed-dev
	ZPJ_NETWORK=1 $(RUN) -m pytest tests/packages

notices: $(VENV)/installed-dev
	$(RUN) docs/third_party.py

clean:
	rm -rf $(VENV) demo .pytest_cache .mypy_cache .ruff_cache .hypothesis
