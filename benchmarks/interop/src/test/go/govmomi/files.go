package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"

	"github.com/vmware/govmomi"
	"github.com/vmware/govmomi/find"
	"github.com/vmware/govmomi/object"
	"github.com/vmware/govmomi/vim25/types"
)

// place is a datastore and its datacenter.
type place struct {
	*object.Datastore
	dc *object.Datacenter
}

func datastore(ctx context.Context, c *govmomi.Client, in map[string]string) (place, error) {
	finder := find.NewFinder(c.Client)
	dc, err := finder.DefaultDatacenter(ctx)
	if err != nil {
		return place{}, err
	}
	ds, err := finder.SetDatacenter(dc).Datastore(ctx, in["datastore"])
	return place{ds, dc}, err
}

// onHost makes datastore requests go to the host that is named, if one is.
func onHost(ctx context.Context, c *govmomi.Client, ds place, in map[string]string) context.Context {
	if in["host"] == "" {
		return ctx
	}
	host := types.ManagedObjectReference{Type: "HostSystem", Value: in["host"]}
	return ds.HostContext(ctx, object.NewHostSystem(c.Client, host))
}

// upload sends a file: by relay, or straight to a host if one is named or the environment has
// GOVMOMI_USE_SERVICE_TICKET.
func upload(ctx context.Context, c *govmomi.Client, in map[string]string) (result, error) {
	ds, err := datastore(ctx, c, in)
	if err != nil {
		return nil, err
	}
	err = ds.UploadFile(onHost(ctx, c, ds, in), in["from"], in["to"], nil)
	return result{"error": fault(err)}, nil
}

// download reads a file back, in the same ways.
func download(ctx context.Context, c *govmomi.Client, in map[string]string) (result, error) {
	ds, err := datastore(ctx, c, in)
	if err != nil {
		return nil, err
	}
	body, length, err := ds.Download(onHost(ctx, c, ds, in), in["from"], nil)
	if err != nil {
		return result{"error": fault(err)}, nil
	}
	defer body.Close()
	digest := sha256.New()
	copied, err := io.Copy(digest, body)
	return result{
		"error":  fault(err),
		"length": length,
		"copied": copied,
		"sha256": hex.EncodeToString(digest.Sum(nil)),
	}, nil
}

// contents reads back all that is below a datastore's top: what the browser tells of each file, and
// the sum of what comes when it is downloaded.
func contents(ctx context.Context, c *govmomi.Client, in map[string]string) (result, error) {
	ds, err := datastore(ctx, c, in)
	if err != nil {
		return nil, err
	}
	browser, err := ds.Browser(ctx)
	if err != nil {
		return nil, err
	}
	task, err := browser.SearchDatastoreSubFolders(ctx, ds.Path(""),
		&types.HostDatastoreBrowserSearchSpec{
			MatchPattern: []string{"*"},
			Details:      &types.FileQueryFlags{FileType: true, FileSize: true},
		})
	if err != nil {
		return nil, err
	}
	done, err := task.WaitForResult(ctx, nil)
	if err != nil {
		return nil, err
	}
	files := result{}
	found := done.Result.(types.ArrayOfHostDatastoreBrowserSearchResults)
	for _, folder := range found.HostDatastoreBrowserSearchResults {
		var path object.DatastorePath
		if !path.FromString(folder.FolderPath) {
			return nil, fmt.Errorf("no datastore path: %s", folder.FolderPath)
		}
		for _, file := range folder.File {
			if _, isFolder := file.(*types.FolderFileInfo); isFolder {
				continue
			}
			name := path.Path + file.GetFileInfo().Path
			read, err := download(ctx, c, map[string]string{
				"datastore": in["datastore"], "from": name})
			if err != nil {
				return nil, err
			}
			read["size"] = file.GetFileInfo().FileSize
			files[name] = read
		}
	}
	return files, nil
}

// manage moves, copies and deletes files, and runs into what is there and what is not.
func manage(ctx context.Context, c *govmomi.Client, in map[string]string) (result, error) {
	ds, err := datastore(ctx, c, in)
	if err != nil {
		return nil, err
	}
	careful := ds.NewFileManager(ds.dc, false)
	bold := ds.NewFileManager(ds.dc, true)
	return result{
		"move":      fault(careful.Move(ctx, "a.bin", "b.bin")),
		"copy":      fault(careful.Copy(ctx, "b.bin", "c.bin")),
		"onto":      fault(careful.Move(ctx, "b.bin", "c.bin")),
		"force":     fault(bold.Move(ctx, "b.bin", "c.bin")),
		"delete":    fault(careful.Delete(ctx, "old.bin")),
		"again":     fault(careful.Delete(ctx, "old.bin")),
		"moveAgain": fault(careful.Move(ctx, "a.bin", "d.bin")),
	}, nil
}

// directories makes directories, new and old, and asks for what is in them.
func directories(ctx context.Context, c *govmomi.Client, in map[string]string) (result, error) {
	ds, err := datastore(ctx, c, in)
	if err != nil {
		return nil, err
	}
	manager := object.NewFileManager(c.Client)
	return result{
		"make":    fault(manager.MakeDirectory(ctx, ds.Path("iso"), ds.dc, false)),
		"again":   fault(manager.MakeDirectory(ctx, ds.Path("iso"), ds.dc, false)),
		"orphan":  fault(manager.MakeDirectory(ctx, ds.Path("x/y"), ds.dc, false)),
		"parents": fault(manager.MakeDirectory(ctx, ds.Path("x/y"), ds.dc, true)),
		"nowhere": fault(manager.MakeDirectory(ctx, "[nothing] x", ds.dc, true)),
	}, nil
}

// search looks for files as "govc datastore.ls" does.
func search(ctx context.Context, c *govmomi.Client, in map[string]string) (result, error) {
	ds, err := datastore(ctx, c, in)
	if err != nil {
		return nil, err
	}
	info, err := ds.Stat(ctx, in["file"])
	if err != nil {
		return nil, err
	}
	_, noFile := ds.Stat(ctx, "nothing.iso")
	_, noFolder := ds.Stat(ctx, "nowhere/nothing.iso")
	browser, err := ds.Browser(ctx)
	if err != nil {
		return nil, err
	}
	task, err := browser.SearchDatastoreSubFolders(ctx, ds.Path(""),
		&types.HostDatastoreBrowserSearchSpec{MatchPattern: []string{"*.iso"}})
	if err != nil {
		return nil, err
	}
	done, err := task.WaitForResult(ctx, nil)
	if err != nil {
		return nil, err
	}
	folders := map[string][]string{}
	found := done.Result.(types.ArrayOfHostDatastoreBrowserSearchResults)
	for _, folder := range found.HostDatastoreBrowserSearchResults {
		for _, file := range folder.File {
			name := file.GetFileInfo().Path
			folders[folder.FolderPath] = append(folders[folder.FolderPath], name)
		}
	}
	_, missing := noFile.(object.DatastoreNoSuchFileError)
	_, nowhere := noFolder.(object.DatastoreNoSuchDirectoryError)
	return result{
		"type":     typeName(info),
		"size":     info.GetFileInfo().FileSize,
		"modified": info.GetFileInfo().Modification,
		"folders":  folders,
		"noFile":   missing,
		"noFolder": nowhere,
	}, nil
}
