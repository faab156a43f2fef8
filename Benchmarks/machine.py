"""Processes with a core of their own, and what the kernel says they cost."""

import json
import os
import pathlib
import socket
import subprocess
import tempfile

CONSUMER_CORE = 0
QUEUE_CORE = 1
TICK = os.sysconf("SC_CLK_TCK")


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def on_disk(prefix):
    """A directory that is gone at the end of the block, beside this file: the system's own may be in memory."""
    return tempfile.TemporaryDirectory(prefix=f".{prefix}", dir=pathlib.Path(__file__).parent)


def pinned(command, core):
    return ["taskset", "--cpu-list", str(core), *map(str, command)]


def figures_of(command):
    """What a program prints that has a core for itself."""
    return json.loads(subprocess.check_output(pinned(command, CONSUMER_CORE)))


class Process:
    """A program pinned to one core, killed at the end of the block: nothing measured here has anything to save."""

    def __init__(self, command, environment, core):
        self.command = pinned(command, core)
        self.environment = environment

    def __enter__(self):
        self.child = subprocess.Popen(
            self.command, env=os.environ | self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        )
        # Logs are few; read at the end, and only to explain a failure.
        os.set_blocking(self.child.stderr.fileno(), False)
        return self

    def __exit__(self, *_):
        self.child.kill()
        self.child.wait()
        self.child.stderr.close()

    def check(self):
        """Raises if the program has ended."""
        if self.child.poll() is not None:
            log = (self.child.stderr.read() or b"").decode(errors="replace")
            raise SystemExit(f"{' '.join(self.command)}\nended with {self.child.returncode}:\n{log}")

    @property
    def cpu_seconds(self):
        """User and system time of all its threads, the ended ones too (proc_pid_stat(5), fields 14 and 15)."""
        with open(f"/proc/{self.child.pid}/stat") as stat:
            fields = stat.read().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICK

    @property
    def peak_megabytes(self):
        return self._megabytes("VmHWM")

    @property
    def resident_megabytes(self):
        return self._megabytes("VmRSS")

    def _megabytes(self, figure):
        with open(f"/proc/{self.child.pid}/status") as status:
            line = next(line for line in status if line.startswith(f"{figure}:"))
        return int(line.split()[1]) / 1000
