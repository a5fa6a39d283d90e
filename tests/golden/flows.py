"""Every recorded login against the real authorization server, driven to its end once more."""

import asyncio
import json
import os
import re

import compare
from cases import RECORDED, get, http, recorded
from machine import ADVERTISED, Machine, scan

IDP = os.path.join(compare.HERE, "..", "idp")
IDS = {"skill_id": "idp.test", "app_id": "app"}
APP = "idp.test_app"
ROUTES = ("token", "authorization")


class Idp:
    """The authorization server with the options of a record."""

    def __init__(self, machine, options):
        self.machine = machine
        self.options = options
        self.log = os.path.join(machine.folder.name, "idp.jsonl")
        self.process = self.url = None
        self.told = 0

    async def start(self):
        """Starts it; it listens when it has told its endpoints."""
        open(self.log, "w").close()
        port = self.machine.port
        options = {
            "--port": 0,
            "--callback-port": port,
            "--redirect-uri": f"http://{ADVERTISED}:{port}/auth/callback/{APP}",
            "--access-ttl": self.options["access_ttl"],
            "--rotate": self.options["rotate"],
            "--refresh": self.options["refresh"],
            "--pkce": self.options["pkce"],
            "--log": self.log,
        }
        flags = ["--quiet", *(["--strict-auth"] if self.options["strict_auth"] else [])]
        self.process = await asyncio.create_subprocess_exec(
            "node",
            os.path.join(IDP, "server.mjs"),
            *(str(word) for option in options.items() for word in option),
            *flags,
            stdout=asyncio.subprocess.PIPE,
        )
        self.url = json.loads(await self.process.stdout.readline())["issuer"]

    async def stop(self):
        """Ends it."""
        self.process.terminate()
        await self.process.wait()

    def rows(self):
        """What it was asked since the last call, and what it refused."""
        with open(self.log) as file:
            rows = [json.loads(line) for line in file]
        new, self.told = rows[self.told :], len(rows)
        return [
            row
            for row in new
            if "event" in row or row.get("route") in ROUTES or row.get("status", 0) >= 400
        ]


async def approve(url, *options):
    """A person in a browser who approves, or refuses; what came of it."""
    person = await asyncio.create_subprocess_exec(
        "node",
        os.path.join(IDP, "approve.mjs"),
        *options,
        url,
        stdout=asyncio.subprocess.PIPE,
    )
    text, _ = await person.communicate()
    return json.loads(text)


class Replay:
    """One daemon through all flows."""

    def __init__(self, machine):
        self.machine = machine
        self.records = {}
        self.names = {
            f":{machine.port}/": ":36536/",
            f"%3A{machine.port}%2F": "%3A36536%2F",
            f"//{ADVERTISED}:": "//$LAN:",
            f"%2F%2F{ADVERTISED}%3A": "%2F%2F$LAN%3A",
            machine.tmp: "$TMP",
        }

    async def all(self):
        """Drives all flows, with one server after the other; their names."""
        self.ear = await self.machine.start_bus()
        await self.machine.start_daemon()
        await self.ear.hear("oauth.ping")
        names = sorted(name[5:-5] for name in os.listdir(RECORDED) if name.startswith("flow_"))
        servers = {}
        for name in names:
            options = {k: v for k, v in recorded(f"flow_{name}")["idp"].items() if k != "issuer"}
            servers.setdefault(json.dumps(options), []).append(name)
        for options, group in servers.items():
            idp = Idp(self.machine, json.loads(options))
            await idp.start()
            try:
                for name in group:
                    names_here = {idp.url: "$IDP", compare.encoded(idp.url): "$IDP", **self.names}
                    record = await self.flow(name, idp)
                    self.records[name] = compare.masked(record, names_here)
            finally:
                await idp.stop()
        return names

    async def ask(self, kind, data, reply):
        """Asks as a skill does that says nothing of itself."""
        await self.ear.say(json.dumps({"type": kind, "data": data, "context": {}}))
        return await self.ear.hear(reply)

    async def flow(self, name, idp):
        """Drives one login, and the refreshes after it."""
        theirs = recorded(f"flow_{name}")
        kinds = [kind for step in theirs["steps"] for kind in step]
        registration = json.dumps(theirs["steps"][0]["oauth.register"])
        registration = json.loads(registration.replace(theirs["idp"]["issuer"], idp.url))
        answer = await self.ask("oauth.register", registration, "oauth.register.response")
        steps = [{"oauth.register.response": answer}]
        if "decoded_qr" in kinds:
            url = await self.scanned(steps)
        else:
            answer = await self.ask("oauth.get", IDS, "oauth.url")
            url = answer["data"]["url"]
        steps.append({"oauth.url": url})
        self.ear.take_all()
        user = await approve(url, *(["--deny"] if name.endswith("denied") else []))
        callback = user.get("callback", {})
        if location := callback.get("headers", {}).get("location"):
            callback["landing"] = await http(self.machine.port, get(location, self.machine.port))
        steps.append({"user": user})
        token = await self.ended(user)
        steps.append({"oauth.token.response": token})
        if token:
            if "expired" in name:
                await asyncio.sleep(idp.options["access_ttl"])
            count = kinds.count("oauth.refresh.response") if theirs["completed"] else 2
            for _ in range(count):
                refreshed = await self.ask("oauth.refresh", IDS, "oauth.refresh.response")
                steps.append({"oauth.refresh.response": refreshed})
        return {"steps": steps, "idp_requests": idp.rows()}

    async def scanned(self, steps):
        """The authorization URL to which a phone is led that scans the QR code."""
        request = "oauth.generate.qr.request"
        answer = await self.ask(request, IDS, "oauth.generate.qr.response")
        link = scan(answer["data"]["qr"])
        steps += [{"oauth.generate.qr.response": answer}, {"decoded_qr": link}]
        path = re.sub(r"^http://[^/]*", "", link)
        opened = await http(self.machine.port, get(path, self.machine.port))
        return compare.headers(opened)["location"]

    async def ended(self, user):
        """The token, once the login has ended; none if it was refused."""
        if "callback" not in user:
            return None
        ends = ("oauth.login.succeeded", "oauth.login.failed")
        await self.ear.until(lambda: self.ear.take(lambda said: said["type"] in ends))
        return self.ear.take(lambda said: said["type"] == f"oauth.token.response.{APP}")


async def judge(program):
    """The verdict on a program."""
    machine = Machine(program)
    replay = Replay(machine)
    verdict = compare.Verdict(compare.Accepted("accepted_flows.json"))
    try:
        for name in await replay.all():
            theirs = compare.masked(recorded(f"flow_{name}"), compare.RECORDED_WITH)
            ours = replay.records[name]
            verdict.compare(name, compare.flow_form(theirs), compare.flow_form(ours))
    except BaseException:
        print("\n".join(machine.log[-40:]))
        raise
    finally:
        await machine.close()
    return verdict
