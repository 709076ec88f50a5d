package main

import (
	"context"
	"net/url"
	"os"
	"time"

	"github.com/vmware/govmomi"
	"github.com/vmware/govmomi/session"
	"github.com/vmware/govmomi/session/keepalive"
	"github.com/vmware/govmomi/vim25"
	"github.com/vmware/govmomi/vim25/methods"
	"github.com/vmware/govmomi/vim25/soap"
)

// connect makes a client that has not logged in.
func connect(ctx context.Context) (*govmomi.Client, error) {
	address, err := soap.ParseURL(os.Getenv("LAB_URL"))
	if err != nil {
		return nil, err
	}
	transport := soap.NewClient(address, false)
	if err := transport.SetRootCAs(os.Getenv("LAB_CA")); err != nil {
		return nil, err
	}
	vim, err := vim25.NewClient(ctx, transport)
	if err != nil {
		return nil, err
	}
	return &govmomi.Client{Client: vim, SessionManager: session.NewManager(vim)}, nil
}

func user() *url.Userinfo {
	return url.UserPassword(os.Getenv("LAB_USER"), os.Getenv("LAB_PASSWORD"))
}

// loggedIn makes a scenario of a function that needs a session, which it ends.
func loggedIn(
	f func(ctx context.Context, c *govmomi.Client, in map[string]string) (result, error)) scenario {
	return func(ctx context.Context, in map[string]string) (result, error) {
		c, err := connect(ctx)
		if err != nil {
			return nil, err
		}
		if err := c.Login(ctx, user()); err != nil {
			return nil, err
		}
		out, err := f(ctx, c, in)
		if err != nil {
			return nil, err
		}
		return out, c.Logout(ctx)
	}
}

// login logs in, waits for the test to look, and logs out.
func login(ctx context.Context, _ map[string]string) (result, error) {
	c, err := connect(ctx)
	if err != nil {
		return nil, err
	}
	if err := c.Login(ctx, user()); err != nil {
		return nil, err
	}
	now, err := c.SessionManager.UserSession(ctx)
	if err != nil {
		return nil, err
	}
	if err := pause(); err != nil {
		return nil, err
	}
	about := c.ServiceContent.About
	return result{
		"user":    now.UserName,
		"apiType": about.ApiType,
		"version": about.Version,
		"vcenter": c.IsVC(),
	}, c.Logout(ctx)
}

func wrongPassword(ctx context.Context, _ map[string]string) (result, error) {
	c, err := connect(ctx)
	if err != nil {
		return nil, err
	}
	err = c.Login(ctx, url.UserPassword(os.Getenv("LAB_USER"), "wrong"))
	_, later := methods.GetCurrentTime(ctx, c)
	return result{"fault": fault(err), "later": fault(later)}, nil
}

// expiry uses a session that the test ends meanwhile, and logs in again on the same client.
func expiry(ctx context.Context, _ map[string]string) (result, error) {
	c, err := connect(ctx)
	if err != nil {
		return nil, err
	}
	if err := c.Login(ctx, user()); err != nil {
		return nil, err
	}
	_, before := methods.GetCurrentTime(ctx, c)
	if err := pause(); err != nil {
		return nil, err
	}
	_, expired := methods.GetCurrentTime(ctx, c)
	own, err := c.SessionManager.UserSession(ctx)
	if err != nil {
		return nil, err
	}
	if err := c.Login(ctx, user()); err != nil {
		return nil, err
	}
	_, again := methods.GetCurrentTime(ctx, c)
	return result{
		"before":  fault(before),
		"expired": fault(expired),
		"session": own != nil,
		"again":   fault(again),
	}, c.Logout(ctx)
}

// keepAlive idles for longer than the server lets sessions live, once with a keep-alive handler and
// once without.
func keepAlive(ctx context.Context, in map[string]string) (result, error) {
	idle, err := time.ParseDuration(in["idle"])
	if err != nil {
		return nil, err
	}
	every, err := time.ParseDuration(in["every"])
	if err != nil {
		return nil, err
	}
	kept, err := connect(ctx)
	if err != nil {
		return nil, err
	}
	kept.RoundTripper = keepalive.NewHandlerSOAP(kept.RoundTripper, every, nil)
	plain, err := connect(ctx)
	if err != nil {
		return nil, err
	}
	for _, c := range []*govmomi.Client{kept, plain} {
		if err := c.Login(ctx, user()); err != nil {
			return nil, err
		}
	}
	time.Sleep(idle)
	_, with := methods.GetCurrentTime(ctx, kept)
	_, without := methods.GetCurrentTime(ctx, plain)
	return result{"with": fault(with), "without": fault(without)}, kept.Logout(ctx)
}
