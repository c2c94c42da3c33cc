"""A private, real PostgreSQL for a checkout without DATABASE_URL: nothing to install, nothing to configure."""

from pathlib import Path

from microfactory.database.local import LocalPostgres

NAME = "microfactory"
HOME = ".localpg"


def local_server(base_dir: Path, *, testing: bool) -> LocalPostgres:
    """The checkout's server; tests have one of their own, quick and forgetful, so they never touch real rows."""
    home = Path(base_dir) / HOME
    return LocalPostgres(home / "test" if testing else home, NAME, durable=not testing)


def local_database(base_dir: Path, *, testing: bool) -> dict:
    """Django's settings of the local database. Nothing is started before the first connection."""
    server = local_server(base_dir, testing=testing)
    return {
        "ENGINE": "microfactory.database",
        "NAME": server.database,
        "USER": server.role,
        "HOST": str(server.socket_directory),
        "PORT": str(server.port),
        "OPTIONS": {"connect_timeout": 10},
        "CONN_HEALTH_CHECKS": True,
        "LOCAL_SERVER": server,
    }
