"""Scoring rules: pure functions from target, actual value and weight to an explained score."""
