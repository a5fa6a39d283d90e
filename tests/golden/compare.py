"""The normal form of a record, and what differs between two of them beyond what is accepted."""

import fnmatch
import json
import os
import re
from urllib.parse import quote

ABSENT = "<absent>"
HERE = os.path.dirname(os.path.abspath(__file__))
OWN_SESSION = "<default session>"
JSON_DATABASE = "$HOME/.cache/mycroft/json_database/"
RECORDED_WITH = {
    ":46536": ":36536",
    '"port": 46536': '"port": 36536',
    "//192.0.2.2:": "//$LAN:",
    '"host": "192.0.2.2"': '"host": "$LAN"',
    "http://127.0.0.1:18290": "$FAKE",
    "http://127.0.0.1:19000": "$IDP",
    "http%3A%2F%2F127.0.0.1%3A19000": "$IDP",
    "%3A46536%2F": "%3A36536%2F",
    "%2F%2F192.0.2.2%3A": "%2F%2F$LAN%3A",
}


def encoded(url):
    """An address as it stands in a query."""
    return quote(url, safe="")


def masked(record, names):
    """A record with the names of its machine replaced."""
    text = json.dumps(record, ensure_ascii=False)
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, names[name])
    text = re.sub(r"_oauth_qr_[0-9A-Za-z_-]+\.png", "_oauth_qr_XXXX.png", text)
    text = re.sub(r"phal-oauth-\d+/", "phal-oauth-UID/", text)
    return json.loads(re.sub(r"\b([ar]t)-\d+", r"\1-N", text))


def counted(pairs):
    """Pairs as a map, with the order of their keys; a key that comes again gets a number."""
    found = {}
    for key, value in pairs:
        number = 1
        while (name := key if number == 1 else f"{key}#{number}") in found:
            number += 1
        found[name] = value
    return {**found, "(order)": list(found)}


def query(text):
    """The parameters of a query, still encoded."""
    return counted(tuple(pair.partition("=")[::2]) for pair in text.split("&"))


def opened(value, at):
    """A value with its addresses taken apart and its times as distances from the request."""
    if isinstance(value, dict):
        return {
            key: until(item, at) if key == "expires_at" else opened(item, at)
            for key, item in value.items()
        }
    if isinstance(value, list):
        return [opened(item, at) for item in value]
    if isinstance(value, str) and "?" in value and ("://" in value or value.startswith("$IDP")):
        address, _, parameters = value.partition("?")
        return {"address": address, "query": query(parameters)}
    return value


def until(value, at):
    """A point in time as the distance from the request, to ten seconds."""
    if at is None or not isinstance(value, (int, float)):
        return value
    return f"<{type(value).__name__}: {round((value - at) / 10) * 10} s later>"


def timeless(data):
    """Data with the kind of its times alone."""
    if isinstance(data, dict):
        return {
            key: f"<{type(item).__name__}>" if key == "expires_at" else timeless(item)
            for key, item in data.items()
        }
    return data


def said(message, at):
    """A message; the default session is one word, since every client writes out its own."""
    context = dict(message.get("context") or {})
    session = context.get("session")
    if isinstance(session, dict) and session.get("session_id") == "default":
        context["session"] = OWN_SESSION
    return {"data": opened(message.get("data"), at), "context": context}


def headers(http):
    """The headers of an HTTP answer, by their names in small letters."""
    if isinstance(http["headers"], dict):
        return http["headers"]
    pairs = (line.split(": ", 1) for line in http["headers"])
    return {name.lower(): value for name, value in pairs}


def shown(http):
    """An HTTP answer: what a browser does with it."""
    told = headers(http)
    kind = told.get("content-type", "").split(";")[0]
    body = http["body"]
    if kind == "application/json":
        body = json.loads(body) if body else body
    elif kind == "text/html" and (heading := re.search(r"<h1[^>]*>(.*?)</h1>", body, re.S)):
        body = {"heading": heading[1].strip()}
    status = http.get("status") or int(http["status_line"].split(" ")[1])
    answer = {"status": status, "type": kind, "body": body}
    for name in ("allow", "location"):
        if name in told:
            answer[name] = told[name]
    if "landing" in http:
        answer["landing"] = shown(http["landing"])
    return answer


def left(files):
    """What is left on the disk. `store` is what outlives a restart, in whatever file it is."""
    found = {}
    for file in files:
        path, changed = file["path"], file["change"]
        name = os.path.basename(path)
        if name.endswith((".lock", "-wal", "-shm")) or changed == "touched":
            pass
        elif name.endswith(".db") and changed == "rewritten":
            pass
        elif path.startswith(JSON_DATABASE) and name.endswith(".json"):
            found[path] = {"mode": file["mode"], "rows": sorted(file.get("rows_changed", {}))}
        elif "png" in file:
            image = {key: file["png"].get(key) for key in ("width", "height")}
            image["payload"] = opened(file["png"]["payload"], None)
            found[path] = {"change": changed, "mode": file["mode"], **image}
        else:
            found[path] = {"change": changed, "mode": file.get("mode")}
        if changed in ("created", "rewritten") and name.endswith((".json", ".db", ".db-wal")):
            found["store"] = "written"
    return found


def case_form(record):
    """The normal form of a masked case."""
    at = record.get("at")
    messages = [entry["message"] for entry in record.get("emitted", [])]
    form = {
        "said": counted((message["type"], said(message, at)) for message in messages),
        "files": left(record.get("files", [])),
        "token requests": [
            {
                "path": request["path"],
                "authorization": request["headers"].get("authorization"),
                "accept": request["headers"].get("accept"),
                "body": query(request["body"]),
            }
            for request in record.get("token_endpoint_requests", [])
        ],
        "panicked": record.get("panicked", False),
    }
    if "http" in record:
        form["http"] = shown(record["http"])
    if "exit" in record:
        form["exit code"] = record["exit"]["returncode"]
    return form


OPAQUE = (
    "code",
    "access_token",
    "refresh_token",
    "id_token",
    "state",
    "code_challenge",
    "code_verifier",
)


def numbered(value, known, key=None):
    """A value with numbers for the texts that say nothing by themselves."""
    if isinstance(value, dict):
        return {name: numbered(item, known, name) for name, item in value.items()}
    if isinstance(value, list):
        return [numbered(item, known, key) for item in value]
    if key in OPAQUE and isinstance(value, str) and len(value) > 20:
        texts = known.setdefault(key, [])
        if value not in texts:
            texts.append(value)
        return f"<{key} {texts.index(value) + 1}>"
    return value


def asked(row):
    """What the authorization server was asked and what it said to that."""
    response = row.get("response") or {}
    form = {"status": row["status"]}
    for name in ("authorization", "body"):
        if row.get(name):
            form[name] = row[name]
    if response:
        form["answer"] = response.get("error") or sorted(response)
    return form


def served(rows):
    """The authorization server's log: requests by kind, and why it refused some."""
    form = {"/auth": [], "/token": [], "refusals": []}
    for row in rows:
        if "event" in row:
            reason = row.get("error_detail") or row.get("error_description")
            form["refusals"].append(reason or row["error"])
        elif (path := row["url"].partition("?")[0]) in form:
            form[path].append(asked(row))
    return form


def back(user):
    """What the person met: the way back to the device, or the server's page."""
    form = {"outcome": user["outcome"]}
    if "callback" in user:
        form["redirect"] = opened(user["redirect"], None)
        form["callback"] = shown(user["callback"])
    else:
        form["page"] = user["page"]
    return form


def flow_form(record):
    """The normal form of a masked flow."""
    pairs = [pair for step in record["steps"] for pair in step.items()]
    refreshes = [step for kind, step in pairs if kind == "oauth.refresh.response"]
    steps = dict(pairs)
    token = steps.get("oauth.token.response")
    form = {
        "registered": timeless(steps["oauth.register.response"]["data"]),
        "qr code": opened(steps.get("decoded_qr"), None),
        "url": opened(steps.get("oauth.url") or steps.get("decoded_qr"), None),
        "user": back(steps["user"]),
        "token": timeless(token["data"]) if token else None,
        "refreshes": [timeless(refresh["data"]) for refresh in refreshes],
        "server": served(record["idp_requests"]),
    }
    return numbered(form, {})


def differences(theirs, ours, path=""):
    """The places where two normal forms differ: path, theirs, ours."""
    if isinstance(theirs, dict) and isinstance(ours, dict):
        for key in [*theirs, *(key for key in ours if key not in theirs)]:
            below = f"{path}/{key}" if path else key
            if key == "(order)" and key in theirs and key in ours:
                both = set(theirs[key]) & set(ours[key])
                pair = [[name for name in side[key] if name in both] for side in (theirs, ours)]
                yield from differences(*map(" ".join, pair), below)
            else:
                yield from differences(theirs.get(key, ABSENT), ours.get(key, ABSENT), below)
    elif isinstance(theirs, list) and isinstance(ours, list):
        for number in range(max(len(theirs), len(ours))):
            pair = [side[number] if number < len(side) else ABSENT for side in (theirs, ours)]
            yield from differences(*pair, f"{path}/{number}")
    elif theirs != ours:
        yield path, theirs, ours


def fits(pattern, value):
    """Whether a value is as described; a text between slashes is a regular expression."""
    if isinstance(pattern, dict) and isinstance(value, dict):
        value = {key: item for key, item in value.items() if key != "(order)"}
        return pattern.keys() == value.keys() and all(
            fits(item, value[key]) for key, item in pattern.items()
        )
    if isinstance(pattern, list) and isinstance(value, list):
        return len(pattern) == len(value) and all(map(fits, pattern, value))
    if isinstance(pattern, str) and len(pattern) > 1 and pattern[0] == pattern[-1] == "/":
        return isinstance(value, str) and bool(re.fullmatch(pattern[1:-1], value, re.S))
    return type(pattern) is type(value) and pattern == value


class Accepted:
    """The accepted differences of a data file, and which of them have occurred."""

    def __init__(self, name, without=()):
        with open(os.path.join(HERE, name)) as file:
            reasons = json.load(file)
        self.reasons = {reason: reasons[reason] for reason in reasons if reason not in without}
        self.occurred = set()

    def only(self, cases):
        """Leaves out what is about no case of these."""
        for group in self.reasons.values():
            for entry in group["differences"]:
                entry["cases"] = [
                    pattern for pattern in entry["cases"] if fnmatch.filter(cases, pattern)
                ]

    def entries(self, case):
        """The entries for a case: how each is told apart, its path, what ours must be."""
        for reason, group in self.reasons.items():
            for number, entry in enumerate(group["differences"]):
                for pattern in entry["cases"]:
                    if fnmatch.fnmatchcase(case, pattern):
                        yield (reason, number, pattern), entry["path"], entry["ours"]

    def expected(self, case, recorded):
        """The messages that must come: those recorded, but for accepted differences."""
        names = {name for name in recorded["said"] if name != "(order)"}
        for _, path, ours in self.entries(case):
            above, _, name = path.partition("/")
            if above == "said" and "/" not in name:
                (names.discard if ours == ABSENT else names.add)(name)
        return names

    def accepts(self, case, path, ours):
        """Whether a difference is accepted. All entries that fit have then occurred."""
        found = [
            key
            for key, pattern, wanted in self.entries(case)
            if fnmatch.fnmatchcase(path, pattern) and fits(wanted, ours)
        ]
        self.occurred.update(found)
        return bool(found)

    def idle(self):
        """The entries that have not occurred."""
        for reason, group in self.reasons.items():
            for number, entry in enumerate(group["differences"]):
                for pattern in entry["cases"]:
                    if (reason, number, pattern) not in self.occurred:
                        yield f"{reason}: {pattern} {entry['path']}"

    def counts(self):
        """How many entries, by reason."""
        counts = dict.fromkeys(self.reasons, 0)
        for reason, _, _ in self.occurred:
            counts[reason] += 1
        return counts


class Verdict:
    """The comparison of all records."""

    def __init__(self, accepted):
        self.accepted = accepted
        self.lines = []
        self.alike = self.differ = 0

    def compare(self, name, theirs, ours):
        """Compares two normal forms and keeps what is not accepted."""
        alike = True
        for path, their, our in differences(theirs, ours):
            alike = False
            if not self.accepted.accepts(name, path, our):
                texts = [json.dumps(side, ensure_ascii=False)[:600] for side in (their, our)]
                self.lines.append(f"{name}\n  {path}\n    - {texts[0]}\n    + {texts[1]}")
        self.alike += alike
        self.differ += not alike

    def report(self):
        """What is wrong, as text; empty if nothing is."""
        idle = [f"accepted, but did not occur: {entry}" for entry in self.accepted.idle()]
        return "\n".join([*self.lines, *idle])
