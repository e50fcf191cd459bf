const { default: Sequencer } = require('@jest/test-sequencer');

/** Files that mostly wait for controllers and processes, and so leave the processors to others. */
const WAITING = /[\\/](?:drain|lifecycle)\.cluster\.ts$/;
const SWEEP = /[\\/]property[\\/]/;

/**
 * Begins with the property sweeps, which take most of the time. Without figures of an earlier run, jest goes by the sizes of
 * files: theirs are the smallest, and the longest would run last, with no other beside it. Those that wait come right after
 * the first two, beside which they cost no time; kinds that come and go, as the later files have it, would hold them up.
 */
module.exports = class SweepsFirst extends Sequencer {
  sort(tests) {
    return SweepsFirst.inOrder(super.sort(tests));
  }

  static inOrder(tests) {
    const sweeps = tests.filter(({ path }) => SWEEP.test(path));
    const waiting = tests.filter(({ path }) => WAITING.test(path));
    const others = tests.filter((test) => !sweeps.includes(test) && !waiting.includes(test));
    return [...sweeps.slice(0, 2), ...waiting, ...sweeps.slice(2), ...others];
  }
};
