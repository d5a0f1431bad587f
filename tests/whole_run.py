"""What the workers of a test run share: one PostgreSQL server, and the rule that nothing is skipped quietly."""

import contextlib
import gc
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.postgres import Cluster, cluster

STACK = pytest.StashKey[contextlib.ExitStack]()
SERVER = pytest.StashKey[Cluster]()


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node) -> None:
    """Start one server for all workers, unless the run leaves PostgreSQL out."""
    config = node.config
    if "not postgres" in config.option.markexpr:
        return
    if SERVER not in config.stash:
        config.stash[STACK] = contextlib.ExitStack()
        config.stash[SERVER] = config.stash[STACK].enter_context(cluster())
    server = config.stash[SERVER]
    node.workerinput["postgres"] = (str(server.socket), str(server.programs))


def pytest_unconfigure(config: pytest.Config) -> None:
    if STACK in config.stash:
        config.stash[STACK].close()


def pytest_configure() -> None:
    gc.disable()


def pytest_collection_finish() -> None:
    """Program and tests stay to the end: the collector need not go through them again and again."""
    gc.freeze()
    gc.enable()
    gc.set_threshold(20_000, 20, 20)


@pytest.fixture(scope="session")
def postgres(request: pytest.FixtureRequest) -> Iterator[Cluster]:
    """A running PostgreSQL server; `create` makes databases on it, `url` names them."""
    given = getattr(request.config, "workerinput", {}).get("postgres")
    if given:
        yield Cluster(*map(Path, given))
    else:
        with cluster() as server:
            yield server


@pytest.fixture(scope="session")
def worker_name(request: pytest.FixtureRequest) -> str:
    """Tells the databases of parallel workers apart."""
    return getattr(request.config, "workerinput", {}).get("workerid", "alone")


def skipped(config: pytest.Config) -> list[str]:
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    kinds = ("skipped", "xfailed", "xpassed") if reporter else ()
    return [report.nodeid for kind in kinds for report in reporter.stats.get(kind, [])]


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    if skipped(session.config) and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter, config: pytest.Config) -> None:
    for name in skipped(config):
        terminalreporter.write_line(f"Not run, so the whole run fails: {name}", red=True)
