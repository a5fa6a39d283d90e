"""Half of the requests name the client and the app that there are, so that what stands behind the names is tried."""

import os

import schemathesis


def use_known(names, key, known):
    """Puts a known name in the place of a good one of even length."""
    name = names.get(key) if isinstance(names, dict) else None
    if isinstance(name, str) and name and len(name) % 2 == 0:
        names[key] = os.environ[known]
    return names


@schemathesis.hook
def map_body(context, body):
    return use_known(body, "client_id", "CLIENT")


@schemathesis.hook
def map_path_parameters(context, path_parameters):
    return use_known(path_parameters, "munged_id", "APP")
