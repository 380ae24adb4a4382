"""Page types, a kind a file."""

from cms.models.decision import DecisionIndexPage, DecisionPage
from cms.models.home import HomePage
from cms.models.release import ReleaseIndexPage, ReleasePage
from cms.models.standard import StandardPage

__all__ = [
    "DecisionIndexPage",
    "DecisionPage",
    "HomePage",
    "ReleaseIndexPage",
    "ReleasePage",
    "StandardPage",
]
