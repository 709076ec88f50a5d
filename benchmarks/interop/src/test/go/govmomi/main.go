// Command govmomi does with VMware's Go library what its users do, against the server that the
// environment names, and prints what came of it as one line of JSON:
//
//	govmomi SCENARIO [NAME=VALUE]...
//
// LAB_URL is the server's /sdk, LAB_USER and LAB_PASSWORD log in, LAB_CA is a PEM file with the
// certificates to trust. Where a scenario has to wait for the test it prints "ready" and reads a
// line.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"strings"

	"github.com/vmware/govmomi/task"
	"github.com/vmware/govmomi/vim25/soap"
)

// result is what a scenario found out.
type result map[string]interface{}

// scenario is one thing that users do.
type scenario func(ctx context.Context, in map[string]string) (result, error)

var scenarios = map[string]scenario{
	"login":         login,
	"wrongPassword": wrongPassword,
	"expiry":        expiry,
	"keepAlive":     keepAlive,
	"find":          loggedIn(findAll),
	"page":          loggedIn(page),
	"view":          loggedIn(view),
	"performance":   loggedIn(performanceByName),
	"wait":          loggedIn(wait),
	"upload":        loggedIn(upload),
	"download":      loggedIn(download),
	"contents":      loggedIn(contents),
	"manage":        loggedIn(manage),
	"directories":   loggedIn(directories),
	"search":        loggedIn(search),
	"oddName":       loggedIn(oddName),
}

var stdin = bufio.NewReader(os.Stdin)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintf(os.Stderr, "%s: %T: %v\n", strings.Join(os.Args[1:], " "), err, err)
		os.Exit(1)
	}
}

func run(arguments []string) error {
	in := map[string]string{}
	for _, argument := range arguments[1:] {
		parts := strings.SplitN(argument, "=", 2)
		in[parts[0]] = parts[1]
	}
	play, ok := scenarios[arguments[0]]
	if !ok {
		if play, ok = govc[strings.TrimPrefix(arguments[0], "govc ")]; !ok {
			return fmt.Errorf("no such scenario")
		}
	}
	out, err := play(context.Background(), in)
	if err != nil {
		return err
	}
	return json.NewEncoder(os.Stdout).Encode(out)
}

// pause waits until the test has done its part.
func pause() error {
	fmt.Println("ready")
	_, err := stdin.ReadString('\n')
	return err
}

// fault is the type name of the fault in an error, or the error's text.
func fault(err error) string {
	switch {
	case err == nil:
		return ""
	case soap.IsSoapFault(err):
		return typeName(soap.ToSoapFault(err).VimFault())
	case soap.IsVimFault(err):
		return typeName(soap.ToVimFault(err))
	}
	if failed, ok := err.(task.Error); ok {
		return typeName(failed.Fault())
	}
	return err.Error()
}

func typeName(value interface{}) string {
	name := fmt.Sprintf("%T", value)
	return name[strings.LastIndex(name, ".")+1:]
}
