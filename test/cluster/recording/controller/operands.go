package main

import (
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/types"
	"sigs.k8s.io/controller-runtime/pkg/client"
)

type kind = schema.GroupVersionKind

// values are those of an object that is no struct.
type values = map[string]any

var (
	postgreSQL          = kind{Group: "database.example.com", Version: "v1", Kind: "PostgreSQL"}
	backup              = kind{Group: "database.example.com", Version: "v1", Kind: "PostgreSQLBackup"}
	restore             = kind{Group: "database.example.com", Version: "v1", Kind: "PostgreSQLRestore"}
	statefulSet         = kind{Group: "apps", Version: "v1", Kind: "StatefulSet"}
	cronJob             = kind{Group: "batch", Version: "v1", Kind: "CronJob"}
	job                 = kind{Group: "batch", Version: "v1", Kind: "Job"}
	networkPolicy       = kind{Group: "networking.k8s.io", Version: "v1", Kind: "NetworkPolicy"}
	podDisruptionBudget = kind{Group: "policy", Version: "v1", Kind: "PodDisruptionBudget"}
	secret              = kind{Version: "v1", Kind: "Secret"}
	service             = kind{Version: "v1", Kind: "Service"}
)

// operandsOf are the objects that a database is made of.
func operandsOf(database *unstructured.Unstructured) []*unstructured.Unstructured {
	name := database.GetName()
	schedule, scheduled, _ := unstructured.NestedString(database.Object, "spec", "backupSchedule")
	replicas, stated, _ := unstructured.NestedInt64(database.Object, "spec", "replicas")
	if !stated {
		replicas = 1
	}
	selector := values{"matchLabels": labelsOf(database)}
	objects := []*unstructured.Unstructured{
		child(database, secret, name+"-credentials", values{"stringData": values{"username": name, "database": name}}),
		child(database, service, name+"-primary", values{"spec": values{
			"selector": labelsOf(database),
			"ports":    []any{values{"name": "postgresql", "port": int64(5432), "protocol": "TCP"}},
		}}),
		child(database, networkPolicy, name+"-instances", values{"spec": values{
			"podSelector": selector,
			"policyTypes": []any{"Ingress"},
		}}),
		child(database, podDisruptionBudget, name, values{"spec": values{
			"maxUnavailable": int64(1),
			"selector":       selector,
		}}),
		child(database, statefulSet, name, values{"spec": values{
			"serviceName": name + "-primary",
			"replicas":    replicas,
			"selector":    selector,
			"template":    podOf(database, "Always"),
		}}),
	}
	if scheduled {
		objects = append(objects, child(database, cronJob, name+"-backup", values{"spec": values{
			"schedule":    schedule,
			"jobTemplate": values{"spec": values{"template": podOf(database, "Never")}},
		}}))
	}
	return objects
}

// jobOf is what makes a backup, or restores one.
func jobOf(run *unstructured.Unstructured) *unstructured.Unstructured {
	return child(run, job, run.GetName(), values{"spec": values{"template": podOf(run, "Never")}})
}

// policyOf lets the pods of a job connect.
func policyOf(run *unstructured.Unstructured) *unstructured.Unstructured {
	return child(run, networkPolicy, run.GetName(), values{"spec": values{
		"podSelector": values{"matchLabels": labelsOf(run)},
		"policyTypes": []any{"Ingress"},
	}})
}

// targetOf is the database that a restore makes. It has no owner, since it stays when the restore goes.
func targetOf(run *unstructured.Unstructured) *unstructured.Unstructured {
	name, _, _ := unstructured.NestedString(run.Object, "spec", "target", "name")
	storage, _, _ := unstructured.NestedString(run.Object, "spec", "target", "storage")
	database := of(postgreSQL)
	database.SetNamespace(run.GetNamespace())
	database.SetName(name)
	database.Object["spec"] = values{"version": "16", "storage": storage}
	return database
}

// podOf is a pod that starts nothing of a database; it stands under the restricted pod security standard.
func podOf(owner *unstructured.Unstructured, restartPolicy string) values {
	return values{
		"metadata": values{"labels": labelsOf(owner)},
		"spec": values{
			"restartPolicy": restartPolicy,
			"securityContext": values{
				"runAsNonRoot":   true,
				"seccompProfile": values{"type": "RuntimeDefault"},
			},
			"containers": []any{values{
				"name":  "postgresql",
				"image": "ghcr.io/acme/postgresql:16.4",
				"securityContext": values{
					"allowPrivilegeEscalation": false,
					"capabilities":             values{"drop": []any{"ALL"}},
				},
			}},
		},
	}
}

func labelsOf(owner *unstructured.Unstructured) values {
	return values{"app.kubernetes.io/name": "postgresql", "app.kubernetes.io/instance": owner.GetName()}
}

func child(owner *unstructured.Unstructured, kind kind, name string, content values) *unstructured.Unstructured {
	object := &unstructured.Unstructured{Object: content}
	object.SetGroupVersionKind(kind)
	object.SetNamespace(owner.GetNamespace())
	object.SetName(name)
	return object
}

// of is an empty object of a kind.
func of(kind kind) *unstructured.Unstructured {
	object := &unstructured.Unstructured{}
	object.SetGroupVersionKind(kind)
	return object
}

// beside names an object in the namespace of another.
func beside(object client.Object, name string) types.NamespacedName {
	return types.NamespacedName{Namespace: object.GetNamespace(), Name: name}
}
