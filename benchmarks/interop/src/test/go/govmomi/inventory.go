package main

import (
	"context"
	"sort"
	"strconv"

	"github.com/vmware/govmomi"
	"github.com/vmware/govmomi/find"
	"github.com/vmware/govmomi/performance"
	"github.com/vmware/govmomi/property"
	vimview "github.com/vmware/govmomi/view"
	"github.com/vmware/govmomi/vim25/methods"
	"github.com/vmware/govmomi/vim25/mo"
	"github.com/vmware/govmomi/vim25/types"
)

// findAll asks the finder for things by name, by pattern and by default.
func findAll(ctx context.Context, c *govmomi.Client, in map[string]string) (result, error) {
	finder := find.NewFinder(c.Client)
	dc, err := finder.DefaultDatacenter(ctx)
	if err != nil {
		return nil, err
	}
	finder.SetDatacenter(dc)
	ds, err := finder.Datastore(ctx, in["datastore"])
	if err != nil {
		return nil, err
	}
	host, err := finder.HostSystem(ctx, in["host"])
	if err != nil {
		return nil, err
	}
	all, err := finder.HostSystemList(ctx, "*/*")
	if err != nil {
		return nil, err
	}
	var paths []string
	for _, each := range all {
		paths = append(paths, each.InventoryPath)
	}
	sort.Strings(paths)
	_, missing := finder.Datastore(ctx, "nothing")
	_, notFound := missing.(*find.NotFoundError)
	attached, err := ds.AttachedHosts(ctx)
	if err != nil {
		return nil, err
	}
	return result{
		"datacenter": dc.InventoryPath,
		"datastore":  ds.Reference().Value,
		"dcPath":     ds.DatacenterPath,
		"host":       host.Reference().Value,
		"hosts":      paths,
		"notFound":   notFound,
		"attached":   len(attached),
	}, nil
}

// hostView is a container view of all hosts below the root folder.
func hostView(ctx context.Context, c *govmomi.Client) (*vimview.ContainerView, error) {
	manager := vimview.NewManager(c.Client)
	root := c.ServiceContent.RootFolder
	return manager.CreateContainerView(ctx, root, []string{"HostSystem"}, true)
}

// view reads all hosts of a container view in one go, and picks some by a filter.
func view(ctx context.Context, c *govmomi.Client, in map[string]string) (result, error) {
	hosts, err := hostView(ctx, c)
	if err != nil {
		return nil, err
	}
	var read []mo.HostSystem
	kind := []string{"HostSystem"}
	paths := []string{"name", "summary", "runtime.connectionState", "config.network.pnic"}
	if err := hosts.Retrieve(ctx, kind, paths, &read); err != nil {
		return nil, err
	}
	found, err := hosts.Find(ctx, kind, property.Filter{"name": in["host"]})
	if err != nil {
		return nil, err
	}
	states := map[string]string{}
	speeds := map[string]int32{}
	for _, host := range read {
		states[host.Name] = string(host.Runtime.ConnectionState)
		speeds[host.Name] = host.Config.Network.Pnic[0].LinkSpeed.SpeedMb
	}
	return result{
		"states":  states,
		"speeds":  speeds,
		"memory":  strconv.FormatInt(read[0].Summary.Hardware.MemorySize, 10),
		"found":   found,
		"destroy": fault(hosts.Destroy(ctx)),
	}, nil
}

// page reads all hosts of a container view in pages of a given size.
func page(ctx context.Context, c *govmomi.Client, in map[string]string) (result, error) {
	size, err := strconv.Atoi(in["size"])
	if err != nil {
		return nil, err
	}
	hosts, err := hostView(ctx, c)
	if err != nil {
		return nil, err
	}
	collector := c.ServiceContent.PropertyCollector
	request := types.RetrievePropertiesEx{
		This: collector,
		SpecSet: []types.PropertyFilterSpec{{
			ObjectSet: []types.ObjectSpec{{
				Obj:       hosts.Reference(),
				Skip:      types.NewBool(true),
				SelectSet: []types.BaseSelectionSpec{hosts.TraversalSpec()},
			}},
			PropSet: []types.PropertySpec{{Type: "HostSystem", PathSet: []string{"name"}}},
		}},
		Options: types.RetrieveOptions{MaxObjects: int32(size)},
	}
	first, err := methods.RetrievePropertiesEx(ctx, c, &request)
	if err != nil {
		return nil, err
	}
	var sizes []int
	var names []interface{}
	answer := *first.Returnval
	for {
		sizes = append(sizes, len(answer.Objects))
		for _, object := range answer.Objects {
			names = append(names, object.PropSet[0].Val)
		}
		if answer.Token == "" {
			return result{"sizes": sizes, "names": names}, nil
		}
		next, err := methods.ContinueRetrievePropertiesEx(ctx, c,
			&types.ContinueRetrievePropertiesEx{This: collector, Token: answer.Token})
		if err != nil {
			return nil, err
		}
		answer = next.Returnval
	}
}

// performanceByName samples a host's counters by their names, as numbers and as CSV.
func performanceByName(
	ctx context.Context, c *govmomi.Client, in map[string]string) (result, error) {
	host := types.ManagedObjectReference{Type: "HostSystem", Value: in["host"]}
	manager := performance.NewManager(c.Client)
	provider, err := manager.ProviderSummary(ctx, host)
	if err != nil {
		return nil, err
	}
	names := []string{"cpu.usage.average", "mem.usage.average", "net.usage.average"}
	spec := types.PerfQuerySpec{
		MaxSample:  3,
		IntervalId: provider.RefreshRate,
		MetricId:   []types.PerfMetricId{{Instance: ""}},
	}
	entities := []types.ManagedObjectReference{host}
	sample, err := manager.SampleByName(ctx, spec, names, entities)
	if err != nil {
		return nil, err
	}
	series, err := manager.ToMetricSeries(ctx, sample)
	if err != nil {
		return nil, err
	}
	values := map[string][]int64{}
	for _, one := range series[0].Value {
		values[one.Name] = one.Value
	}
	spec.Format = string(types.PerfFormatCsv)
	csv, err := manager.SampleByName(ctx, spec, names, entities)
	if err != nil {
		return nil, err
	}
	lines, ok := csv[0].(*types.PerfEntityMetricCSV)
	if !ok {
		return nil, err
	}
	texts := map[string]string{}
	infos, err := manager.CounterInfoByKey(ctx)
	if err != nil {
		return nil, err
	}
	for _, line := range lines.Value {
		texts[infos[line.Id.CounterId].Name()] = line.Value
	}
	return result{
		"refresh": provider.RefreshRate,
		"entity":  series[0].Entity.Value,
		"samples": len(series[0].SampleInfo),
		"values":  values,
		"csv":     texts,
		"info":    lines.SampleInfoCSV,
	}, nil
}

// wait watches a host's runtime until it is in maintenance, which the test puts it into.
func wait(ctx context.Context, c *govmomi.Client, in map[string]string) (result, error) {
	host := types.ManagedObjectReference{Type: "HostSystem", Value: in["host"]}
	var seen []interface{}
	var paused error
	paths := []string{"runtime.inMaintenanceMode"}
	err := property.Wait(ctx, c.PropertyCollector(), host, paths,
		func(changes []types.PropertyChange) bool {
			for _, change := range changes {
				seen = append(seen, change.Val)
			}
			if len(seen) == 1 {
				paused = pause()
			}
			return paused != nil || len(seen) == 2
		})
	if err == nil {
		err = paused
	}
	return result{"seen": seen}, err
}
