"""Acts that begin at the same moment, each on a connection of its own."""

import threading

from django.db import connection

from microfactory.kernel.errors import RuleBroken


def at_once(*acts):
    """Runs the acts in threads that begin together; what each returned, or the code of its refusal."""
    ready, results = threading.Barrier(len(acts), timeout=20), [None] * len(acts)

    def run(place, act):
        try:
            ready.wait()
            results[place] = act()
        except RuleBroken as error:
            results[place] = error.code
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert not any(thread.is_alive() for thread in threads)
    return results
