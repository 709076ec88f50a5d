// A simulated vCenter, or ESXi host, of VMware's own making. Prints one line of JSON when it is
// ready: its URL, its certificate, and the folder of each datastore by managed object id. User and
// password come by VCSIM_USERNAME and VCSIM_PASSWORD. Ends, and removes its folders, when it is told
// to or when its standard input ends.
package main

import (
	"crypto/tls"
	"encoding/json"
	"encoding/pem"
	"flag"
	"io"
	"log"
	"net/url"
	"os"
	"os/signal"
	"syscall"

	"github.com/vmware/govmomi/simulator"
)

func main() {
	esx := flag.Bool("esx", false, "an ESXi host instead of a vCenter")
	model := simulator.VPX()
	flag.IntVar(&model.Datacenter, "datacenters", 1, "datacenters")
	flag.IntVar(&model.Cluster, "clusters", 1, "clusters in each datacenter")
	flag.IntVar(&model.ClusterHost, "cluster-hosts", 3, "hosts in each cluster")
	flag.IntVar(&model.Host, "hosts", 1, "hosts outside of clusters in each datacenter")
	flag.IntVar(&model.Datastore, "datastores", 1, "datastores in each datacenter")
	flag.IntVar(&model.Pod, "pods", 0, "datastore clusters in each datacenter")
	flag.IntVar(&model.Folder, "folders", 0, "levels of folders around everything")
	flag.DurationVar(&simulator.SessionIdleTimeout, "idle", 0, "when an idle session ends")
	listen := flag.String("listen", "127.0.0.1:0", "address and port")
	flag.Parse()
	if *esx {
		model = simulator.ESX()
	}
	model.Machine = 0
	defer model.Remove()
	if err := model.Create(); err != nil {
		log.Panic(err)
	}
	model.Service.TLS = new(tls.Config)
	user := url.UserPassword(os.Getenv("VCSIM_USERNAME"), os.Getenv("VCSIM_PASSWORD"))
	model.Service.Listen = &url.URL{Host: *listen, User: user}
	server := model.Service.NewServer()
	defer server.Close()

	mountOnAllHosts()
	folders := map[string]string{}
	for _, datastore := range simulator.Map.All("Datastore") {
		folders[datastore.Reference().Value] = datastore.(*simulator.Datastore).Info.GetDatastoreInfo().Url
	}
	certificate := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: server.Certificate().Raw})
	json.NewEncoder(os.Stdout).Encode(map[string]interface{}{
		"url": "https://" + server.URL.Host + "/sdk", "certificate": string(certificate), "folders": folders})

	stop := make(chan os.Signal, 2)
	signal.Notify(stop, syscall.SIGTERM, syscall.SIGINT)
	go func() {
		io.Copy(io.Discard, os.Stdin)
		stop <- syscall.SIGTERM
	}()
	<-stop
}

// The library makes a datastore anew for each host that mounts it, so that the last host is its only one.
func mountOnAllHosts() {
	for _, host := range simulator.Map.All("HostSystem") {
		for _, ref := range host.(*simulator.HostSystem).Datastore {
			datastore := simulator.Map.Get(ref).(*simulator.Datastore)
			if mount := datastore.Host[0]; mount.Key != host.Reference() {
				mount.Key = host.Reference()
				datastore.Host = append(datastore.Host, mount)
			}
		}
	}
}
