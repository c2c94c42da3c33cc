"""A gateway for text messages on this machine, in a thread: it keeps what it is sent and answers as it is told."""

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from residents.channels.sms import Gateway

SECRET = "between us two"


class FakeGateway:
    """`answers` are used up one a request, the last one for ever: a status, or a pair of status and headers."""

    def __init__(self, *answers):
        self.answers = list(answers) or [200]
        self.got: list[dict] = []
        self.heads: list[dict] = []
        self.bodies: list[bytes] = []
        self.lock = threading.Lock()

    def take(self, head: dict, body: bytes):
        with self.lock:
            self.heads.append(head)
            self.bodies.append(body)
            self.got.append(json.loads(body))
            return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


@contextmanager
def running(*answers, timeout: int = 5):
    """The fake and an adapter that speaks to it."""
    fake = FakeGateway(*answers)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            answer = fake.take(dict(self.headers), body)
            status, headers = answer if isinstance(answer, tuple) else (answer, {})
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(b'{"said": "well"}')

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        url = f"http://127.0.0.1:{server.server_port}/send?version=2"
        yield fake, Gateway(url, "qiaoshou", SECRET, timeout=timeout, private=True)
    finally:
        server.shutdown()
        server.server_close()
        thread.join(timeout=5)
