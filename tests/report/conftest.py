import pytest

from .browser import Browser, find_browser


@pytest.fixture(scope="session")
def browser(tmp_path_factory):
    if find_browser() is None:
        pytest.skip("no browser: install chromium to have the report opened in one")
    with Browser(tmp_path_factory.mktemp("profile")) as opened:
        yield opened
