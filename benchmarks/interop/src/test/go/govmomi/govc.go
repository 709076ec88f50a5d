package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"strconv"
	"strings"

	"github.com/vmware/govmomi"
	"github.com/vmware/govmomi/find"
	"github.com/vmware/govmomi/list"
	"github.com/vmware/govmomi/object"
	"github.com/vmware/govmomi/performance"
	"github.com/vmware/govmomi/property"
	vimview "github.com/vmware/govmomi/view"
	"github.com/vmware/govmomi/vim25/methods"
	"github.com/vmware/govmomi/vim25/mo"
	"github.com/vmware/govmomi/vim25/soap"
	"github.com/vmware/govmomi/vim25/types"
)

// The commands of govc, by the calls that it makes: it is a thin layer over govmomi, which Debian
// has without it.
var govc = map[string]scenario{
	"about":                loggedIn(about),
	"ls":                   loggedIn(ls),
	"find":                 loggedIn(findCommand),
	"session.ls":           loggedIn(sessionLs),
	"metric.ls":            loggedIn(metricLs),
	"metric.interval.info": loggedIn(metricIntervals),
	"datastore.info":       loggedIn(datastoreInfo),
	"datastore.ls":         loggedIn(datastoreLs),
	"datastore.upload":     loggedIn(datastoreUpload),
	"datastore.download":   loggedIn(datastoreDownload),
	"datastore.tail":       loggedIn(datastoreTail),
	"datastore.mkdir":      loggedIn(datastoreMkdir),
	"datastore.rm":         loggedIn(datastoreRm),
	"datastore.mv":         loggedIn(datastoreMv),
	"datastore.cp":         loggedIn(datastoreCp),
	"datastore.disk":       loggedIn(datastoreDisk),
}

func about(_ context.Context, c *govmomi.Client, _ map[string]string) (result, error) {
	about := c.ServiceContent.About
	return result{"name": about.FullName, "api": about.ApiType, "version": about.ApiVersion}, nil
}

// ls lists what an inventory path's pattern fits, and what is below it.
func ls(ctx context.Context, c *govmomi.Client, in map[string]string) (result, error) {
	found, err := find.NewFinder(c.Client, true).ManagedObjectListChildren(ctx, in["path"])
	return result{"paths": paths(found)}, err
}

func paths(found []list.Element) []string {
	all := []string{}
	for _, each := range found {
		all = append(all, each.Path)
	}
	return all
}

// findCommand finds all of a type below the root folder, by a view.
func findCommand(ctx context.Context, c *govmomi.Client, in map[string]string) (result, error) {
	root := c.ServiceContent.RootFolder
	kind := []string{in["type"]}
	v, err := vimview.NewManager(c.Client).CreateContainerView(ctx, root, kind, true)
	if err != nil {
		return nil, err
	}
	defer v.Destroy(ctx)
	objects, err := v.Find(ctx, kind, property.Filter{"name": in["name"]})
	if err != nil {
		return nil, err
	}
	finder := find.NewFinder(c.Client, false)
	var all []list.Element
	for _, each := range objects {
		element, err := finder.Element(ctx, each)
		if err != nil {
			return nil, err
		}
		all = append(all, *element)
	}
	return result{"paths": paths(all)}, nil
}

// sessionLs reads all of the session manager, as govc does without -S.
func sessionLs(ctx context.Context, c *govmomi.Client, _ map[string]string) (result, error) {
	var manager mo.SessionManager
	collector := property.DefaultCollector(c.Client)
	err := collector.RetrieveOne(ctx, *c.ServiceContent.SessionManager, nil, &manager)
	if err != nil {
		return nil, err
	}
	now, err := methods.GetCurrentTime(ctx, c)
	if err != nil {
		return nil, err
	}
	sessions := []result{}
	for _, each := range manager.SessionList {
		sessions = append(sessions, result{
			"name":    each.UserName,
			"current": each.Key == manager.CurrentSession.Key,
			"idle":    now.Sub(each.LastActiveTime).Seconds(),
			"host":    each.IpAddress,
			"agent":   each.UserAgent,
		})
	}
	return result{"sessions": sessions}, nil
}

// metricLs lists the counters of an object, at the interval that its provider names.
func metricLs(ctx context.Context, c *govmomi.Client, in map[string]string) (result, error) {
	element, err := find.NewFinder(c.Client, true).ManagedObjectList(ctx, in["path"])
	if err != nil || len(element) == 0 {
		return nil, err
	}
	entity := element[0].Object.Reference()
	manager := performance.NewManager(c.Client)
	provider, err := manager.ProviderSummary(ctx, entity)
	if err != nil {
		return nil, err
	}
	interval := provider.RefreshRate
	if interval == -1 {
		interval = 300
	}
	available, err := manager.AvailableMetric(ctx, entity, interval)
	if err != nil {
		return nil, err
	}
	counters, err := manager.CounterInfoByKey(ctx)
	if err != nil {
		return nil, err
	}
	names := map[string]int{}
	for _, id := range available {
		names[counters[id.CounterId].Name()]++
	}
	return result{
		"realTime": provider.CurrentSupported,
		"interval": interval,
		"metrics":  names,
	}, nil
}

func metricIntervals(ctx context.Context, c *govmomi.Client, _ map[string]string) (result, error) {
	intervals, err := performance.NewManager(c.Client).HistoricalInterval(ctx)
	if err != nil {
		return nil, err
	}
	periods := []int32{}
	for _, each := range intervals {
		periods = append(periods, each.SamplingPeriod)
	}
	return result{"periods": periods}, nil
}

// datastoreInfo reads all of each datastore, as govc does with -json.
func datastoreInfo(ctx context.Context, c *govmomi.Client, in map[string]string) (result, error) {
	finder := find.NewFinder(c.Client, true)
	dc, err := finder.DefaultDatacenter(ctx)
	if err != nil {
		return nil, err
	}
	found, err := finder.SetDatacenter(dc).DatastoreList(ctx, in["path"])
	if err != nil {
		return nil, err
	}
	var references []types.ManagedObjectReference
	for _, each := range found {
		references = append(references, each.Reference())
	}
	var read []mo.Datastore
	err = property.DefaultCollector(c.Client).Retrieve(ctx, references, nil, &read)
	if err != nil {
		return nil, err
	}
	all := map[string]result{}
	for _, each := range read {
		all[each.Name] = result{
			"type":     each.Summary.Type,
			"url":      each.Summary.Url,
			"capacity": each.Summary.Capacity,
			"free":     each.Summary.FreeSpace,
			"hosts":    len(each.Host),
		}
	}
	return result{"datastores": all}, nil
}

// datastoreLs searches a folder, or with deep=true all below it, and takes what is no folder for a
// pattern in its parent.
func datastoreLs(ctx context.Context, c *govmomi.Client, in map[string]string) (result, error) {
	ds, err := datastore(ctx, c, in)
	if err != nil {
		return nil, err
	}
	browser, err := ds.Browser(ctx)
	if err != nil {
		return nil, err
	}
	spec := types.HostDatastoreBrowserSearchSpec{MatchPattern: []string{"*"}}
	if in["long"] != "" {
		spec.Details = &types.FileQueryFlags{
			FileType: true, FileSize: true, FileOwner: types.NewBool(true), Modification: true,
		}
	}
	search := browser.SearchDatastore
	if in["deep"] != "" {
		search = browser.SearchDatastoreSubFolders
	}
	folder := in["path"]
	task, err := search(ctx, ds.Path(folder), &spec)
	if err != nil {
		return nil, err
	}
	done, err := task.WaitForResult(ctx, nil)
	if types.IsFileNotFound(err) {
		slash := strings.LastIndex(folder, "/")
		spec.MatchPattern[0] = folder[slash+1:]
		folder = folder[:slash+1] + "."
		if task, err = search(ctx, ds.Path(folder), &spec); err == nil {
			done, err = task.WaitForResult(ctx, nil)
		}
	}
	if err != nil {
		return result{"error": fault(err)}, nil
	}
	text, err := json.Marshal(done.Result)
	return result{"found": json.RawMessage(text)}, err
}

// datastoreUpload sends a text, of a length that is told or, as from a pipe, is not.
func datastoreUpload(ctx context.Context, c *govmomi.Client, in map[string]string) (result, error) {
	ds, err := datastore(ctx, c, in)
	if err != nil {
		return nil, err
	}
	options := soap.DefaultUpload
	var source io.Reader = strings.NewReader(in["text"])
	if in["piped"] != "" {
		reader, writer := io.Pipe()
		go func() {
			_, err := io.Copy(writer, strings.NewReader(in["text"]))
			writer.CloseWithError(err)
		}()
		source = reader
	} else {
		options.ContentLength = int64(len(in["text"]))
	}
	return result{"error": fault(ds.Upload(ctx, source, in["to"], &options))}, nil
}

func datastoreDownload(
	ctx context.Context, c *govmomi.Client, in map[string]string) (result, error) {
	ds, err := datastore(ctx, c, in)
	if err != nil {
		return nil, err
	}
	body, _, err := ds.Download(ctx, in["from"], &soap.DefaultDownload)
	if err != nil {
		return result{"error": fault(err)}, nil
	}
	defer body.Close()
	text, err := io.ReadAll(body)
	return result{"error": fault(err), "text": string(text)}, nil
}

// datastoreTail reads the last lines or bytes by HEAD and ranges.
func datastoreTail(ctx context.Context, c *govmomi.Client, in map[string]string) (result, error) {
	ds, err := datastore(ctx, c, in)
	if err != nil {
		return nil, err
	}
	file, err := ds.Open(ctx, in["from"])
	if err != nil {
		return nil, err
	}
	defer file.Close()
	last, err := strconv.Atoi(in["last"])
	if err != nil {
		return nil, err
	}
	if in["of"] == "bytes" {
		if info, err := file.Stat(); err != nil {
			return result{"error": fault(err)}, nil
		} else if _, err := file.Seek(info.Size()-int64(last), io.SeekStart); err != nil {
			return nil, err
		}
	} else if err := file.Tail(last); err != nil {
		return result{"error": fault(err)}, nil
	}
	var text bytes.Buffer
	_, err = io.Copy(&text, file)
	return result{"error": fault(err), "text": text.String()}, nil
}

func datastoreMkdir(ctx context.Context, c *govmomi.Client, in map[string]string) (result, error) {
	ds, err := datastore(ctx, c, in)
	if err != nil {
		return nil, err
	}
	if in["namespace"] != "" {
		_, err = object.NewDatastoreNamespaceManager(c.Client).
			CreateDirectory(ctx, ds.Datastore, in["path"], "")
	} else {
		err = object.NewFileManager(c.Client).
			MakeDirectory(ctx, ds.Path(in["path"]), ds.dc, in["parents"] != "")
	}
	return result{"error": fault(err)}, nil
}

// files is the file manager for a command, between datastores and datacenters if they are named.
func files(
	ctx context.Context, ds place, in map[string]string) (*object.DatastoreFileManager, error) {
	manager := ds.NewFileManager(ds.dc, in["force"] != "")
	if in["dcTarget"] != "" {
		dc, err := find.NewFinder(ds.Client(), true).Datacenter(ctx, in["dcTarget"])
		if err != nil {
			return nil, err
		}
		manager.DatacenterTarget = dc
	}
	return manager, nil
}

func datastoreRm(ctx context.Context, c *govmomi.Client, in map[string]string) (result, error) {
	ds, err := datastore(ctx, c, in)
	if err != nil {
		return nil, err
	}
	manager, err := files(ctx, ds, in)
	if err != nil {
		return nil, err
	}
	return result{"error": fault(manager.Delete(ctx, in["path"]))}, nil
}

func datastoreMv(ctx context.Context, c *govmomi.Client, in map[string]string) (result, error) {
	ds, err := datastore(ctx, c, in)
	if err != nil {
		return nil, err
	}
	manager, err := files(ctx, ds, in)
	if err != nil {
		return nil, err
	}
	return result{"error": fault(manager.Move(ctx, in["from"], in["to"]))}, nil
}

func datastoreCp(ctx context.Context, c *govmomi.Client, in map[string]string) (result, error) {
	ds, err := datastore(ctx, c, in)
	if err != nil {
		return nil, err
	}
	manager, err := files(ctx, ds, in)
	if err != nil {
		return nil, err
	}
	return result{"error": fault(manager.Copy(ctx, in["from"], in["to"]))}, nil
}

// datastoreDisk asks for what belongs to disks alone.
func datastoreDisk(ctx context.Context, c *govmomi.Client, in map[string]string) (result, error) {
	ds, err := datastore(ctx, c, in)
	if err != nil {
		return nil, err
	}
	manager := object.NewVirtualDiskManager(c.Client)
	path := ds.Path(in["path"])
	_, create := manager.CreateVirtualDisk(ctx, path, ds.dc, &types.FileBackedVirtualDiskSpec{
		VirtualDiskSpec: types.VirtualDiskSpec{AdapterType: "lsiLogic", DiskType: "thin"},
		CapacityKb:      1024,
	})
	_, inflate := manager.InflateVirtualDisk(ctx, path, ds.dc)
	_, shrink := manager.ShrinkVirtualDisk(ctx, path, ds.dc, nil)
	_, info := manager.QueryVirtualDiskInfo(ctx, path, ds.dc, true)
	return result{
		"create": fault(create), "inflate": fault(inflate), "shrink": fault(shrink),
		"info": fault(info),
	}, nil
}
