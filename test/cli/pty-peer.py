"""Runs a program on a terminal of its own and types at it.

argv[1]: JSON list of steps: ["see", text], ["type", text], ["bytes", hex], ["signal", name]
argv[2:]: the program
Prints JSON: the screen, how the program ended, and whether the terminal echoes and edits lines again.
"""
import json
import os
import pty
import select
import signal
import sys
import termios
import time

steps = json.loads(sys.argv[1])
pid, master = pty.fork()
if pid == 0:
    os.execvp(sys.argv[2], sys.argv[2:])

screen = b""


def read(timeout):
    """What the program shows within the time; False at its end."""
    global screen
    ready, _, _ = select.select([master], [], [], timeout)
    if not ready:
        return True
    try:
        data = os.read(master, 4096)
    except OSError:
        return False
    screen += data
    return bool(data)


seen = 0
for step in steps:
    if step[0] == "see":
        end = time.monotonic() + 30
        while screen.find(step[1].encode(), seen) < 0:
            if time.monotonic() > end or not read(1):
                sys.exit("never saw %r, but %r" % (step[1], screen))
        seen = screen.find(step[1].encode(), seen) + len(step[1].encode())
    elif step[0] == "type":
        os.write(master, step[1].encode())
    elif step[0] == "bytes":
        os.write(master, bytes.fromhex(step[1]))
    elif step[0] == "signal":
        os.kill(pid, getattr(signal, step[1]))

end = time.monotonic() + 30
while read(1):
    if time.monotonic() > end:
        os.kill(pid, signal.SIGKILL)
        sys.exit("the program does not end: %r" % screen)
_, status = os.waitpid(pid, 0)
modes = termios.tcgetattr(master)[3]
print(
    json.dumps(
        {
            "screen": screen.decode("utf-8", "replace"),
            "code": os.waitstatus_to_exitcode(status),
            "echoes": bool(modes & termios.ECHO),
            "edits": bool(modes & termios.ICANON),
        }
    )
)
