"""Counters without persons."""
