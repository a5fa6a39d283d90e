"""What is asked of a plugin, and by which topic it answers."""


def ids(i):
    return {"skill_id": f"bench.skill{i}.author", "app_id": "app"}


def munged_id(i):
    return f"bench.skill{i}.author_app"


class Questions:
    """Questions about apps that log in at this stage's token endpoint."""

    def __init__(self, stage):
        self.token_endpoint = f"http://127.0.0.1:{stage.token_port}/token"

    def register(self, i, scope="read write profile"):
        return "oauth.register", ids(i) | {
            "client_id": f"client-{i}",
            "client_secret": f"secret-{i}-0123456789abcdef",
            "auth_endpoint": "https://auth.example.com/oauth2/authorize",
            "token_endpoint": self.token_endpoint,
            "scope": scope,
            "shell_integration": True,
        }


def echo(i):
    return "bench.echo", ids(i)


def get(i):
    return "oauth.get", ids(i)


def token_get(i):
    return "oauth.token.get", ids(i)


def qr(i):
    return "oauth.generate.qr.request", ids(i)


def host_info(_):
    return "oauth.get.app.host.info", {}


ECHOED = "bench.echo.response"
REGISTERED = "oauth.register.response"
URL = "oauth.url"
GOOD_TOKEN = "oauth.token.get.response"
QR_CODE = "oauth.generate.qr.response"
HOST_INFO = "oauth.app.host.info.response"
