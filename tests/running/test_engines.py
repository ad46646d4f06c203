"""The private engines, from the system's programs and from the wheels'."""

import os
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest
import redis

from lightbulb import children
from lightbulb.embedded import APP, OWNER, Engines, NoEngine
from tests.running.conftest import wait_until

NOWHERE = Path("/nonexistent")  # nothing is started there, only looked for


def sources_of(program):
    """Where this machine has a program from: the wheels always, the system perhaps."""
    for source in ("system", "wheel"):
        with suppress(NoEngine):
            yield getattr(Engines(NOWHERE, source=source), program)().source


@pytest.fixture(params=[*sources_of("postgres")])
def source(request):
    return request.param


@pytest.fixture(params=[*sources_of("broker")])
def broker_source(request):
    return request.param


@pytest.fixture
def postgres(folder, source):
    """A PostgreSQL of its own, started as the supervisor starts it."""
    engines = Engines(folder, source=source, durable=True)
    engines.prepare()
    running = start_postgres(engines)
    yield engines, running
    children.stop(running[-1], stop_signal=signal.SIGINT)


def start_postgres(engines):
    with (engines.data / "log").open("ab") as log:
        command = engines.postgres_command()
        running = [children.start(command, stop_signal=signal.SIGINT, output=log)]
    wait_until(engines.postgres_answers)
    return running


def rows_of(engines, sql, role=OWNER):
    with psycopg.connect(engines.database_url(role), autocommit=True) as connection:
        return connection.execute(sql).fetchall()


def test_postgresql_comes_from_where_it_should_and_lets_only_the_two_roles_in(postgres, source):
    engines, _ = postgres
    assert engines.postgres().source == source
    assert rows_of(engines, "SELECT current_user", APP) == [(APP,)]
    roles = "SELECT rolname, rolsuper FROM pg_roles WHERE rolname LIKE 'lightbulb%' ORDER BY 1"
    assert rows_of(engines, roles) == [(APP, False), (OWNER, False)]
    with pytest.raises(psycopg.OperationalError, match="no pg_hba"):
        rows_of(engines, "SELECT 1", "postgres")


def test_postgresql_takes_the_extensions_and_sorts_alike_from_both_sources(postgres):
    engines, _ = postgres
    with psycopg.connect(engines.database_url(OWNER), autocommit=True) as connection:
        for name in ("btree_gist", "pg_trgm", "unaccent", "fuzzystrmatch"):
            connection.execute(f"CREATE EXTENSION {name}")
    assert rows_of(engines, "SELECT lower('ÉÀŁ'), 'B' < 'a'") == [("éàł", True)]


def test_rows_survive_a_hard_end_with_work_under_way(postgres):
    engines, running = postgres
    with psycopg.connect(engines.database_url(OWNER), autocommit=True) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 1 AS it")
        running[0].kill()
        children.sweep_up(running.pop())
    engines.clear_away()
    running.extend(start_postgres(engines))
    assert rows_of(engines, "SELECT it FROM kept") == [(1,)]


def test_a_stale_pid_file_of_a_living_stranger_is_cleared_away(folder, source):
    engines = Engines(folder, source=source)
    engines.prepare()
    stranger = os.getpid()
    (engines.postgres_data / "postmaster.pid").write_text(f"{stranger}\n{engines.postgres_data}\n")
    (engines.sockets / ".s.PGSQL.5432.lock").write_text(f"{stranger}\n")
    engines.clear_away()
    running = start_postgres(engines)
    children.stop(running[0], stop_signal=signal.SIGINT)


def test_the_broker_keeps_what_it_took_over_a_hard_end(folder, broker_source):
    engines = Engines(folder, source=broker_source)
    engines.prepare_folders()
    for expected in (1, 2):
        running = children.start(engines.broker_command(), output=subprocess.DEVNULL)
        wait_until(engines.broker_answers)
        with redis.Redis.from_url(engines.redis_url()) as client:
            assert client.incr("starts") == expected
            time.sleep(1.1)  # it writes to disk once a second
        running.kill()
        children.sweep_up(running)


def test_a_half_made_data_folder_is_begun_again(folder):
    engines = Engines(folder)
    (folder / "postgres-new" / "base").mkdir(parents=True)
    engines.prepare()
    assert (folder / "postgres" / "PG_VERSION").exists()
    assert not (folder / "postgres-new").exists()


def test_data_of_a_version_that_is_gone_are_left_alone_with_a_sentence(folder):
    engines = Engines(folder)
    (folder / "postgres").mkdir()
    (folder / "postgres" / "PG_VERSION").write_text("12\n")
    with pytest.raises(NoEngine, match="holds data of PostgreSQL 12, which is not installed"):
        engines.postgres_command()


def test_a_deep_folder_has_its_sockets_in_a_short_one(folder):
    deep = Engines(folder / ("deep" * 30))
    assert len(str(deep.sockets)) < 60
    assert deep.sockets != Engines(folder / ("deep" * 31)).sockets


needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root needs another user")


@pytest.fixture
def no_namespaces(folder, monkeypatch):
    """A system that forbids user namespaces, as some containers do."""
    (programs := folder / "programs").mkdir()
    (programs / "unshare").write_text("#!/bin/sh\nexit 1\n")
    (programs / "unshare").chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}:{os.environ['PATH']}")


@needs_root
def test_root_without_namespaces_runs_postgresql_as_nobody(folder, no_namespaces):
    engines = Engines(folder / "data", source="system")
    engines.prepare()
    for _ in range(2):  # a first start and one with its data there
        engines.prepare()
        running = start_postgres(engines)
        assert Path(f"/proc/{running[0].pid}").stat().st_uid == 65534
        children.stop(running[0], stop_signal=signal.SIGINT)


@needs_root
def test_root_without_namespaces_is_told_what_nobody_cannot_reach(tmp_path, no_namespaces):
    (closed := tmp_path / "closed").mkdir(mode=0o700)
    with pytest.raises(NoEngine, match='the user "nobody", who cannot reach'):
        Engines(closed / "data", source="system").prepare()
