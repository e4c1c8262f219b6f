"""Timings, as ratios against a named peer in the same run. Never part of a test: a busy machine proves nothing."""
