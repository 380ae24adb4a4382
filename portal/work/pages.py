"""Whether a decision or a release still lacks its page in a language."""

from datetime import datetime

from cms.models import (
    DecisionIndexPage,
    DecisionPage,
    ReleaseIndexPage,
    ReleasePage,
)
from governance.decisions.models import Decision
from governance.releases.models import Release


def pages_are_due(at: datetime) -> bool:
    """Asked for each language that has a list of decisions or of releases."""
    return any(
        Decision.objects.exclude(
            pk__in=DecisionPage.objects.filter(locale=locale).values("decision")
        ).exists()
        for locale in DecisionIndexPage.objects.values_list("locale", flat=True)
    ) or any(
        Release.objects.full()
        .exclude(pk__in=ReleasePage.objects.filter(locale=locale).values("release"))
        .exists()
        for locale in ReleaseIndexPage.objects.values_list("locale", flat=True)
    )
