"""Django's own PostgreSQL backend, which starts the private server at the first refused connection.

So `check`, `collectstatic` and plain imports start nothing, and a server that was killed heals by itself.
"""

from django.db.backends.postgresql import base, client


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
        except base.Database.OperationalError:
            server = self.settings_dict["LOCAL_SERVER"]
            was_ready = server.ready()
            server.ensure()
            if was_ready and conn_params.get("dbname") != server.database:
                raise  # it was up all along: a test database that isn't there yet, say
            return super().get_new_connection(conn_params)
