"""A load: many questions, some in flight at once, and how long their answers took."""

import asyncio
import statistics
import time

from bus import NUMBER, topic

# Skills wait for three seconds.
LOST_AFTER = 4


def percentile(values, part):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


class Load:
    """`count` questions, `depth` in flight; `make(i)` gives the i-th one's (kind, data)."""

    def __init__(self, bus, make, reply, *, count, depth=1, seconds=60, pace=0):
        self.bus, self.make, self.reply = bus, make, topic(reply)
        self.count, self.depth, self.seconds, self.pace = count, depth, seconds, pace
        self.asked = self.refused = self.lost = 0
        self.open, self.took = {}, []
        self.done = asyncio.Event()

    async def run(self):
        self.begin = self.end = time.perf_counter()
        self.bus.hear = self.hear
        for _ in range(min(self.depth, self.count)):
            self.ask()
        while not self.done.is_set():
            try:
                await asyncio.wait_for(self.done.wait(), 0.25)
            except asyncio.TimeoutError:
                self.give_up()
        self.bus.hear = lambda text: None
        return self.figures()

    def ask(self):
        kind, data = self.make(self.asked)
        number, text = self.bus.packet(kind, data)
        self.asked += 1
        self.open[number] = time.perf_counter()
        self.bus.send(text)

    def hear(self, text):
        if not self.reply.search(text):
            return
        number = NUMBER.search(text)
        if number:
            asked = self.open.pop(int(number.group(1)), None)
        else:
            # What carries a token has no context of the asker: with one in flight it is the answer.
            asked = self.open.popitem()[1] if len(self.open) == 1 else None
        if asked is None:
            return
        self.end = time.perf_counter()
        # Only successes count.
        if b'"error"' in text:
            self.refused += 1
        else:
            self.took.append(self.end - asked)
        self.next(self.end - asked)

    def next(self, took):
        if self.asked < self.count and time.perf_counter() - self.begin < self.seconds:
            if self.pace:
                asyncio.get_running_loop().call_later(max(0, self.pace - took), self.ask)
            else:
                self.ask()
        elif not self.open:
            self.done.set()

    def give_up(self):
        """Counts as lost what nobody would wait for any more."""
        now = time.perf_counter()
        for number in [n for n, asked in self.open.items() if now - asked > LOST_AFTER]:
            del self.open[number]
            self.lost += 1
            self.next(LOST_AFTER)

    def figures(self):
        wall = self.end - self.begin
        figures = {
            "answered": len(self.took),
            "refused": self.refused,
            "lost": self.lost,
            "wall_s": round(wall, 4),
            "rate_per_s": round(len(self.took) / wall, 1) if wall else None,
        }
        if self.took:
            took = [seconds * 1e3 for seconds in self.took]
            figures |= {
                "p50_ms": round(percentile(took, 0.5), 4),
                "p99_ms": round(percentile(took, 0.99), 4),
                "mean_ms": round(statistics.fmean(took), 4),
            }
        return figures


async def load(side, make, reply, *, warm=True, **how):
    """Loads a side, and tells what it cost its processor."""
    if warm:
        few = {"count": max(1, min(50, how["count"] // 4)), "depth": min(8, how.get("depth", 1))}
        await Load(side.bus, make, reply, **few, seconds=2).run()
    before = side.process.cpu_s()
    figures = await Load(side.bus, make, reply, **how).run()
    answers = max(1, figures["answered"] + figures["refused"])
    figures["cpu_us_each"] = round((side.process.cpu_s() - before) * 1e6 / answers, 1)
    return figures
