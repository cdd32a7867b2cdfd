import { describe, expect, it } from 'vitest';
import type { Cross } from '../../../../src/rules/protocol/compiled.js';
import { CONTRAST_PROBES } from '../../../../src/rules/protocol/cross/contrast-start.js';
import { judgeCross } from '../../../../src/rules/protocol/cross/judge-cross.js';
import { crossProbes } from '../../../../src/rules/protocol/cross/probes.js';
import { TIME_PROBES } from '../../../../src/rules/protocol/derived/time.js';
import { quantity, RULE, scene, value } from './scene.js';

const UID = quantity('FrameOfReferenceUID');
const RULES: readonly Cross[] = [
  { ...RULE, kind: 'same', quantities: [UID], of: ['a', 'b'] },
  { ...RULE, kind: 'order', of: ['a', 'b'] },
  { ...RULE, kind: 'interval', from: 'a', to: 'b', since: 'contrast', boundsS: { max: 60 }, text: '' },
  { ...RULE, kind: 'covers', series: 'a', by: 'b', toleranceMm: 0 },
  { ...RULE, kind: 'paired', series: 'a', with: 'b', opposite: true, rationale: 'for unwarping' },
];

describe('judgeCross', () => {
  it('judges every rule of the protocol, in its order', () => {
    const made = { blocks: [{}], values: { FrameOfReferenceUID: value('1.2') } };
    const { protocol, study, matches } = scene([
      ['a', { startS: 10, ...made }],
      ['b', { startS: 20, ...made }],
    ]);
    const rows = judgeCross({ ...protocol, crossSeries: RULES }, study, matches);
    expect(rows.map(({ check, outcome }) => [check, outcome])).toEqual([
      ['same FrameOfReferenceUID of a, b', 'pass'],
      ['order a, b', 'pass'],
      ['interval from contrast of a to start of b', 'not-evaluable'],
      ['b covers a', 'pass'],
      ['a paired with b, opposite phase encoding', 'not-evaluable'],
    ]);
    expect(rows.every(({ scope, source }) => scope === 'cross-series' && source === '§1')).toBe(true);
    expect(rows[4]?.rationale).toBe('for unwarping');
  });

  it('says nothing without rules', () => {
    const { protocol, study, matches } = scene([['a', {}]]);
    expect(judgeCross(protocol, study, matches)).toEqual([]);
  });
});

describe('crossProbes', () => {
  it('names what each rule needs to be read', () => {
    const [same, order, interval, covers, paired] = RULES.map(crossProbes);
    expect(same).toEqual(UID.probes);
    expect(order).toEqual(TIME_PROBES);
    expect(interval).toEqual([...TIME_PROBES, ...CONTRAST_PROBES]);
    expect(covers).toEqual([]);
    expect(paired).toContainEqual({ kind: 'attribute', path: 'InPlanePhaseEncodingDirection' });
    const plain = { ...RULE, kind: 'paired', series: 'a', with: 'b', opposite: false } as const;
    expect(crossProbes(plain)).toEqual(TIME_PROBES);
  });
});
