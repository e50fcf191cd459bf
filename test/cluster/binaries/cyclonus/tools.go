//go:build tools

// Package cyclonus names the program that the module builds, so that go mod tidy keeps what it needs.
package cyclonus

import _ "github.com/mattfenwick/cyclonus/cmd/cyclonus"
