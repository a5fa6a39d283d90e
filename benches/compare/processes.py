"""Processes that the comparison starts: in folders of their own, looked at through /proc, ended."""

import os
import random
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time

FOLDERS = {
    "HOME": "home",
    "XDG_CONFIG_HOME": "home/.config",
    "XDG_DATA_HOME": "home/.local/share",
    "XDG_STATE_HOME": "home/.local/state",
    "XDG_CACHE_HOME": "home/.cache",
    "XDG_RUNTIME_DIR": "run",
    "TMPDIR": "tmp",
}


def free_port():
    """A port below the range from which Linux gives out ports by itself."""
    while True:
        port = random.randrange(20_000, 32_000)
        with socket.socket() as listener:
            try:
                listener.bind(("0.0.0.0", port))
            except OSError:
                continue
            return port


class Folders:
    """A home, with everything that a program may write to."""

    def __init__(self):
        self.root = tempfile.mkdtemp(prefix="compare-")
        self.log = os.path.join(self.root, "log")
        self.empty()

    def path(self, *parts):
        return os.path.join(self.root, *parts)

    def empty(self):
        """Empties all of them; the log stays."""
        for folder in {folder.partition("/")[0] for folder in FOLDERS.values()}:
            shutil.rmtree(self.path(folder), ignore_errors=True)
        for folder in FOLDERS.values():
            os.makedirs(self.path(folder), mode=0o700, exist_ok=True)

    def environment(self):
        """Nothing of the person's own, so that no setting of theirs counts."""
        own = {variable: self.path(folder) for variable, folder in FOLDERS.items()}
        return {"PATH": os.environ["PATH"], "LANG": "C.UTF-8"} | own

    def files(self):
        """Every file with size and time of its last change."""
        found = {}
        for folder, _, names in os.walk(self.root):
            for name in names:
                path = os.path.join(folder, name)
                try:
                    state = os.stat(path, follow_symlinks=False)
                except FileNotFoundError:
                    continue
                found[os.path.relpath(path, self.root)] = (state.st_size, state.st_mtime_ns)
        return found

    def remove(self):
        shutil.rmtree(self.root, ignore_errors=True)


class Process:
    """A program in its own session, so that Ctrl-C reaches it through us."""

    def __init__(self, command, folders):
        with open(folders.log, "ab") as log:
            self.child = subprocess.Popen(
                command,
                env=folders.environment(),
                cwd=folders.path("home"),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def runs(self):
        return self.child.poll() is None

    def end(self):
        """Asks it to end, and makes it."""
        if self.runs():
            self.child.terminate()
            try:
                self.child.wait(10)
            except subprocess.TimeoutExpired:
                self.kill()

    def kill(self):
        """kill -9, for it and whatever it has started."""
        for pid in self.pids():
            os.kill(pid, signal.SIGKILL)
        self.child.wait()

    def pids(self):
        """Every process of its session."""
        found = []
        for entry in os.listdir("/proc"):
            if entry.isdigit():
                try:
                    with open(f"/proc/{entry}/stat") as file:
                        fields = file.read().rpartition(")")[2].split()
                except OSError:
                    continue
                if int(fields[3]) == self.child.pid and fields[0] != "Z":
                    found.append(int(entry))
        return found

    def cpu_s(self):
        """Processor time so far, ended threads included, to the nanosecond."""
        # The kernel's number for the clock of another process, see clock_getcpuclockid(3).
        return sum(time.clock_gettime((~pid << 3) | 2) for pid in self.pids())

    def wakeups(self):
        """How often a thread has begun to wait so far; each wait ends with waking up."""
        count = 0
        for pid in self.pids():
            for thread in os.listdir(f"/proc/{pid}/task"):
                with open(f"/proc/{pid}/task/{thread}/status") as file:
                    count += number("voluntary_ctxt_switches", file.read())
        return count

    def memory(self):
        """In KiB. Private memory includes pages of the program file that no other process maps."""
        sums = {"anonymous_kib": 0, "private_kib": 0, "rss_kib": 0, "threads": 0}
        for pid in self.pids():
            with open(f"/proc/{pid}/smaps_rollup") as file:
                rollup = file.read()
            sums["anonymous_kib"] += number("Anonymous", rollup)
            sums["private_kib"] += number("Private_Clean", rollup)
            sums["private_kib"] += number("Private_Dirty", rollup)
            sums["rss_kib"] += number("Rss", rollup)
            sums["threads"] += len(os.listdir(f"/proc/{pid}/task"))
        return sums


def number(name, text):
    return int(re.search(rf"^{name}:\s+(\d+)", text, re.M).group(1))
