"""What ``manage.py serve`` does, step by step: prepare, start, say, wait, stop."""
