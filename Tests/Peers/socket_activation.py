"""Starts a program as systemd does by a .socket unit: with listening sockets from descriptor 3 on.

    socket_activation.py COUNT PROGRAM ARGUMENT...

Opens COUNT sockets on free ports of 127.0.0.1, prints their ports on one line, and becomes the program.
"""

import os
import socket
import sys

FIRST = 3

count, program = int(sys.argv[1]), sys.argv[2:]
# Those that are in the way are moved up before any takes its place.
sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
copies = [os.dup2(each.fileno(), 100 + index) for index, each in enumerate(sockets)]
print(*(each.getsockname()[1] for each in sockets), flush=True)
for index, copy in enumerate(copies):
    os.dup2(copy, FIRST + index)
    os.close(copy)
os.execve(program[0], program, {**os.environ, "LISTEN_PID": str(os.getpid()), "LISTEN_FDS": str(count)})
