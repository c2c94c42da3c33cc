"""`python -m microfactory.database`: stop the checkout's private servers. The next connection starts them again."""

from pathlib import Path

from microfactory.database import local_server

if __name__ == "__main__":
    for testing in (False, True):
        local_server(Path(__file__).resolve().parents[2], testing=testing).stop()
