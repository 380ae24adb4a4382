"""What every answer says beside its words: policy, caches, cookies."""

from collections.abc import Iterator
from typing import Any

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
DIRECTIVES = [
    "default-src 'self'", "object-src 'none'", "base-uri 'none'", "form-action 'self'",
    "frame-ancestors 'none'",
]  # fmt: skip
# What a visitor who only reads is given: nothing, but the key of a form on the page.
FORMS_OF_VISITORS = {"sign_in", "wagtailcore_login", "demo_sign_in", "round_verify",
                     "round_results"}  # fmt: skip
NOT_STORED = {"my_page", "my_settings", "round_ballot", "round_check", "round_receipt", "round_verify",
              "sign_in", "sign_in_code", "demo_sign_in"}  # fmt: skip
# Pages that send a visitor to sign in say so once, in a cookie of that one sentence.
TOLD_TO_SIGN_IN = {"round_ballot", "round_check", "round_receipt", "sign_in_code"}


def unguarded(met: Any) -> Iterator[str]:
    """What an answer lacks of what each must say."""
    policy = met.headers.get("Content-Security-Policy", "")
    if "unsafe" in policy:
        yield f"unsafe policy {policy}"
    for directive in DIRECTIVES:
        if directive not in policy:
            yield f"no {directive} in {policy!r}"
    for name, value in ALWAYS.items():
        if met.headers.get(name) != value:
            yield f"{name}: {met.headers.get(name)}"


def kept(met: Any, name: str) -> Iterator[str]:
    """A page shown to somebody signed in bears their initials; some tell much more,
    and no machine on the way or at home keeps those."""
    said = met.headers.get("Cache-Control", "")
    if "private" not in said:
        yield f"may be kept on the way: {said!r}"
    if name in NOT_STORED and met.status_code == 200 and "no-store" not in said:
        yield f"may be kept at home: {said!r}"


def given(met: Any, name: str) -> Iterator[str]:
    """Cookies that a visitor who only reads has no use for."""
    allowed = {"csrftoken"} if name in FORMS_OF_VISITORS else set()
    if name in TOLD_TO_SIGN_IN:
        allowed = {"messages"}
    if more := set(met.cookies) - allowed:
        yield f"gives {sorted(more)}"
