import { Construct } from 'constructs';
import { emit, SYNC_WAVE } from '../../lib/core';
import { setWaveOrder } from '../../lib/core/wave-order';
import { manifestsOf, newChart } from './support';

function waves(order: (wave: number) => number): readonly (string | undefined)[] {
  const chart = newChart();
  const ordered = new Construct(chart, 'ordered');
  setWaveOrder(ordered, order);
  emit(ordered, 'Account', 'v1/ServiceAccount', { name: 'ordered' }, {});
  emit(new Construct(ordered, 'deeper'), 'Settings', 'v1/ConfigMap', { name: 'deeper' }, {});
  emit(chart, 'Account', 'v1/ServiceAccount', { name: 'beside' }, {});
  const manifests = manifestsOf(chart);
  return ['ordered', 'deeper', 'beside'].map(
    (name) => manifests.find(({ metadata }) => metadata.name === name)?.metadata.annotations?.[SYNC_WAVE],
  );
}

describe('an order of waves', () => {
  it('moves the objects below a construct, and no others', () => {
    expect(waves((wave) => wave + 3)).toEqual(['-7', '3', '-10']);
  });

  it('leaves the annotation out where the wave is that of objects without one', () => {
    expect(waves((wave) => wave + 10)).toEqual([undefined, '10', '-10']);
    expect(waves((wave) => wave)).toEqual(['-10', undefined, '-10']);
  });

  it('is asked for when objects are rendered, after all are declared', () => {
    let declared = false;
    const chart = newChart();
    setWaveOrder(chart, () => (declared ? 7 : fail()));
    emit(chart, 'Settings', 'v1/ConfigMap', { name: 'settings' }, {});
    declared = true;
    expect(manifestsOf(chart)[0]?.metadata.annotations?.[SYNC_WAVE]).toBe('7');
  });

  it('sorts the objects of a file', () => {
    const chart = newChart();
    for (const [name, wave] of [
      ['a', 2],
      ['b', 1],
    ] as const) {
      const scope = new Construct(chart, name);
      setWaveOrder(scope, () => wave);
      emit(scope, 'Settings', 'v1/ConfigMap', { name }, {});
    }
    expect(manifestsOf(chart).map(({ metadata }) => metadata.name)).toEqual(['b', 'a']);
  });
});

function fail(): never {
  throw new Error('asked too early');
}
