"""Acts that begin at the same moment, each on a connection of its own."""

import threading

from django.db import connection

from microfactory.kernel.errors import RuleBroken

PATIENCE = 60  # seconds


def at_once(*acts) -> list:
    """Runs the acts in threads that begin together; what each returned, or the code of its refusal.

    Whatever else went wrong in them is raised when all have ended, several as a group; so is that one never ended.
    """
    ready, results, wrong = threading.Barrier(len(acts), timeout=20), [None] * len(acts), []

    def run(place, act):
        try:
            ready.wait()
            results[place] = act()
        except RuleBroken as error:
            results[place] = error.code
        except BaseException as error:
            wrong.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair, daemon=True) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=PATIENCE)
    hanging = sum(thread.is_alive() for thread in threads)
    if hanging:
        wrong.append(TimeoutError(f"{hanging} of {len(acts)} acts have not ended after {PATIENCE} seconds"))
    if len(wrong) > 1:
        raise BaseExceptionGroup("acts at once", wrong)
    if wrong:
        raise wrong[0]
    return results


def codes(results) -> list[str]:
    """Of what acts at once came to, the codes of those that were refused."""
    return sorted(result for result in results if isinstance(result, str))
