"""The one question the mirror asks in GraphQL: a hundred issues for a few points.

Every field is in GitHub's published schema. Names and texts of persons are not asked
for; titles of sub-issues are, for they are shown.
"""

MOST = 100  # node ids in one question; GitHub's limit
PULLS, REVIEWERS, PARTS = 10, 20, 50  # of one issue, of one pull request, of one issue

PULL_FIELDS = f"""
number url state isDraft merged reviewDecision
repository {{ nameWithOwner }}
latestOpinionatedReviews(first: {REVIEWERS}) {{ nodes {{ state }} }}
commits(last: 1) {{ nodes {{ commit {{ statusCheckRollup {{ state }} }} }} }}
"""

SUB_ISSUES = f"""
subIssues(first: {PARTS}) {{ nodes {{ number title url state stateReason }} }}
"""


def progress(*, parts: bool) -> str:
    """``parts`` is false for servers without sub-issues: they refuse all of it."""
    return f"""
query Progress($ids: [ID!]!) {{
  nodes(ids: $ids) {{
    id
    ... on Issue {{
      number
      closedByPullRequestsReferences(first: {PULLS}, includeClosedPrs: true) {{
        nodes {{ {PULL_FIELDS} }}
      }}
      {SUB_ISSUES if parts else ""}
    }}
  }}
}}
"""
