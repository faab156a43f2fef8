"""A Redis that loses nothing, for replicas to share: every commit is synced before it is answered."""

import socket
import time

from machine import QUEUE_CORE, Process, free_port, on_disk


class RedisServer:
    def __init__(self):
        self.port = free_port()
        self.directory = on_disk("benchmark-redis-")
        options = ["--dir", self.directory.name, "--save", "", "--appendonly", "yes", "--appendfsync", "always"]
        command = ["redis-server", "--bind", "127.0.0.1", "--port", str(self.port), *options]
        self.process = Process(command, {}, core=QUEUE_CORE)

    @property
    def url(self):
        return f"redis://127.0.0.1:{self.port}/0"

    def __enter__(self):
        self.process.__enter__()
        deadline = time.monotonic() + 10
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port)).close()
                return self
            except ConnectionRefusedError:
                self.process.check()
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.02)

    def __exit__(self, *error):
        self.process.__exit__(*error)
        self.directory.cleanup()
