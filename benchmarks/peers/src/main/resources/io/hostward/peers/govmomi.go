// Command govmomi uploads files with VMware's Go library, as govc does once it has a ticket:
//
//	govmomi CA.pem PARALLEL BASE LIST
//
// LIST is a file of lines "source<TAB>target"; targets are below BASE.
package main

import (
	"bufio"
	"context"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"strconv"
	"strings"
	"sync"

	"github.com/vmware/govmomi/vim25/soap"
)

func main() {
	if err := run(os.Args[1], os.Args[2], os.Args[3], os.Args[4]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(ca, parallel, base, list string) error {
	workers, err := strconv.Atoi(parallel)
	if err != nil {
		return err
	}
	server, err := url.Parse(base)
	if err != nil {
		return err
	}
	client := soap.NewClient(server, false)
	if err := client.SetRootCAs(ca); err != nil {
		return err
	}
	lines := make(chan string)
	failures := make(chan error, workers)
	var group sync.WaitGroup
	for i := 0; i < workers; i++ {
		group.Add(1)
		go func() {
			defer group.Done()
			for line := range lines {
				if err := put(client, server, line); err != nil {
					failures <- err
					return
				}
			}
		}()
	}
	err = feed(list, lines, failures)
	close(lines)
	group.Wait()
	if err == nil && len(failures) > 0 {
		err = <-failures
	}
	return err
}

func feed(list string, lines chan<- string, failures <-chan error) error {
	file, err := os.Open(list)
	if err != nil {
		return err
	}
	defer file.Close()
	for scanner := bufio.NewScanner(file); scanner.Scan(); {
		select {
		case lines <- scanner.Text():
		case err := <-failures:
			return err
		}
	}
	return nil
}

func put(client *soap.Client, server *url.URL, line string) error {
	parts := strings.SplitN(line, "\t", 2)
	target, err := server.Parse(parts[1])
	if err != nil {
		return err
	}
	param := soap.DefaultUpload
	param.Ticket = &http.Cookie{Name: "vmware_cgi_ticket", Value: "peer"}
	return client.UploadFile(context.Background(), parts[0], target, &param)
}
