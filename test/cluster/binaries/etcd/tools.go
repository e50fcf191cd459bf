//go:build tools

// Package etcd names the program that the module builds, so that go mod tidy keeps what it needs.
package etcd

import _ "go.etcd.io/etcd/server/v3"
