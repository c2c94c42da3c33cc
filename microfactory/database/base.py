"""Django's own PostgreSQL backend, which starts the private server at the first refused connection.

So `check`, `collectstatic` and plain imports start nothing, and a server that was killed heals by itself.
"""

from django.db.backends.postgresql import base, client

from microfactory.database.programs import LocalServerError


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
            server = self._revived()
            # The server may have been down, coming up, or not yet know our role: another process was making it. Only
            # a database that the launcher doesn't make (a test's, say) is still missing now.
            database = conn_params.get("dbname")
            if f'database "{database}" does not exist' in str(error) and database != server.database:
                raise
            return super().get_new_connection(conn_params)

    def _revived(self):
        """The server, up and with our role and database.

        Raises OperationalError, as a refused connection does, where it cannot be brought up.
        """
        server = self.settings_dict["LOCAL_SERVER"]
        try:
            server.ensure()
        except LocalServerError as error:
            raise base.Database.OperationalError(str(error)) from error
        return server
