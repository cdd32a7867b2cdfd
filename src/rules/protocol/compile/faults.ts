import { nearest } from '../../../findings/suggest.js';
import { type ConfigFault, type FaultPath, faultAt } from '../../config-fault.js';
import type { ProtocolPath } from '../compiled.js';
import { quantityOf } from '../quantity/quantity-of.js';
import type { Quantity } from '../series-view.js';
import type { Compiled } from './constraint.js';

/** So many are looked for: more than are told. What a misspelt name means takes a search of all keywords. */
const ENOUGH = 100;

/** Gathers everything that is wrong with a protocol while it is compiled, so that one run tells it all. */
export class Faults {
  readonly list: ConfigFault[] = [];

  /** True where looking for more is of no use: the protocol is refused, and nobody reads on. */
  get isEnough(): boolean {
    return this.list.length >= ENOUGH;
  }

  /** A fault whose message begins with its path. */
  add(path: FaultPath, text: string, more: Parameters<typeof faultAt>[2] = {}): undefined {
    this.list.push(faultAt(path, text, more));
  }

  /** What was compiled; undefined after its faults were noted. */
  take<T>(compiled: Compiled<T>): T | undefined {
    if ('ok' in compiled) return compiled.ok;
    this.list.push(...compiled.faults);
  }

  /** What a name stands for, or undefined after it was noted as unknown; `at` tells whether the name is a key. */
  quantity(name: string, path: ProtocolPath, at: 'key' | 'value'): Quantity | undefined {
    if (this.isEnough) return undefined;
    const found = quantityOf(name);
    if (!('problem' in found)) return found;
    this.add(path, `cannot be checked: ${found.problem}`, { meant: found.meant, at });
  }

  /** One of the names given, or undefined after it was noted as unknown. */
  oneOf(name: string, names: readonly string[], { path, what }: { path: ProtocolPath; what: string }) {
    const trimmed = name.trim();
    if (names.includes(trimmed)) return trimmed;
    if (this.isEnough) return undefined;
    this.add(path, `is '${trimmed}', which is ${what}`, { meant: nearest(trimmed, names) });
  }
}

/** Those that could be compiled. */
export function defined<T>(values: Iterable<T | undefined>): T[] {
  return [...values].filter((value) => value !== undefined);
}
