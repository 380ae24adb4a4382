from collections.abc import Iterator

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def no_limits_left_over() -> Iterator[None]:
    """Limits count in the cache: each test begins with none."""
    cache.clear()
    yield
    cache.clear()
