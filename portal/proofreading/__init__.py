"""Checks of the house that no tool has: run by ``manage.py proofread``."""
