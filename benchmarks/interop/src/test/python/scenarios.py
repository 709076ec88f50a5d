"""What the client programs share: the server, as the environment names it, and the talk with the
test.

LAB_URL is the server's /sdk, LAB_USER and LAB_PASSWORD log in, LAB_CA is a PEM file with the
certificates to trust. Where a scenario has to wait for the test it prints "ready" and reads a line.
"""

import hashlib
import json
import os
import ssl
import sys
import urllib.parse

URL = urllib.parse.urlparse(os.environ["LAB_URL"])
HOST = URL.hostname
PORT = URL.port
USER = os.environ["LAB_USER"]
PASSWORD = os.environ["LAB_PASSWORD"]
CA = os.environ["LAB_CA"]


def trust():
    """TLS that believes the lab's certificates and no others."""
    return ssl.create_default_context(cafile=CA)


def pause():
    """Waits until the test has done its part."""
    print("ready", flush=True)
    sys.stdin.readline()


def sha256(chunks):
    digest = hashlib.sha256()
    for chunk in chunks:
        digest.update(chunk)
    return digest.hexdigest()


def main(scenarios):
    """Runs "SCENARIO [NAME=VALUE]..." and prints what it returns as one line of JSON."""
    given = dict(argument.split("=", 1) for argument in sys.argv[2:])
    print(json.dumps(scenarios[sys.argv[1]](**given)), flush=True)
