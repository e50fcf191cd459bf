/** An unsigned integer of 64 bits: in CEL a type of its own, that no operator mixes with `int`. */
export class Uint {
  constructor(readonly value: bigint) {}
}
