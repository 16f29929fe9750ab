"""Benchmarks: nothing in the product or the tests depends on them."""
