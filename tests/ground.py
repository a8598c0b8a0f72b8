"""What has to stand before Django reads its settings.

Loaded with ``-p tests.ground`` (see pyproject.toml), because pytest-django reads
the settings before any conftest. The keeper's own book is never touched: every
run gets a data folder of its own, and with KONTOR_TEST_POSTGRES=1 a throw-away
PostgreSQL server as well.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator

import pytest

KEPT = {"KONTOR_CHROMIUM", "KONTOR_KILLS", "KONTOR_TEST_POSTGRES"}


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Iterator[None]:
    for name in [n for n in os.environ if n.startswith("KONTOR_") and n not in KEPT]:
        del os.environ[name]
    folder = tempfile.mkdtemp(prefix="kontor-test-")
    early_config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))
    os.environ["KONTOR_DATA"] = folder
    for name in ("LC_ALL", "LC_MESSAGES", "LANGUAGE"):
        os.environ.pop(name, None)
    os.environ["LANG"] = "en_GB.UTF-8"
    if os.environ.get("KONTOR_TEST_POSTGRES") == "1":
        os.environ["KONTOR_DATABASE_URL"] = _serve(early_config)
    return (yield)


def _serve(config: pytest.Config) -> str:
    # Only here: the module needs what Windows has not.
    from tools.postgres import CannotServe, Server

    server = Server()
    config.add_cleanup(server.stop)
    try:
        return server.start()
    except CannotServe as reason:
        raise pytest.UsageError(str(reason)) from reason
