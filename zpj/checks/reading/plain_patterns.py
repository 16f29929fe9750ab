"""Patterns of the plainest things many rules look for: Chinese words, numbers, years, brackets, titles of documents."""

from __future__ import annotations

from zpj.domain.regex import regex

HAN = regex("[\u4e00-\u9fff]")
HAN_WORDS = regex("[\u4e00-\u9fff]+")
DIGIT = regex("[0-9]")
NUMBER = regex(r"\d+(?:\.\d+)?")
YEAR = regex("20[0-9]{2}(?=年)")
YEAR_WORDS = regex("20[0-9]{2}年度?")
IN_BRACKETS = regex("[(][^()]*[)]")
CITED = regex("《[^》]*》")
