"""Does with pyvmomi what its users do; scenarios.py says how it is called."""

import http.client
import os
import urllib.parse

from pyVim import connect
from pyVim.task import CreateFilter, GetTaskStatus, WaitForTask
from pyVmomi import vim, vmodl

from scenarios import CA, HOST, PASSWORD, PORT, URL, USER, main, pause, sha256, trust


def login():
    return connect.SmartConnect(
        host=HOST, port=PORT, user=USER, pwd=PASSWORD, sslContext=trust())


def logged_in(scenario):
    """A scenario that gets a session, which is ended after it."""

    def run(**given):
        service = login()
        try:
            return scenario(service.RetrieveContent(), **given)
        finally:
            connect.Disconnect(service)

    return run


def fault(call, *arguments, **named):
    """The type of the fault that a call ends with; empty if it ends well."""
    try:
        result = call(*arguments, **named)
        if isinstance(result, vim.Task):
            WaitForTask(result)
        return ""
    except vmodl.MethodFault as failed:
        return type(failed).__name__


def sessions():
    """Logs in, waits for the test to look, and logs out."""
    service = login()
    content = service.RetrieveContent()
    pause()
    found = {
        "apiType": content.about.apiType,
        "version": content.about.version,
        "user": content.sessionManager.currentSession.userName,
        "spoken": service._stub.version,
    }
    connect.Disconnect(service)
    return found


def wrong_password():
    return {
        "fault": fault(
            connect.SmartConnect,
            host=HOST, port=PORT, user=USER, pwd="wrong", sslContext=trust())
    }


def wrong_thumbprint():
    """Trusts by thumbprint alone, first the right one and then another."""
    found = {}
    for name in "right", "wrong":
        context = trust()
        context.check_hostname = False
        context.verify_mode = connect.ssl.CERT_NONE
        thumbprint = os.environ["LAB_THUMBPRINT"] if name == "right" else "00" * 20
        try:
            service = connect.SmartConnect(
                host=HOST, port=PORT, user=USER, pwd=PASSWORD,
                thumbprint=thumbprint, sslContext=context)
            found[name] = ""
            connect.Disconnect(service)
        except Exception as failed:
            found[name] = type(failed).__name__
    return found


def expiry():
    """Uses a session that the test ends meanwhile, and logs in again."""
    service = login()
    before = fault(service.CurrentTime)
    pause()
    expired = fault(service.CurrentTime)
    service.content.sessionManager.Login(USER, PASSWORD)
    return {"before": before, "expired": expired, "again": fault(service.CurrentTime)}


def view_of(content, kind):
    return content.viewManager.CreateContainerView(content.rootFolder, [kind], True)


def the(content, kind, name):
    """The entity of a kind with a name, as the samples of the library look for it."""
    view = view_of(content, kind)
    try:
        return next(entity for entity in view.view if entity.name == name)
    finally:
        view.Destroy()


def inventory(content, host):
    """Reads properties one by one, each of which is a call."""
    system = the(content, vim.HostSystem, host)
    store = the(content, vim.Datastore, "vmstore")
    return {
        "hosts": sorted(each.name for each in view_of(content, vim.HostSystem).view),
        "id": system._moId,
        "state": system.runtime.connectionState,
        "power": system.summary.runtime.powerState,
        "maintenance": system.runtime.inMaintenanceMode,
        "cores": system.summary.hardware.numCpuCores,
        "memory": system.summary.hardware.memorySize,
        "cluster": system.parent.name,
        "datastores": sorted(each.name for each in system.datastore),
        "type": store.summary.type,
        "mounts": {mount.key._moId: mount.mountInfo.accessMode for mount in store.host},
        "addresses": [
            nic.spec.ip.ipAddress
            for config in system.config.virtualNicManagerInfo.netConfig
            if config.nicType == "management"
            for nic in config.candidateVnic
            if nic.key in config.selectedVnic
        ],
        "path": content.searchIndex.FindByInventoryPath("DC/host/Cluster/" + host)._moId,
        "nothing": content.searchIndex.FindByInventoryPath("DC/host/nothing"),
    }


def pages(content, size):
    """Reads the names of all hosts in pages of a given size."""
    query = vmodl.query.PropertyCollector
    view = view_of(content, vim.HostSystem)
    through = query.TraversalSpec(type=type(view), path="view", skip=False)
    spec = query.FilterSpec(
        objectSet=[query.ObjectSpec(obj=view, skip=True, selectSet=[through])],
        propSet=[query.PropertySpec(type=vim.HostSystem, pathSet=["name"])])
    collector = content.propertyCollector
    page = collector.RetrievePropertiesEx([spec], query.RetrieveOptions(maxObjects=int(size)))
    sizes, names = [], []
    while page:
        sizes.append(len(page.objects))
        names += [each.propSet[0].val for each in page.objects]
        page = page.token and collector.ContinueRetrievePropertiesEx(page.token)
    return {"sizes": sizes, "names": names}


def missing(content, host):
    """Reads a property that there is not."""
    query = vmodl.query.PropertyCollector
    system = the(content, vim.HostSystem, host)
    spec = query.FilterSpec(
        objectSet=[query.ObjectSpec(obj=system)],
        propSet=[query.PropertySpec(type=vim.HostSystem, pathSet=["nonsense"])])
    collector = content.propertyCollector
    gone = vim.HostSystem("host-9999", content.propertyCollector._stub)
    return {
        "property": fault(collector.RetrievePropertiesEx, [spec], query.RetrieveOptions()),
        "object": fault(getattr, gone, "name"),
    }


def performance(content, host):
    """Asks for a host's processor load, as numbers and as CSV."""
    system = the(content, vim.HostSystem, host)
    manager = content.perfManager
    provider = manager.QueryPerfProviderSummary(system)
    ids = {
        "%s.%s.%s" % (each.groupInfo.key, each.nameInfo.key, each.rollupType): each.key
        for each in manager.perfCounter
    }
    metric = vim.PerformanceManager.MetricId(counterId=ids["cpu.usage.average"], instance="")
    found = {
        "current": provider.currentSupported,
        "refresh": provider.refreshRate,
        "available": any(
            each.counterId == metric.counterId for each in manager.QueryAvailablePerfMetric(
                system, intervalId=provider.refreshRate)),
        "unit": manager.QueryPerfCounter([metric.counterId])[0].unitInfo.key,
    }
    for form in "normal", "csv":
        spec = vim.PerformanceManager.QuerySpec(
            entity=system, maxSample=3, metricId=[metric], format=form,
            intervalId=provider.refreshRate)
        (answer,) = manager.QueryPerf([spec])
        found[form] = answer.value[0].value
        found[form + "Type"] = type(answer).__name__
        found[form + "Entity"] = answer.entity._moId
    return found


def wait(content, host):
    """Watches a host until it is in maintenance, which the test puts it into."""
    query = vmodl.query.PropertyCollector
    system = the(content, vim.HostSystem, host)
    spec = query.FilterSpec(
        objectSet=[query.ObjectSpec(obj=system)],
        propSet=[query.PropertySpec(
            type=vim.HostSystem, pathSet=["runtime.inMaintenanceMode"])])
    collector = content.propertyCollector
    watched = collector.CreateFilter(spec, True)
    first = collector.WaitForUpdatesEx(None)
    nothing = collector.WaitForUpdatesEx(first.version, query.WaitOptions(maxWaitSeconds=0))
    pause()
    second = collector.WaitForUpdatesEx(first.version, query.WaitOptions(maxWaitSeconds=30))
    watched.Destroy()
    return {
        "seen": [
            update.filterSet[0].objectSet[0].changeSet[0].val for update in (first, second)],
        "kinds": [update.filterSet[0].objectSet[0].kind for update in (first, second)],
        "nothing": nothing,
    }


def target(path, **query):
    return "/folder/%s?%s" % (urllib.parse.quote(path), urllib.parse.urlencode(query))


def transfer(method, authority, uri, cookie, content=None):
    """One HTTP request; returns the status and what the server sent."""
    connection = http.client.HTTPSConnection(authority, context=trust(), timeout=30)
    try:
        connection.request(method, uri, body=content, headers={"Cookie": cookie})
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def session_cookie(content):
    """The session's cookie as the server set it, quotes and all."""
    return content.propertyCollector._stub.cookie.split(";")[0]


def upload_by_relay(content, file):
    uri = target("iso/a.bin", dcPath="DC", dsName="vmstore")
    cookie = session_cookie(content)
    with open(file, "rb") as source:
        status, _ = transfer("PUT", URL.netloc, uri, cookie, source)
    read, body = transfer("GET", URL.netloc, uri, cookie)
    return {
        "cookie": cookie.split("=")[0],
        "put": status,
        "get": read,
        "sha256": sha256([body]),
        "stranger": transfer("PUT", URL.netloc, uri, "a=b", b"x")[0],
    }


def ticket(content, method, url):
    spec = vim.SessionManager.HttpServiceRequestSpec(method=method, url=url)
    return content.sessionManager.AcquireGenericServiceTicket(spec)


def upload_by_ticket(content, file, authority):
    """Sends a file straight to a host, and tries the ticket a second time and for another file."""
    uri = target("a.bin", dsName="vmstore")
    url = "https://%s%s" % (authority, uri)
    granted = ticket(content, "httpPut", url)
    cookie = "vmware_cgi_ticket=" + granted.id
    with open(file, "rb") as source:
        status, _ = transfer("PUT", authority, uri, cookie, source)
    other = "vmware_cgi_ticket=" + ticket(content, "httpPut", url).id
    return {
        "hostName": granted.hostName,
        "thumbprint": granted.sslThumbprint,
        "put": status,
        "again": transfer("PUT", authority, uri, cookie, b"x")[0],
        "elsewhere": transfer("PUT", authority, target("b.bin", dsName="vmstore"), other, b"x")[0],
        "unknown": fault(ticket, content, "httpPut", "https://192.0.2.1" + uri),
    }


def download_by_ticket(content, authority):
    uri = target("a.bin", dsName="vmstore")
    granted = ticket(content, "httpGet", "https://%s%s" % (authority, uri))
    status, body = transfer("GET", authority, uri, "vmware_cgi_ticket=" + granted.id)
    return {"get": status, "sha256": sha256([body])}


def upload_to_host(content, file):
    """Sends a file to the host that the session is with."""
    uri = target("a.bin", dsName="vmstore")
    with open(file, "rb") as source:
        status, _ = transfer("PUT", URL.netloc, uri, session_cookie(content), source)
    return {"put": status}


def tasks(content):
    """Moves, copies and deletes files, and runs into what is there and what is not."""
    manager = content.fileManager
    (dc,) = view_of(content, vim.Datacenter).view

    def path(name):
        return "[vmstore] " + name

    done = manager.MoveDatastoreFile_Task(path("a.bin"), dc, path("b.bin"), dc, False)
    WaitForTask(done)
    return {
        "move": done.info.state,
        "entity": done.info.entity._moId,
        "copy": fault(manager.CopyDatastoreFile_Task, path("b.bin"), dc, path("c.bin"), dc, False),
        "onto": fault(manager.MoveDatastoreFile_Task, path("b.bin"), dc, path("c.bin"), dc, False),
        "delete": fault(manager.DeleteDatastoreFile_Task, path("b.bin"), dc),
        "again": fault(manager.DeleteDatastoreFile_Task, path("b.bin"), dc),
        "directory": fault(manager.MakeDirectory, path("new"), dc, False),
        "exists": fault(manager.MakeDirectory, path("new"), dc, False),
        "noDatacenter": fault(manager.MakeDirectory, path("other"), None, False),
        "noDatastore": fault(manager.MakeDirectory, "[nothing] x", dc, False),
    }


def search(content):
    """Looks for files in a folder and below it."""
    browser = the(content, vim.Datastore, "vmstore").browser
    flags = vim.host.DatastoreBrowser.FileInfo.Details(
        fileSize=True, fileType=True, modification=True, fileOwner=False)
    spec = vim.host.DatastoreBrowser.SearchSpec(matchPattern=["*.iso"], details=flags)

    def results(task):
        WaitForTask(task)
        return task.info.result

    flat = results(browser.SearchDatastore_Task("[vmstore] iso", spec))
    deep = results(browser.SearchDatastoreSubFolders_Task("[vmstore]", spec))
    none = vim.host.DatastoreBrowser.SearchSpec(matchPattern=["none"])
    return {
        "folder": flat.folderPath,
        "files": {file.path: file.fileSize for file in flat.file},
        "dated": all(file.modification is not None for file in flat.file),
        "below": {each.folderPath: [f.path for f in each.file] for each in deep if each.file},
        "none": len(results(browser.SearchDatastore_Task("[vmstore] iso", none)).file),
        "nowhere": fault(browser.SearchDatastore_Task, "[vmstore] nowhere", spec),
    }


def running(content):
    """Looks at a task that is at work, as those do that wait for its end, and then calls it off."""
    browser = the(content, vim.Datastore, "vmstore").browser
    spec = vim.host.DatastoreBrowser.SearchSpec(matchPattern=["*"])
    task = browser.SearchDatastoreSubFolders_Task("[vmstore]", spec)
    collector = content.propertyCollector
    watch = CreateFilter(collector, task)
    version, state = "", "queued"
    while state == "queued":
        version, state = GetTaskStatus(task, version, collector)
    watch.Destroy()
    task.CancelTask()
    return {"state": state, "wire": task.info.name.info.wsdlName}


main({
    "login": sessions,
    "wrongPassword": wrong_password,
    "thumbprint": wrong_thumbprint,
    "expiry": expiry,
    "inventory": logged_in(inventory),
    "pages": logged_in(pages),
    "missing": logged_in(missing),
    "performance": logged_in(performance),
    "wait": logged_in(wait),
    "uploadByRelay": logged_in(upload_by_relay),
    "uploadByTicket": logged_in(upload_by_ticket),
    "downloadByTicket": logged_in(download_by_ticket),
    "uploadToHost": logged_in(upload_to_host),
    "tasks": logged_in(tasks),
    "search": logged_in(search),
    "running": logged_in(running),
})
