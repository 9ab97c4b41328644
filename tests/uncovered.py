"""Lets coverage look away where looking tells little and costs as much as the test itself.

A test marked `uncovered` passes through much and looks closely at little of it: what no other test
reaches shows as missing. And migrations, which make the tables, are left out of coverage anyway.
"""

import contextlib
import importlib
import os

import pytest
from django.conf import settings

SUBPROCESSES = "COVERAGE_PROCESS_CONFIG"  # by this, coverage looks at what a test starts


def pytest_configure(config):
    config.addinivalue_line("markers", "uncovered: passes through code that it does not test")


def pytest_collection_finish(session):
    # Else the first page would import all views, maybe where coverage looks away.
    importlib.import_module(settings.ROOT_URLCONF)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item):
    with _looking_away(item.config, item.get_closest_marker("uncovered")):
        return (yield)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_fixture_setup(fixturedef, request):
    with _looking_away(request.config, fixturedef.argname == "django_db_setup"):
        return (yield)


@contextlib.contextmanager
def _looking_away(config, is_wanted):
    plugin = config.pluginmanager.getplugin("_cov")
    controller = plugin and plugin.cov_controller
    if not (is_wanted and controller and controller.started):
        yield
        return
    controller.pause()
    subprocesses = os.environ.pop(SUBPROCESSES, None)
    try:
        yield
    finally:
        if subprocesses:
            os.environ[SUBPROCESSES] = subprocesses
        controller.resume()
