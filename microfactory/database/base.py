"""Django's own PostgreSQL backend, which starts the private server at the first refused connection.

So `check`, `collectstatic` and plain imports start nothing, and a server that was killed heals by itself.
"""

from django.db.backends.postgresql import base, client

from microfactory.database.programs import LocalServerError

# What a server says that is coming up or going down: whoever asks too early is no stranger to it.
PASSING = ("starting up", "shutting down", "not yet accepting", "recovery")


class DatabaseClient(client.DatabaseClient):
    """`manage.py dbshell` with the psql that belongs to the private server."""

    @classmethod
    def settings_to_cmd_args_env(cls, settings_dict, parameters):
        command, env = super().settings_to_cmd_args_env(settings_dict, parameters)
        psql = settings_dict["LOCAL_SERVER"].bin / command[0]
        return [str(psql), *command[1:]], env

    def runshell(self, parameters):
        self.connection.settings_dict["LOCAL_SERVER"].ensure()
        super().runshell(parameters)


class DatabaseWrapper(base.DatabaseWrapper):
    """The connection: as Django's, and a second try after the server has been started."""

    client_class = DatabaseClient

    def get_new_connection(self, conn_params):
        try:
            return super().get_new_connection(conn_params)
        except base.Database.OperationalError as error:
            passing = any(words in str(error) for words in PASSING)
            if not self._revive(conn_params.get("dbname")) and not passing:
                raise
            return super().get_new_connection(conn_params)

    def _revive(self, database: str | None) -> bool:
        """Bring the server up; is a second try worth while? Not where it was up all along: a test database may be
        missing, say. Raises OperationalError, as a refused connection does, where it cannot be brought up.
        """
        server = self.settings_dict["LOCAL_SERVER"]
        try:
            was_ready = server.ready()
            server.ensure()
        except LocalServerError as error:
            raise base.Database.OperationalError(str(error)) from error
        return not was_ready or database == server.database
