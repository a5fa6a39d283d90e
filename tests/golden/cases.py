"""Every recorded case, sent to the daemon in the recorded order, and what comes of it.

Once for all cases, with a daemon that was always there; and once for those after the recorded restart, with a
daemon that finds the JSON files which the Python plugin had left by then.
"""

import asyncio
import glob
import hashlib
import json
import os
import re
import stat
import time

import compare
from machine import ADVERTISED, Machine, scan, until
from token_endpoint import TokenEndpoint

RECORDED = os.path.join(compare.HERE, "recorded")
STARTS = ("00_startup", "71_restart", "92_restart_corrupt_db")
STOPS = ("70_stop", "91_stop", "99_stop")
# Who is no browser that comes back: the reference takes any state, or none.
FORGED = ("50_callback_no_state", "50_callback_wrong_state")
# Where the daemon takes over from the Python plugin.
HANDOVER = "71_restart"
BIG = ("<200000 times s>", 200_000 * "s")
ANSWERED_WITHIN = 10
BUS_LOG = "bus.log"


def recorded(name):
    """A recorded case."""
    with open(os.path.join(RECORDED, f"{name}.json"), encoding="utf8") as file:
        return json.load(file)


def database(machine):
    """The folder of the two JSON files."""
    return os.path.join(machine.home, ".cache", "mycroft", "json_database", "")


def snapshot(machine):
    """All files and folders but the configuration and the log of the bus: mode and hash, or mode and rows."""
    found = {}
    for root in (machine.home, machine.tmp):
        for folder, folders, files in os.walk(root):
            if ".config" in folders:
                folders.remove(".config")
            if BUS_LOG in files:
                # The bus writes it when it finds the time.
                files.remove(BUS_LOG)
            # Files of json_database, and of the daemon beside them, begin like this until they are whole.
            for name in (name for name in files if not name.startswith(".tmp_")):
                path = os.path.join(folder, name)
                try:
                    about = os.lstat(path)
                    if not stat.S_ISREG(about.st_mode):
                        found[path] = (oct(about.st_mode & 0o7777), None)
                        continue
                    with open(path, "rb") as file:
                        content = file.read()
                    found[path] = (
                        oct(about.st_mode & 0o7777),
                        json.loads(content)
                        if path.startswith(database(machine))
                        else hashlib.sha256(content).hexdigest(),
                    )
                except FileNotFoundError:
                    continue
            if files:
                found[folder + "/"] = (oct(os.stat(folder).st_mode & 0o7777), None)
    return found


def changes(before, after):
    """What changed between two snapshots."""
    rows = []
    for path in sorted(before.keys() | after.keys()):
        was, now = before.get(path), after.get(path)
        if was == now:
            continue
        change = "created" if was is None else "deleted" if now is None else "rewritten"
        row = {"path": path, "change": change}
        if now:
            row["mode"] = now[0]
        if now and isinstance(now[1], dict):
            old = was[1] if was else {}
            row["rows_changed"] = {key: new for key, new in now[1].items() if new != old.get(key)}
        if now and path.endswith(".png"):
            row["png"] = image(path)
        rows.append(row)
    return rows


def image(path):
    """A QR code's size and text."""
    with open(path, "rb") as file:
        head = file.read(24)
    sides = [int.from_bytes(head[start : start + 4], "big") for start in (16, 20)]
    return {"width": sides[0], "height": sides[1], "payload": scan(path)}


def get(path, port):
    """A request for a page."""
    return f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n"


async def http(port, request):
    """Sends the bytes of a request; the answer."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(request.encode())
    raw = await asyncio.wait_for(reader.read(-1), 15)
    writer.close()
    head, _, body = raw.partition(b"\r\n\r\n")
    status_line, *headers = head.decode("latin1").split("\r\n")
    answer = {"status_line": status_line, "headers": headers, "body": body.decode()}
    for line in headers:
        if line.lower().startswith("location: /"):
            answer["landing"] = await http(port, get(line[10:], port))
    return answer


class Replay:
    """One daemon through all cases."""

    def __init__(self, machine, accepted, hosts=(ADVERTISED,)):
        self.machine = machine
        self.accepted = accepted
        self.endpoint = TokenEndpoint()
        self.apps = {}
        self.records = {}
        self.names = {
            f":{machine.port}": ":36536",
            f'"port": {machine.port}': '"port": 36536',
            f"%3A{machine.port}%2F": "%3A36536%2F",
            self.endpoint.url: "$FAKE",
            machine.home: "$HOME",
            machine.tmp: "$TMP",
        }
        for host in hosts:
            self.names[f"//{host}:"] = "//$LAN:"
            self.names[f"%2F%2F{host}%3A"] = "%2F%2F$LAN%3A"
            self.names[f'"host": "{host}"'] = '"host": "$LAN"'

    def here(self, text):
        """A recorded text with the addresses of this run."""
        text = text.replace("http://127.0.0.1:18290", self.endpoint.url)
        return text.replace(":46536", f":{self.machine.port}").replace(*BIG)

    async def all(self):
        """Runs all cases in their order."""
        with open(os.path.join(RECORDED, "order.json")) as file:
            return await self.run(json.load(file))

    async def run(self, order):
        """Runs these cases, the first of which starts the daemon."""
        self.ear = await self.machine.start_bus()
        for name in order:
            if name in STARTS:
                await self.start(name)
            elif name in STOPS:
                self.records[name] = {"exit": {"returncode": await self.machine.stop_daemon()}}
                if name == "91_stop":
                    self.truncate_database()
            else:
                await self.case(name)
        return order

    async def start(self, name):
        """Starts the daemon and hears what it says of itself."""
        record = self.begin()
        await self.machine.start_daemon()

        def settled():
            greeted = any(said["type"] == "oauth.ping" for _, said in self.ear.heard)
            return greeted or self.machine.daemon.returncode is not None

        await until("the daemon is ready or has ended", settled)
        await self.finish(name, record)
        if self.machine.daemon.returncode is not None:
            record["exit"] = {"returncode": await self.machine.ended()}
            self.remove_database()
            await self.machine.start_daemon()
            await self.ear.hear("oauth.ping")

    async def case(self, name):
        """Sends what was sent, and keeps what happens."""
        theirs = recorded(name)
        request = theirs.get("http", {}).get("request")
        if request:
            request = await self.with_state(name, self.here(request))
        if "refresh" in name:
            await self.log_in_again("golden.skill_app")
            await self.endpoint.act_as(refreshed_at(theirs))
        self.machine.fill_disk("db_unwritable" in name)
        record = self.begin()
        for message in theirs.get("sent", []):
            self.learn(message)
            text = message if isinstance(message, str) else json.dumps(message)
            await self.ear.say(self.here(text))
        if request:
            record["http"] = await http(self.machine.port, request)
        await self.finish(name, record)

    async def after_handover(self):
        """Runs the cases after the restart, on the files that the Python plugin had left."""
        self.ear = await self.machine.start_bus()
        with open(os.path.join(RECORDED, "order.json")) as file:
            order = json.load(file)
        at = order.index(HANDOVER)
        self.leave_files(order[:at])
        await self.start(HANDOVER)
        after = [name for name in order[at:] if name.startswith("72_")]
        for name in after:
            await self.case(name)
        return after

    def leave_files(self, names):
        """Writes the rows that the Python plugin had written in these cases."""
        left = {}
        for case in map(recorded, names):
            for message in case.get("sent", []):
                self.learn(message)
            for file in case.get("files", []):
                left.setdefault(file["path"], {}).update(file.get("rows_changed", {}))
        os.makedirs(database(self.machine))
        for path, rows in left.items():
            if not rows or not path.startswith(compare.JSON_DATABASE):
                continue
            for row in rows.values():
                if "expires_at" in row:
                    row["expires_at"] = time.time() + 3600
            text = json.dumps(rows, indent=4, ensure_ascii=False)
            with open(path.replace("$HOME", self.machine.home), "w", encoding="utf8") as file:
                file.write(self.here(text))

    async def written(self, name, before):
        """Waits until the JSON files that the reference wrote are written, too, or are long due."""
        for file in recorded(name).get("files", []):
            path = file["path"].replace("$HOME", self.machine.home)
            if path not in before or not file.get("rows_changed"):
                continue
            end = time.monotonic() + ANSWERED_WITHIN
            while snapshot(self.machine).get(path) == before[path] and time.monotonic() < end:
                await asyncio.sleep(0.01)

    def begin(self):
        """What is there before a case."""
        if late := self.ear.take_all():
            last = list(self.records)[-1]
            self.records[last].setdefault("emitted", []).extend(emitted(late))
        return {
            "at": time.time(),
            "before": snapshot(self.machine),
            "asked": len(self.endpoint.requests),
            "logged": len(self.machine.log),
        }

    async def finish(self, name, record):
        """Waits until all that must be said was said, then looks at what was left."""
        theirs = compare.case_form(compare.masked(recorded(name), compare.RECORDED_WITH))
        expected = self.accepted.expected(name, theirs)

        def complete():
            types = [message["type"] for _, message in self.ear.heard]
            return expected <= compare.counted((kind, None) for kind in types).keys()

        await self.ear.until(complete, ANSWERED_WITHIN)
        if name not in STARTS:
            await self.ear.pause()
        before = record.pop("before")
        await self.written(name, before)
        record["emitted"] = emitted(self.ear.take_all())
        record["files"] = changes(before, snapshot(self.machine))
        record["token_endpoint_requests"] = self.endpoint.requests[record.pop("asked") :]
        log = self.machine.log[record.pop("logged") :]
        record["panicked"] = any("panicked at" in line for line in log)
        self.records[name] = record

    def learn(self, message):
        """Keeps the two ids of an app by the name that callbacks call it."""
        if isinstance(message, dict) and message["type"] == "oauth.register":
            data = message["data"]
            ids = {name: data.get(name) for name in ("skill_id", "app_id")}
            self.apps["{skill_id}_{app_id}".format(**ids)] = ids

    async def state(self, app):
        """The state of a login that waits for its callback, if one can be started."""
        answer = await self.ear.ask("oauth.get", self.apps[app], "oauth.url")
        found = re.search(r"[?&]state=([^&]*)", answer["data"].get("url", ""))
        return found and found[1]

    async def with_state(self, name, request):
        """A callback as a browser would bring it: with the state of a login that waits."""
        found = re.match(r"(?:GET|HEAD) (/auth/callback/([^?]*)\?\S*)", request)
        if not found or name in FORGED or found[2] not in self.apps:
            return request
        if not (state := await self.state(found[2])):
            return request
        target = re.sub(r"&?state=[^&]*", "", found[1]).replace("?&", "?")
        joint = "" if target.endswith("?") else "&"
        return request.replace(found[1], f"{target}{joint}state={state}")

    async def log_in_again(self, app):
        """Gives an app its token back if the refusal of an earlier case has ended its login."""
        status = await self.ear.ask("oauth.status", self.apps[app], "oauth.status.response")
        if status["data"]["apps"][0]["state"] != "needs_login":
            return
        await self.endpoint.act_as("/token", everywhere=True)
        path = f"/auth/callback/{app}?code=c&state={await self.state(app)}"
        await http(self.machine.port, get(path, self.machine.port))
        for kind in (f"oauth.token.response.{app}", "oauth.login.succeeded"):
            await self.ear.hear(kind)

    def databases(self):
        """The files that outlive a restart."""
        return glob.glob(f"{self.machine.home}/.local/share/phal-oauth/*.db*")

    def truncate_database(self):
        """Leaves little of what outlives a restart."""
        for path in self.databases():
            os.truncate(path, 30)

    def remove_database(self):
        """Does what a person does whose database is broken."""
        for path in self.databases():
            os.remove(path)

    def verdict(self, order, verdict):
        """Compares these cases with what was recorded."""
        for name in order:
            theirs = compare.masked(recorded(name), compare.RECORDED_WITH)
            ours = compare.masked(self.records[name], self.names)
            verdict.compare(name, compare.case_form(theirs), compare.case_form(ours))
        return verdict


def refreshed_at(theirs):
    """Which endpoint the reference asked, or nothing where it found none that listens."""
    if "refused" in theirs["case"]:
        return None
    requests = theirs.get("token_endpoint_requests", [])
    return requests[-1]["path"] if requests else "/token"


def emitted(heard):
    """What was heard, in the form of the records."""
    return [{"message": message} for _, message in heard]


async def judge(program):
    """The verdict on a program that was always there."""
    return await judge_by(program, Replay.all, without=["handover"])


async def judge_handover(program):
    """The verdict on a program that takes over from the Python plugin."""
    # The token is the one that the plugin had, with its endpoint; and here there are files.
    without = ["json-files-unused", "refresh-endpoint"]
    return await judge_by(program, Replay.after_handover, without)


async def judge_by(program, run, without):
    """The verdict on a run, without these accepted differences."""
    machine = Machine(program)
    accepted = compare.Accepted("accepted_cases.json", without)
    replay = Replay(machine, accepted)
    try:
        order = await run(replay)
    except BaseException:
        print("\n".join(machine.log[-40:]))
        raise
    finally:
        await machine.close()
    accepted.only(order)
    return replay.verdict(order, compare.Verdict(accepted))
