"""Benchmarks against what people would use instead, in ratios from one run."""
