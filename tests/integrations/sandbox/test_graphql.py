"""The sandbox's GraphQL, judged by the published schema; and the judge judged."""

import copy
import json

import pytest

from integrations.github.progress import query
from integrations.github.sandbox.graph import questions
from tests.graphql_contract import judge
from tests.integrations.sandbox.fixtures import running_sandbox


@pytest.fixture(scope="module")
def exchange(tmp_path_factory):
    """The mirror's own question about an issue with a reviewed, tested pull request
    and a part; every exchange is judged as the sandbox ends."""
    with running_sandbox(tmp_path_factory.mktemp("graph")) as sandbox:
        made = [
            sandbox.ask("POST", sandbox.repo("/issues"), {"title": title}).json
            for title in ("Whole", "Part")
        ]
        above, part = made
        path = sandbox.repo(f"/issues/{above['number']}/sub_issues")
        sandbox.ask("POST", path, {"sub_issue_id": part["id"]})
        landed = sandbox.submit(f"/issues/{above['number']}/pull", title="Do it")
        number = int(landed.url.partition("/pull/")[2].partition("?")[0])
        order = {"number": number, "event": "APPROVE", "conclusion": "success"}
        for door in ("review", "test"):
            assert sandbox.ask("POST", f"/_sandbox/{door}", order).status == 200
        variables = {"ids": [above["node_id"], "bm8gc3VjaA=="]}
        asked = {"query": query.progress(parts=True), "variables": variables}
        assert sandbox.ask("POST", "/graphql", asked).status == 200
        assert sandbox.ask("POST", "/api/graphql", asked).status == 200
        return sandbox.traffic()["exchanges"][-1]


def told(exchange):
    return json.loads(exchange["response"]["body"])["data"]["nodes"]


def test_the_answer_says_how_the_issue_stands(exchange):
    assert judge(exchange) == []
    node, nobody = told(exchange)
    assert nobody is None
    [pull] = node["closedByPullRequestsReferences"]["nodes"]
    assert (pull["state"], pull["reviewDecision"]) == ("OPEN", "APPROVED")
    [last] = pull["commits"]["nodes"]
    assert last["commit"]["statusCheckRollup"] == {"state": "SUCCESS"}
    assert [part["title"] for part in node["subIssues"]["nodes"]] == ["Part"]


def with_query(exchange, old, new):
    changed = copy.deepcopy(exchange)
    body = json.loads(changed["request"]["body"])
    assert old in body["query"]
    body["query"] = body["query"].replace(old, new)
    changed["request"]["body"] = json.dumps(body)
    return changed


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("reviewDecision", "reviewDecisions", "no field"),
        ("first: 20", "top: 20", "takes no top"),
        ("(ids: $ids)", "", "needs ids"),
        ("[ID!]!", "[String!]!", "not declared as"),
        ("repository { nameWithOwner }", "repository", "selects nothing"),
        ("isDraft", "isDraft { state }", "selects too much"),
        ("... on Issue", "... on Isue", "no type"),
        ("title url", "url", "was not asked for"),
    ],
)
def test_the_judge_sees_a_wrong_question(exchange, old, new, words):
    found = judge(with_query(exchange, old, new))
    assert any(words in line for line in found), found


def damaged(exchange, damage):
    changed = copy.deepcopy(exchange)
    body = json.loads(changed["response"]["body"])
    damage(body["data"]["nodes"][0])
    changed["response"]["body"] = json.dumps(body)
    return judge(changed)


def first_pull(node):
    return node["closedByPullRequestsReferences"]["nodes"][0]


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (lambda node: node.update(number="7"), "is no Int"),
        (lambda node: node.pop("number"), "is missing"),
        (lambda node: node.update(extra=1), "was not asked for"),
        (lambda node: first_pull(node).update(state="open"), "is no PullRequestState"),
        (lambda node: first_pull(node).update(isDraft=None), "may not be empty"),
        (lambda node: first_pull(node).update(commits=[]), "is no object"),
    ],
)
def test_the_judge_sees_a_wrong_answer(exchange, damage, words):
    found = damaged(exchange, damage)
    assert any(words in line for line in found), found


@pytest.mark.parametrize("text", ["", "mutation {", "query { a", "{ a( }", "query §"])
def test_nonsense_is_no_question(text):
    with pytest.raises(questions.NoQuestion):
        questions.read(text)
