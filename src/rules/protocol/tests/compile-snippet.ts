import { probeKey, type Reading } from '../../../study/probe/probe.js';
import { type Compiled, compileConstraint } from '../compile/constraint.js';
import { Faults } from '../compile/faults.js';
import type { Expected, ProtocolPath } from '../compiled.js';
import { DERIVED } from '../derived/derived.js';
import type { RawTest, Scalar } from '../protocol.js';
import type { Quantity } from '../series-view.js';
import type { Snippet } from './snippet-view.js';

/**
 * What a test's header says, as it would be read from files: numbers in the unit of their attribute.
 * @param path of the header in the protocol
 */
export function compileSnippet(header: RawTest['header'], path: ProtocolPath): Compiled<Snippet> {
  const faults = new Faults();
  const attributes = new Map<string, Reading>();
  const derived = new Map<string, Reading>();
  for (const [name, raw] of Object.entries(header)) {
    const at = [...path, name];
    const quantity = faults.quantity(name, at, 'key');
    const reading = quantity && readingOf(quantity, raw, { path: at, faults });
    if (!quantity || !reading) continue;
    if (DERIVED.has(quantity.name)) derived.set(quantity.name, reading);
    else for (const probe of quantity.probes) attributes.set(probeKey(probe), reading);
  }
  return faults.list.length > 0 ? { faults: faults.list } : { ok: { attributes, derived } };
}

interface Place {
  readonly path: ProtocolPath;
  readonly faults: Faults;
}

function readingOf(
  quantity: Quantity,
  raw: Scalar | readonly Scalar[],
  { path, faults }: Place,
): Reading | undefined {
  const list = typeof raw === 'object' ? raw : [raw];
  const several = typeof raw === 'object';
  if (list.length > 1 && quantity.multi === false) {
    return faults.add(path, 'holds several values, and the quantity has one', { at: 'key' });
  }
  const values = list.map((value, i) =>
    heldValue(quantity, value, { path: several ? [...path, i] : path, faults }),
  );
  if (values.includes(undefined)) return undefined;
  // PS3.5 6.2: an attribute may be there without a value.
  if (values.length === 0 || values.every((value) => value === '')) return { state: 'empty' };
  const texts = values.map(String);
  const numbers = values.filter((value) => typeof value === 'number');
  return { state: 'value', texts, ...(numbers.length === values.length && { numbers }) };
}

/** One value: a number in the quantity's unit, or text as it stands. */
function heldValue(quantity: Quantity, raw: Scalar, { path, faults }: Place): Expected | undefined {
  if (raw === '') return '';
  if (quantity.type === 'any') return raw;
  if (quantity.type === 'text') {
    if (typeof raw === 'string') return raw;
    return faults.add(path, `is ${String(raw)}, and the quantity holds text; put it in quotes`);
  }
  // A check of this value says what is wrong with it, and converts it.
  const constraint = faults.take(compileConstraint({ ...quantity, multi: false }, raw, path));
  if (!constraint) return undefined;
  const [test] = constraint.tests;
  if (test?.kind === 'equals') return test.value;
  return faults.add(path, `is ${String(raw)}, which is no value that a header could hold`);
}
