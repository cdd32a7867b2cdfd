import { type EditPlan, TOP_LEVEL } from './edit-plan.js';

/** Tells which parts of a file a plan touches, so that all others can be passed over at once. */
export class Touched {
  private readonly positions: Uint32Array;

  constructor(plan: EditPlan) {
    const all = [...plan.edits.keys(), ...plan.insertions.keys(), ...plan.appended.keys()];
    this.positions = Uint32Array.from(all.filter((at) => at !== TOP_LEVEL)).sort();
  }

  /** True when an element at a position from `from` to `to` (exclusive) is touched. */
  within(from: number, to: number): boolean {
    return (this.positions[this.firstFrom(from)] ?? to) < to;
  }

  /** How many edits, insertions and additions there are at positions from `from` to `to` (exclusive). */
  count(from: number, to: number): number {
    return this.firstFrom(to) - this.firstFrom(from);
  }

  private firstFrom(from: number): number {
    let low = 0;
    let high = this.positions.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.positions[middle] ?? 0) < from) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
