"""Uploads files with the write handle of OpenStack's oslo.vmware, as nova does once it has a ticket:

    oslo_sender.py CA.pem PARALLEL

Prints "ready", and then for each line "BASE<TAB>LIST" of standard input uploads what LIST names, in
lines "source<TAB>target", and prints "done" or "failed: WHY".
"""

import concurrent.futures
import functools
import logging
import os
import sys

from oslo_vmware import rw_handles

CHUNK = 65536


class Loud(logging.Handler):
    """Makes an error of what the library only logs when it closes a handle."""

    failed = False

    def emit(self, record):
        Loud.failed = True


def put(ca, base, line):
    source, target = line.rstrip("\n").split("\t")
    handle = rw_handles.FileWriteHandle(
        base + target, file_size=os.path.getsize(source), cookies="vmware_cgi_ticket=peer",
        cacerts=ca)
    with open(source, "rb") as file:
        for chunk in iter(functools.partial(file.read, CHUNK), b""):
            handle.write(chunk)
    handle.close()


def main(ca, parallel):
    rw_handles.LOG.addHandler(Loud(logging.WARNING))
    with concurrent.futures.ThreadPoolExecutor(int(parallel)) as pool:
        print("ready", flush=True)
        for order in sys.stdin:
            base, names = order.rstrip("\n").split("\t")
            try:
                with open(names, encoding="utf-8") as lines:
                    for _ in pool.map(functools.partial(put, ca, base), lines):
                        pass
                print("failed: see the log" if Loud.failed else "done", flush=True)
            except Exception as failure:
                print("failed:", repr(failure), flush=True)


main(*sys.argv[1:])
