"""Signing in and out. Nobody opens an account alone: co-ops admit their members."""

from portal.site.accounts.adapter import Adapter

__all__ = ["Adapter"]
