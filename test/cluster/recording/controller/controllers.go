package main

import (
	"context"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/client-go/tools/events"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/controller/controllerutil"
	"sigs.k8s.io/controller-runtime/pkg/handler"
	"sigs.k8s.io/controller-runtime/pkg/reconcile"
)

const finalizer = "database.example.com/cleanup"

// operator is what its controllers share.
type operator struct {
	// Client reads what is unstructured past the cache, as it does unless told otherwise: by get.
	client.Client
	// live never reads from the cache, whatever is asked for: what is read once needs no list and watch.
	live   client.Reader
	events events.EventRecorder
}

// addControllers declares the three controllers in the words of apps/platform/postgres.ts.
func addControllers(manager ctrl.Manager) error {
	o := &operator{manager.GetClient(), manager.GetAPIReader(), manager.GetEventRecorder(name)}
	databases := ctrl.NewControllerManagedBy(manager).For(of(postgreSQL))
	for _, kind := range []kind{statefulSet, cronJob, networkPolicy, podDisruptionBudget, secret, service} {
		databases.Owns(of(kind))
	}
	backups := ctrl.NewControllerManagedBy(manager).For(of(backup)).
		Owns(of(job)).Owns(of(networkPolicy)).
		Watches(of(postgreSQL), o.all(backup))
	restores := ctrl.NewControllerManagedBy(manager).For(of(restore)).
		Owns(of(job)).Owns(of(networkPolicy)).
		Watches(of(backup), o.all(restore))
	if err := databases.Complete(o.reconciler(postgreSQL, o.database)); err != nil {
		return err
	}
	if err := backups.Complete(o.reconciler(backup, o.backup)); err != nil {
		return err
	}
	return restores.Complete(o.reconciler(restore, o.restore))
}

// database keeps what a database is made of, and holds back its deletion until that is taken down.
func (o *operator) database(ctx context.Context, database *unstructured.Unstructured) error {
	base := database.DeepCopy()
	if database.GetDeletionTimestamp() != nil {
		controllerutil.RemoveFinalizer(database, finalizer)
		return client.IgnoreNotFound(o.Patch(ctx, database, client.MergeFrom(base)))
	}
	if controllerutil.AddFinalizer(database, finalizer) {
		if err := o.Patch(ctx, database, client.MergeFrom(base)); err != nil {
			return err
		}
	}
	settings := of(secret)
	key := client.ObjectKey{Namespace: home(), Name: "postgres-operator-config"}
	if err := o.live.Get(ctx, key, settings); err != nil {
		return err
	}
	if err := o.keep(ctx, database, operandsOf(database)...); err != nil {
		return err
	}
	return o.report(ctx, database, "Creating")
}

// backup keeps the job that makes a backup, once the database is there.
func (o *operator) backup(ctx context.Context, run *unstructured.Unstructured) error {
	name, _, _ := unstructured.NestedString(run.Object, "spec", "databaseRef", "name")
	if err := o.Get(ctx, beside(run, name), of(postgreSQL)); apierrors.IsNotFound(err) {
		return o.report(ctx, run, "Pending")
	} else if err != nil {
		return err
	}
	return o.job(ctx, run)
}

// restore makes a new database, which it leaves to its own controller, and keeps the job that fills it.
func (o *operator) restore(ctx context.Context, run *unstructured.Unstructured) error {
	name, _, _ := unstructured.NestedString(run.Object, "spec", "backupRef", "name")
	if err := o.Get(ctx, beside(run, name), of(backup)); apierrors.IsNotFound(err) {
		return o.report(ctx, run, "Pending")
	} else if err != nil {
		return err
	}
	target := targetOf(run)
	if err := o.Get(ctx, client.ObjectKeyFromObject(target), of(postgreSQL)); apierrors.IsNotFound(err) {
		err = o.Create(ctx, target)
		if client.IgnoreAlreadyExists(err) != nil {
			return err
		}
	} else if err != nil {
		return err
	}
	return o.job(ctx, run)
}

func (o *operator) job(ctx context.Context, run *unstructured.Unstructured) error {
	if err := o.keep(ctx, run, jobOf(run), policyOf(run)); err != nil {
		return err
	}
	return o.report(ctx, run, "Running")
}

// keep applies objects that belong to an owner. It asks first what is there, to tell what it did.
func (o *operator) keep(ctx context.Context, owner *unstructured.Unstructured, owned ...*unstructured.Unstructured) error {
	reason, note := "Kept", "what it is made of is as it should be"
	for _, object := range owned {
		if err := controllerutil.SetControllerReference(owner, object, o.Scheme()); err != nil {
			return err
		}
		err := o.Get(ctx, client.ObjectKeyFromObject(object), of(object.GroupVersionKind()))
		if apierrors.IsNotFound(err) {
			reason, note = "Created", "what it is made of was made"
		} else if err != nil {
			return err
		}
		wanted := client.ApplyConfigurationFromUnstructured(object)
		if err := o.Apply(ctx, wanted, client.FieldOwner(name), client.ForceOwnership); err != nil {
			return err
		}
	}
	o.events.Eventf(owner, nil, "Normal", reason, "Reconcile", note)
	return nil
}

// report writes the phase into the status of what is reconciled.
func (o *operator) report(ctx context.Context, object *unstructured.Unstructured, phase string) error {
	base := object.DeepCopy()
	if err := unstructured.SetNestedField(object.Object, phase, "status", "phase"); err != nil {
		return err
	}
	return o.Status().Patch(ctx, object, client.MergeFrom(base))
}

// reconciler reads what a request names, and does nothing for what is gone.
func (o *operator) reconciler(kind kind, do func(context.Context, *unstructured.Unstructured) error) reconcile.Func {
	return func(ctx context.Context, request reconcile.Request) (reconcile.Result, error) {
		object := of(kind)
		if err := o.Get(ctx, request.NamespacedName, object); err != nil {
			return reconcile.Result{}, client.IgnoreNotFound(err)
		}
		return reconcile.Result{}, do(ctx, object)
	}
}

// all has every object of a kind reconciled whose namespace is that of what changed.
func (o *operator) all(kind kind) handler.EventHandler {
	return handler.EnqueueRequestsFromMapFunc(func(ctx context.Context, changed client.Object) []reconcile.Request {
		list := &unstructured.UnstructuredList{}
		list.SetGroupVersionKind(kind)
		if err := o.List(ctx, list, client.InNamespace(changed.GetNamespace())); err != nil {
			return nil
		}
		requests := make([]reconcile.Request, 0, len(list.Items))
		for _, item := range list.Items {
			requests = append(requests, reconcile.Request{NamespacedName: client.ObjectKeyFromObject(&item)})
		}
		return requests
	})
}
