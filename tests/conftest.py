"""What all tests share: the marks that a run can choose by."""

import pytest


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "slow: takes more than some seconds; `pytest -m 'not slow'` passes it over")
