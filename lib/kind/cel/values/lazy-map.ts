import { EvaluationError, noOverload } from '../errors';
import { MapValue, type Value } from './value';

/**
 * A map whose values are found when they are asked for, each once: the `variables` of a policy, which may read each
 * other.
 * Source: MapValue in k8s.io/apiserver, pkg/cel/lazy/lazy.go.
 */
export class LazyMap extends MapValue {
  private readonly found = new Map<string, Value | EvaluationError>();

  constructor(private readonly finders: ReadonlyMap<string, () => Value>) {
    super();
  }

  get size(): number {
    return this.finders.size;
  }

  keys(): readonly Value[] {
    return [...this.finders.keys()];
  }

  find(key: Value): Value | undefined {
    const name = String(key);
    const finder = this.finders.get(name);
    if (!finder) return undefined;
    const value = this.found.get(name) ?? attempt(finder);
    this.found.set(name, value);
    if (value instanceof EvaluationError) throw value;
    return value;
  }

  equals(): boolean {
    throw noOverload('variables cannot be compared');
  }
}

function attempt(find: () => Value): Value | EvaluationError {
  try {
    return find();
  } catch (error) {
    if (error instanceof EvaluationError) return error;
    throw error;
  }
}
