"""Does with OpenStack's oslo.vmware what nova, cinder and glance do; scenarios.py says how it is
called."""

import functools
import logging

from oslo_vmware import api, exceptions, rw_handles, vim_util
from oslo_vmware.objects import datastore as ds_objects

from scenarios import CA, HOST, PASSWORD, PORT, USER, main, pause, sha256

CHUNK = 65536

# Ten seconds before each retry is wise with a vCenter, and long in a test.
api.RetryDecorator = functools.partial(api.RetryDecorator, inc_sleep_time=0.1)


def session(password=PASSWORD):
    return api.VMwareAPISession(
        HOST, USER, password, api_retry_count=5, task_poll_interval=0.05, port=PORT, cacert=CA)


def logged_in(scenario):
    """A scenario that gets a session, which is ended after it."""

    def run(**given):
        opened = session()
        try:
            return scenario(opened, **given)
        finally:
            opened.logout()

    return run


def kind(call, *arguments, **named):
    """The faults or the exception that a call ends with; empty if it ends well."""
    try:
        call(*arguments, **named)
        return ""
    except exceptions.VimFaultException as failed:
        return " ".join(failed.fault_list)
    except Exception as failed:
        return type(failed).__name__


def read(opened, ref, name):
    return opened.invoke_api(vim_util, "get_object_property", opened.vim, ref, name)


def login(opened):
    """Looks round in a session, while the test does so too."""
    pause()
    about = opened.vim.service_content.about
    return {
        "apiType": about.apiType,
        "version": vim_util.get_vc_version(opened) if about.apiType == "VirtualCenter" else "",
        "user": opened._session_username,
        "active": opened.is_current_session_active(),
        "keyIsCookie": opened._session_id in opened.vim.get_http_cookie(),
    }


def wrong_password():
    return {"fault": kind(session, password="wrong")}


def all_of(opened, type_name, size, properties=("name",)):
    """All entities of a type, and how many came in each page."""
    page = opened.invoke_api(
        vim_util, "get_objects", opened.vim, type_name, size, list(properties))
    found, sizes = [], []
    while page:
        sizes.append(len(page.objects))
        found += page.objects
        page = opened.invoke_api(vim_util, "continue_retrieval", opened.vim, page)
    return found, sizes


def pages(opened, size):
    found, sizes = all_of(opened, "HostSystem", int(size))
    return {"sizes": sizes, "names": [each.propSet[0].val for each in found]}


def empty(opened):
    """Asks for what there is none of; the library then asks whether its session is alive."""
    found = opened.invoke_api(vim_util, "get_objects", opened.vim, "VirtualMachine", 100)
    return {"found": len(found), "key": opened._session_id[:2]}


def the_datastore(opened, name):
    """The datastore as the library's own object, with its datacenter, as nova makes it."""
    found, _ = all_of(opened, "Datastore", 100)
    ref = next(each.obj for each in found if each.propSet[0].val == name)
    return ds_objects.get_datastore_by_ref(opened, ref)


def datastore(opened):
    """What the library knows of a datastore and of the hosts that mount it."""
    store = the_datastore(opened, "vmstore")
    mounts = read(opened, store.ref, "host").DatastoreHostMount
    return {
        "type": store.type,
        "capacity": store.capacity,
        "free": store.freespace,
        "path": str(store.build_path("iso", "a.iso")),
        "inventory": vim_util.get_inventory_path(opened.vim, store.ref),
        "accessible": store.get_summary(opened).accessible,
        "mounts": {
            mount.key.value: ds_objects.Datastore.is_datastore_mount_usable(mount.mountInfo)
            for mount in mounts},
        "hosts": [ref.value for ref in store.get_connected_hosts(opened)],
    }


def host_url(opened, authority, file):
    """The file's URL on a host: nova names the datacenter of hosts, not that of vCenter."""
    return ds_objects.DatastoreURL("https", authority, file, "ha-datacenter", "vmstore")


def copy_in(handle, file):
    with open(file, "rb") as source:
        for chunk in iter(functools.partial(source.read, CHUNK), b""):
            handle.write(chunk)
    handle.close()


def upload(opened, file, size, authority):
    """Writes to a host with a ticket, and once more with the same ticket, which is spent."""
    url = host_url(opened, authority, "iso/a.iso")
    cookie = url.get_transfer_ticket(opened, "PUT")
    copy_in(rw_handles.FileWriteHandle(
        str(url), file_size=int(size), cookies=cookie, cacerts=CA), file)
    again = rw_handles.FileWriteHandle(str(url), file_size=1, cookies=cookie, cacerts=CA)
    return {
        "cookie": cookie.split("=")[0],
        "again": kind(again.write, b"x") + kind(again.close),
        "stranger": kind(
            host_url(opened, "192.0.2.1", "a").get_transfer_ticket, opened, "PUT"),
    }


def download(opened, authority):
    """Reads from a host with a ticket."""
    url = host_url(opened, authority, "iso/a.iso")
    handle = rw_handles.FileReadHandle(
        str(url), cookies=url.get_transfer_ticket(opened, "GET"), cacerts=CA)
    digest = sha256(iter(functools.partial(handle.read, CHUNK), b""))
    found = {"size": int(handle.get_size()), "sha256": digest}
    handle.close()
    return found


def relay(opened, file, size):
    """Writes and reads through vCenter with the cookies of the session, as glance does."""
    place = dict(
        host_or_url=HOST, port=PORT, data_center_name="DC", datastore_name="vmstore",
        cookies=opened.vim.client.cookiejar, file_path="iso/a.iso", cacerts=CA)
    copy_in(rw_handles.FileWriteHandle(file_size=int(size), **place), file)
    handle = rw_handles.FileReadHandle(**place)
    return {"sha256": sha256(iter(functools.partial(handle.read, CHUNK), b""))}


def tasks(opened):
    """Moves and deletes files as nova does after an upload."""
    manager = opened.vim.service_content.fileManager
    (dc,), _ = all_of(opened, "Datacenter", 100)

    def run(operation, **given):
        task = opened.invoke_api(opened.vim, operation, manager, **given)
        return opened.wait_for_task(task)

    def move(source, destination):
        return run(
            "MoveDatastoreFile_Task", sourceName="[vmstore] " + source, sourceDatacenter=dc.obj,
            destinationName="[vmstore] " + destination, destinationDatacenter=dc.obj, force=False)

    def delete(name):
        return run("DeleteDatastoreFile_Task", name="[vmstore] " + name, datacenter=dc.obj)

    def make(name):
        opened.invoke_api(
            opened.vim, "MakeDirectory", manager, name="[vmstore] " + name, datacenter=dc.obj,
            createParentDirectories=True)

    return {
        "make": kind(make, "cache/base"),
        "exists": kind(make, "cache/base"),
        "move": move("tmp.bin", "cache/base/a.bin").state,
        "onto": kind(move, "old.bin", "cache/base/a.bin"),
        "delete": delete("old.bin").state,
        "again": kind(delete, "old.bin"),
    }


def search(opened):
    """Looks for a file, as nova does before it fetches an image."""
    store = the_datastore(opened, "vmstore")
    spec = opened.vim.client.factory.create("ns0:HostDatastoreBrowserSearchSpec")

    def files(pattern):
        spec.matchPattern = [pattern]
        task = opened.invoke_api(
            opened.vim, "SearchDatastore_Task", read(opened, store.ref, "browser"),
            datastorePath="[vmstore] iso", searchSpec=spec)
        return [file.path for file in getattr(opened.wait_for_task(task).result, "file", [])]

    return {"found": files("a.iso"), "nothing": files("b.iso")}


def expiry(opened):
    """Goes on in a session that the test ends meanwhile; the library logs in again by itself."""
    first = opened._session_id
    pause()
    found, _ = all_of(opened, "HostSystem", 100)
    return {"hosts": len(found), "another": opened._session_id != first}


class Stop(logging.Handler):
    """Waits for the test when the library says that it is going to try again."""

    def emit(self, record):
        if "suggested list" in record.msg:
            api.LOG.removeHandler(self)
            pause()


def restart(opened):
    """Goes on with a vCenter that is away for the first try."""
    pause()
    api.LOG.addHandler(Stop())
    found, _ = all_of(opened, "HostSystem", 100)
    return {"hosts": len(found)}


main({
    "login": logged_in(login),
    "wrongPassword": wrong_password,
    "pages": logged_in(pages),
    "empty": logged_in(empty),
    "datastore": logged_in(datastore),
    "upload": logged_in(upload),
    "download": logged_in(download),
    "relay": logged_in(relay),
    "tasks": logged_in(tasks),
    "search": logged_in(search),
    "expiry": logged_in(expiry),
    "restart": logged_in(restart),
})
