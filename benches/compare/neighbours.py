"""What other programs use of the processors meanwhile: a disturbed turn says nothing."""

import asyncio
import os
import time

# Processors, on average, that others may use.
QUIET = 0.2


def busy_s():
    """Processor seconds of everything, what the host took away included.

    The kernel counts them by ticks and misses short work, so others look a little quieter here.
    """
    with open("/proc/stat") as file:
        user, nice, system, _idle, _wait, irq, softirq, steal = map(
            int, file.readline().split()[1:9]
        )
    return (user + nice + system + irq + softirq + steal) / os.sysconf("SC_CLK_TCK")


class Watch:
    """From its making on: what everything but us has used."""

    def __init__(self, stage):
        self.stage = stage
        self.begin, self.busy, self.own = time.monotonic(), busy_s(), self.own_s()

    def own_s(self):
        """Our own seconds, those of ended children and of the ones that run."""
        running = sum(process.cpu_s() for process in self.stage.owned if process.runs())
        return sum(os.times()[:4]) + running

    def others(self):
        """Processors that others used on average."""
        used = busy_s() - self.busy - (self.own_s() - self.own)
        return round(max(0, used) / (time.monotonic() - self.begin), 3)


async def wait_for_quiet(stage, seconds):
    """Waits until others do little, for so long at most; how long that took."""
    begin = time.monotonic()
    while time.monotonic() - begin < seconds:
        watch = Watch(stage)
        await asyncio.sleep(0.5)
        if watch.others() <= QUIET:
            break
    return time.monotonic() - begin
