package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/vmware/govmomi"
	"github.com/vmware/govmomi/object"
)

// globs makes a name a pattern of the finder that matches nothing else.
var globs = strings.NewReplacer("[", `\[`, "*", `\*`, "?", `\?`)

// oddName does to a datastore, given by its name in the inventory, whatever govmomi does with a
// datastore's name: finds it, relays to it, goes straight to a host, and manages its files.
func oddName(ctx context.Context, c *govmomi.Client, in map[string]string) (result, error) {
	name := in["name"]
	found, err := object.NewSearchIndex(c.Client).FindByInventoryPath(ctx, "DC/datastore/"+name)
	if err != nil {
		return nil, err
	}
	if found == nil {
		return nil, fmt.Errorf("no datastore at this path")
	}
	in["datastore"] = globs.Replace(name)
	ds, err := datastore(ctx, c, in)
	if err != nil {
		return nil, err
	}
	direct := onHost(ctx, c, ds, in)
	bold := ds.NewFileManager(ds.dc, true)
	out := result{
		"path":       found.Reference().Value,
		"finder":     ds.Reference().Value,
		"name":       ds.Name(),
		"relayed":    fault(ds.UploadFile(ctx, in["from"], "relayed.bin", nil)),
		"direct":     fault(ds.UploadFile(direct, in["from"], "direct.bin", nil)),
		"relayedOut": fault(ds.DownloadFile(ctx, "relayed.bin", in["from"]+".relayed", nil)),
		"directOut":  fault(ds.DownloadFile(direct, "direct.bin", in["from"]+".direct", nil)),
		"make": fault(bold.FileManager.MakeDirectory(
			ctx, ds.Path("folder/new"), ds.dc, true)),
		"move":   fault(bold.Move(ctx, "direct.bin", "folder/new/moved.bin")),
		"copy":   fault(bold.Copy(ctx, "relayed.bin", "folder/copied.bin")),
		"delete": fault(bold.Delete(ctx, "relayed.bin")),
	}
	info, err := ds.Stat(ctx, "folder/new/moved.bin")
	if err != nil {
		return nil, err
	}
	out["size"] = info.GetFileInfo().FileSize
	return out, nil
}
