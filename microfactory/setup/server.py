"""Gunicorn's settings (`--config python:microfactory.setup.server`); address and sizes from the environment."""

import os
from pathlib import Path

from microfactory import environment
from microfactory.setup import preload, serving

environment.load_file(Path(__file__).resolve().parents[2] / ".env")

wsgi_app = "microfactory.wsgi:application"
host, port = environment.text("HOST", "127.0.0.1"), environment.integer("PORT", 8000)
bind = f"{host}:{port}"
workers = environment.integer("WEB_WORKERS", 2)
threads = environment.integer("WEB_THREADS", 4)
worker_class = "gthread"
preload_app = True  # the workers share the memory of what is imported once
timeout = 120  # seconds; the import of a year's piece log takes a while
graceful_timeout = 20
control_socket_disable = True
loglevel = "warning"
if os.access("/dev/shm", os.W_OK):
    worker_tmp_dir = "/dev/shm"  # a slow disk must not look like a hung worker


def on_starting(server):
    serving.check_free(host, port)
    preload.load_shared()


def when_ready(server):
    if environment.text("MICROFACTORY_MODE", "production") == "local":
        serving.note(f"http://{bind.replace('0.0.0.0', '127.0.0.1')}")
    if environment.boolean("SHOW_SIGN_INS", False):
        _show_sign_ins()
    print(f"\nThe micro-factory is open at http://{bind}/ (Ctrl-C closes it)", flush=True)


def _show_sign_ins():
    """Prints who signs in to the demo, here where all pages are loaded already; workers share no connection."""
    from django.core.management import call_command
    from django.db import connections

    call_command("demo", sign_ins=True)
    connections.close_all()


def on_exit(server):
    serving.forget()
