//go:build tools

// Package promtool names the program that the module builds, so that go mod tidy keeps what it needs.
package promtool

import _ "github.com/prometheus/prometheus/cmd/promtool"
