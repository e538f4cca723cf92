import pytest

from tests.providers import wire


@pytest.fixture
def anyio_backend():
    return "asyncio"


@pytest.fixture
def services():
    """The vendors' own addresses, answered within this process."""
    with wire.mocked() as router:
        yield router


@pytest.fixture(params=wire.NAMES)
def name(request):
    """A provider that an SDK reaches."""
    return request.param
