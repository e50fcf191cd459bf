import type { Construct, IConstruct } from 'constructs';

/**
 * Where objects go within the room that waves leave between each other: the wave that an object has, by the one that its
 * kind has. Asked for when objects are rendered, so that it may follow from what is declared after them.
 */
export type WaveOrder = (wave: number) => number;

const CONTEXT = 'cdk8s-platform/wave-order';

/** Orders everything below a construct. Must come before its first child. */
export function setWaveOrder(scope: Construct, order: WaveOrder): void {
  scope.node.setContext(CONTEXT, order);
}

/** The order of the objects of a construct; `undefined` where each has the wave of its kind. */
export function waveOrderOf(scope: IConstruct): WaveOrder | undefined {
  return scope.node.tryGetContext(CONTEXT);
}
