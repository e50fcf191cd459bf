//go:build tools

// Package kubernetes names the programs that the module builds, so that go mod tidy keeps what they need.
package kubernetes

import (
	_ "k8s.io/kubernetes/cmd/kube-apiserver"
	_ "k8s.io/kubernetes/cmd/kube-controller-manager"
)
