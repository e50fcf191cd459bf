// Program controller is the skeleton of the PostgreSQL operator: what apps/platform/postgres.ts declares of it, done
// with controller-runtime and nothing beside. It starts no database; its calls of the API server are what is recorded.
package main

import (
	"cmp"
	"flag"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/go-logr/logr/funcr"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/cache"
	"sigs.k8s.io/controller-runtime/pkg/healthz"
	"sigs.k8s.io/controller-runtime/pkg/metrics/filters"
	"sigs.k8s.io/controller-runtime/pkg/metrics/server"
)

// name is that of the operator: of its lease, its field manager and its events.
const name = "postgres-operator"

func main() {
	elect := flag.Bool("leader-elect", false, "work only while holding the lease")
	metrics := flag.String("metrics-bind-address", ":8443", "where metrics are served, to whom the API server lets")
	health := flag.String("health-probe-bind-address", ":8081", "where probes are answered")
	flag.Parse()
	ctrl.SetLogger(funcr.New(func(_, line string) { fmt.Fprintln(os.Stderr, line) }, funcr.Options{}))
	if err := run(*elect, *metrics, *health); err != nil {
		ctrl.Log.Error(err, "the operator ends")
		os.Exit(1)
	}
}

func run(elect bool, metrics, health string) error {
	config, err := ctrl.GetConfig()
	if err != nil {
		return err
	}
	// A newer client speaks protobuf of its own accord, which nobody could read in the recording.
	config.ContentType = "application/json"
	// The lease is renewed as often as a recording of some seconds needs to see it.
	lease, renew, retry := 4*time.Second, 2*time.Second, 500*time.Millisecond
	manager, err := ctrl.NewManager(config, ctrl.Options{
		Cache: cache.Options{DefaultNamespaces: namespaces(os.Getenv("WATCH_NAMESPACE"))},
		Metrics: server.Options{
			BindAddress:    metrics,
			SecureServing:  true,
			FilterProvider: filters.WithAuthenticationAndAuthorization,
		},
		HealthProbeBindAddress:        health,
		LeaderElection:                elect,
		LeaderElectionID:              name,
		LeaderElectionNamespace:       home(),
		LeaderElectionReleaseOnCancel: true,
		LeaseDuration:                 &lease,
		RenewDeadline:                 &renew,
		RetryPeriod:                   &retry,
	})
	if err != nil {
		return err
	}
	if err := addControllers(manager); err != nil {
		return err
	}
	if err := manager.AddHealthzCheck("ping", healthz.Ping); err != nil {
		return err
	}
	if err := manager.AddReadyzCheck("ping", healthz.Ping); err != nil {
		return err
	}
	return manager.Start(ctrl.SetupSignalHandler())
}

// namespaces limits the cache to a list of namespaces; none is the whole cluster.
func namespaces(list string) map[string]cache.Config {
	if list == "" {
		return nil
	}
	limited := map[string]cache.Config{}
	for namespace := range strings.SplitSeq(list, ",") {
		limited[namespace] = cache.Config{}
	}
	return limited
}

// home is the namespace that the operator runs in. Outside of a pod nothing but the environment tells it.
func home() string {
	return cmp.Or(os.Getenv("POD_NAMESPACE"), name)
}
