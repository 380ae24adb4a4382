"""GitHub's refusals sorted into our errors. Pure.

Limits are recognised by status, headers and text together: GitHub sends 403 and 429
for them, and 422 "was submitted too quickly" for content made too fast.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from integrations.fates import Fate
from integrations.github.errors import (
    Denied,
    Gone,
    Limited,
    Missing,
    Rejected,
    Unclear,
    Unsupported,
)

LIMIT_WORDS = ("rate limit", "too quickly", "abuse", "retry your request again later")
LEAST_PAUSE = timedelta(seconds=60)  # GitHub's advice where it names no time
LONGEST_PAUSE = timedelta(hours=2)


def of_answer(
    status: int, message: str, headers: Mapping[str, str], now: float
) -> Fate:
    """The error for an answer of 400 or more. ``now`` is Unix time in seconds."""
    text = message.lower()
    if is_limit(status, text, headers):
        return Limited(
            f"GitHub asks for a pause ({status}).", pause(headers, now), for_all=True
        )
    if status >= 500:
        return Unclear(f"GitHub answered {status}.")
    if status in (401, 403):
        return Denied(f"GitHub refuses access ({status}): {message}")
    if status == 410 and "disabled" in text:
        return Denied("Issues are switched off in the repository.")
    if status in (404, 410):
        lost = Gone if status == 410 else Missing
        return lost(f"GitHub does not have it, or not for us ({status}).")
    return Rejected(f"GitHub refuses the content ({status}): {message}")


def check_graph(told: Any, headers: Mapping[str, str], now: float) -> None:
    """GraphQL answers 200 with its errors inside: a limit, a field it does not know.
    Errors beside data mean only that some of it is kept from us."""
    if not isinstance(told, dict):
        raise Unclear("GitHub's answer is no object.")
    errors = [one for one in told.get("errors") or [] if isinstance(one, dict)]
    text = " ".join(str(one.get("message") or "") for one in errors).lower()
    kinds = {one.get("type") for one in errors}
    if kinds & {"RATE_LIMITED", "RATE_LIMIT"} or any(w in text for w in LIMIT_WORDS):
        raise Limited("GitHub asks for a pause (GraphQL).", pause(headers, now))
    if isinstance(told.get("data"), dict):
        return
    unknown = [one.get("extensions") or {} for one in errors]
    fields = frozenset(
        str(one.get("fieldName"))
        for one in unknown
        if one.get("code") == "undefinedField"
    )
    if fields:
        raise Unsupported("The server does not know all that was asked.", fields)
    raise Unclear("GitHub answered no data.")


def is_limit(status: int, text: str, headers: Mapping[str, str]) -> bool:
    if status == 429:
        return True
    if status not in (403, 422):
        return False
    spent = status == 403 and headers.get("x-ratelimit-remaining") == "0"
    named = any(words in text for words in LIMIT_WORDS)
    return spent or named or (status == 403 and "retry-after" in headers)


def pause(headers: Mapping[str, str], now: float) -> timedelta:
    """``Retry-After`` first, then the reset of the hour's limit, else a minute."""
    asked = _number(headers.get("retry-after"))
    if asked is None and headers.get("x-ratelimit-remaining") == "0":
        reset = _number(headers.get("x-ratelimit-reset"))
        asked = reset - now if reset is not None else None
    if asked is None:
        return LEAST_PAUSE
    return min(max(timedelta(seconds=asked), timedelta(seconds=1)), LONGEST_PAUSE)


def _number(text: str | None) -> float | None:
    return float(text) if text and text.strip().isdigit() else None
