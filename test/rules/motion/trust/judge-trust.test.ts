import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { VolumeTrustFacts } from '../../../../src/rules/motion/trust/facts.js';
import { isMeasured, judgeTrust, type RunTrust } from '../../../../src/rules/motion/trust/judge-trust.js';
import { aligned, groupOf, runOf, volumes } from './sample.js';

const reasons = ({ volumes: of }: RunTrust) => of.map((one) => ('reason' in one ? one.reason : one.state));

describe('trust in the motion of a run', () => {
  it('believes volumes that lie well, and takes the reference for known', () => {
    const trust = judgeTrust(runOf(volumes(5)));
    expect(reasons(trust)).toEqual(['measured', 'measured', 'reference', 'measured', 'measured']);
    expect(trust).toMatchObject({ groups: [undefined] });
    expect(trust.unmeasurable).toBeUndefined();
  });

  it.each<[string, Partial<VolumeTrustFacts>]>([
    ['not-converged', { converged: false }],
    ['not-converged', { displacementMm: Number.NaN }],
    ['contrast-differs', { correlation: 0.66 }],
    ['contrast-differs', { correlation: Number.NaN }],
    ['contrast-differs', { scale: -1 }],
    ['contrast-differs', { scale: Number.NaN }],
    ['little-overlap', { overlap: 0.55 }],
    ['little-overlap', { overlap: Number.NaN }],
    ['uncertain', { standardErrorMm: 0.3 }],
    ['uncertain', { standardErrorMm: Number.NaN }],
    ['uncertain', { standardErrorMm: Number.POSITIVE_INFINITY }],
    ['moved-within', { withinVolumeMm: 0.51 }],
    ['moved-within', { parityScore: 2.1, withinVolumeMm: Number.NaN }],
    ['no-signal', { fault: 'no-signal' }],
    ['not-finite', { fault: 'not-finite' }],
    ['matrix-differs', { fault: 'matrix-differs' }],
    ['undecodable', { fault: 'undecodable' }],
    ['repeated', { fault: 'repeated' }],
  ])('says %s of one volume with %j, and believes the others', (reason, over) => {
    const trust = judgeTrust(runOf(volumes(8, { 6: over })));
    expect(trust.volumes[6]).toEqual({ state: 'unmeasurable', reason });
    expect(trust.volumes.filter(isMeasured)).toHaveLength(7);
    expect(trust.unmeasurable).toBeUndefined();
  });

  it('believes a volume whose passes lie together, and one of which no passes are known', () => {
    const over = { 5: { withinVolumeMm: 0.4, parityScore: 1.5 }, 6: { withinVolumeMm: Number.NaN } };
    expect(judgeTrust(runOf(volumes(8, over))).volumes.every(isMeasured)).toBe(true);
  });

  it('believes nothing of a sphere, the reference neither', () => {
    const determinacy = { translation: true, rotation: false, weakest: 0.0001 };
    const trust = judgeTrust(runOf(volumes(8), { determinacy }));
    expect(new Set(reasons(trust))).toEqual(new Set(['rotation-undetermined']));
    expect(trust).toMatchObject({ unmeasurable: 'rotation-undetermined', groups: ['rotation-undetermined'] });
  });

  it('believes nothing of an object without an end', () => {
    const determinacy = { translation: false, rotation: false, weakest: 0 };
    expect(judgeTrust(runOf(volumes(4), { determinacy })).unmeasurable).toBe('translation-undetermined');
  });

  it('believes nothing of an object that was not looked at', () => {
    const facts = runOf(volumes(4));
    const [{ determinacy: _, ...group } = groupOf([])] = facts.groups;
    expect(judgeTrust({ ...facts, groups: [group] }).unmeasurable).toBe('translation-undetermined');
  });

  it('answers not at all where the contrast changes half-way, whichever half the reference is in', () => {
    const other = { correlation: 0.6587 };
    const first = judgeTrust(runOf(volumes(8, { 0: other, 1: other, 2: other, 3: other })));
    const second = judgeTrust(
      runOf(volumes(8, { 4: other, 5: other, 6: other, 7: other }), { reference: 0 }),
    );
    for (const trust of [first, second]) {
      expect(trust.unmeasurable).toBe('contrast-differs');
      expect(trust.volumes.some(isMeasured)).toBe(false);
      expect(reasons(trust).filter((one) => one === 'mostly-unmeasurable')).toHaveLength(4);
    }
  });

  it('counts the others, not the reference, which vouches for nothing', () => {
    const other = { correlation: 0.5 };
    expect(judgeTrust(runOf(volumes(9, { 0: other, 1: other, 2: other, 3: other }))).unmeasurable).toBe(
      'contrast-differs',
    );
    expect(judgeTrust(runOf(volumes(2, { 0: other }))).unmeasurable).toBe('contrast-differs');
  });

  it('keeps the larger part of a run whose contrast changed for the smaller', () => {
    const other = { correlation: 0.66 };
    const trust = judgeTrust(runOf(volumes(9, { 0: other, 1: other, 2: other })));
    expect(trust.volumes.filter(isMeasured)).toHaveLength(6);
  });

  it('believes a noisy run of low but even correlation', () => {
    const noisy = Array.from({ length: 10 }, (_, i) => aligned({ correlation: 0.86 + 0.005 * i }));
    expect(judgeTrust(runOf(noisy)).volumes.every(isMeasured)).toBe(true);
  });

  it('believes directions of diffusion that are very much alike, and none that pull a volume to a wrong place', () => {
    const shell = (correlations: readonly number[], directions: 'apart' | 'modelled') =>
      judgeTrust({
        ...runOf(
          correlations.map((correlation) => aligned({ correlation })),
          { directions },
        ),
        kind: 'diffusion',
      });
    const alike = [0.9985, 0.9992, 0.9996, 0.9988];
    expect(shell(alike, 'apart').volumes.every(isMeasured)).toBe(true);
    const apart = [0.986, 0.992, 0.996, 0.997, 0.988];
    expect(shell(apart, 'apart').unmeasurable).toBe('contrast-differs');
    expect(reasons(shell([0.9961, 0.9955, 0.998, 0.994], 'modelled')).slice(0, 2)).toEqual([
      'measured',
      'measured',
    ]);
    expect(shell([0.991, 0.993, 1, 0.986], 'modelled').unmeasurable).toBe('contrast-differs');
  });

  it('does not believe a modelled volume whose prediction hides its motion', () => {
    const hidden = volumes(20).map((one) => ({ ...one, standardErrorMm: 0.3 }));
    const trust = judgeTrust({ ...runOf(hidden, { directions: 'modelled' }), kind: 'diffusion' });
    expect(trust.unmeasurable).toBe('uncertain');
  });

  it('answers for each shell by itself: the volumes without weighting are measured where shells are not', () => {
    const apart = Object.fromEntries([2, 3, 4, 5, 6, 7].map((volume) => [volume, { correlation: 0.9 }]));
    const groups = [groupOf([0, 1]), groupOf([2, 3, 4, 5, 6, 7], { directions: 'apart' as const })];
    const facts = { ...runOf(volumes(8, apart)), groups };
    const trust = judgeTrust({ ...facts, kind: 'diffusion' });
    expect(trust.groups).toEqual([undefined, 'contrast-differs']);
    expect(trust.volumes.map(isMeasured)).toEqual([true, true, ...Array.from({ length: 6 }, () => false)]);
    expect(trust.unmeasurable).toBeUndefined();
    expect(judgeTrust({ ...facts, kind: 'asl' }).unmeasurable).toBeDefined();
  });

  it('does not believe a volume that lost slices: what is left leaves the position uncertain', () => {
    const trust = judgeTrust(runOf(volumes(10, { 3: { correlation: 0.9215, standardErrorMm: 0.1772 } })));
    expect(trust.volumes[3]).toEqual({ state: 'unmeasurable', reason: 'uncertain' });
  });

  it('believes a coarser position where limits are of millimetres', () => {
    const noisy = volumes(6).map((one) => ({ ...one, standardErrorMm: 0.18 }));
    expect(judgeTrust({ ...runOf(noisy), kind: 'dynamic-pet' }).volumes.every(isMeasured)).toBe(true);
    expect(judgeTrust(runOf(noisy)).unmeasurable).toBe('uncertain');
  });

  it('says that a volume is alone, and does not hold it against the run', () => {
    const facts = { ...runOf(volumes(5)), groups: [groupOf([0]), groupOf([1, 2, 3, 4])] };
    const trust = judgeTrust(facts);
    expect(trust.volumes[0]).toEqual({ state: 'alone', reason: 'alone' });
    expect(trust.groups).toEqual(['alone', undefined]);
    expect(trust.unmeasurable).toBeUndefined();
  });

  it('answers not at all where half of the volumes are alone', () => {
    const alone = judgeTrust({ ...runOf(volumes(3)), groups: [groupOf([0]), groupOf([1]), groupOf([2])] });
    expect(alone.unmeasurable).toBe('alone');
    const half = judgeTrust({ ...runOf(volumes(4)), groups: [groupOf([0]), groupOf([1]), groupOf([2, 3])] });
    expect(half.unmeasurable).toBe('alone');
    expect(half.volumes.some(isMeasured)).toBe(false);
  });

  it('answers for the groups that can be measured where another cannot', () => {
    const determinacy = { translation: true, rotation: false, weakest: 0 };
    const groups = [groupOf([0, 1], { determinacy }), groupOf([2, 3, 4, 5, 6])];
    const trust = judgeTrust({ ...runOf(volumes(7)), groups });
    expect(trust.groups).toEqual(['rotation-undetermined', undefined]);
    expect(trust.volumes.filter(isMeasured)).toHaveLength(5);
    const turned = judgeTrust({
      ...runOf(volumes(7)),
      groups: [groupOf([0, 1]), groupOf([2, 3, 4, 5, 6], { determinacy })],
    });
    expect(turned.unmeasurable).toBe('rotation-undetermined');
    expect(turned.volumes[0]).toEqual({ state: 'unmeasurable', reason: 'mostly-unmeasurable' });
  });

  it('has no reference where that volume is broken or is no member', () => {
    expect(judgeTrust(runOf(volumes(5, { 2: { fault: 'no-signal' } }))).unmeasurable).toBe('no-reference');
    expect(judgeTrust(runOf(volumes(5), { reference: 9 })).unmeasurable).toBe('no-reference');
    const { reference: _, ...group } = groupOf([0, 1, 2]);
    expect(judgeTrust({ ...runOf(volumes(3)), groups: [group] }).unmeasurable).toBe('no-reference');
  });

  it('says what is wrong with the volumes where all but the reference are broken', () => {
    const fault = { fault: 'undecodable' } as const;
    const { determinacy: _, ...group } = groupOf([0, 1, 2], { reference: 0 });
    const trust = judgeTrust({ ...runOf(volumes(3, { 1: fault, 2: fault })), groups: [group] });
    expect(trust.unmeasurable).toBe('undecodable');
  });

  it('does not believe a volume of no group, nor a run without volumes', () => {
    const trust = judgeTrust({ ...runOf(volumes(4)), groups: [groupOf([0, 1, 2])] });
    expect(trust.volumes[3]).toEqual({ state: 'unmeasurable', reason: 'no-reference' });
    expect(judgeTrust({ kind: 'functional', volumes: [], groups: [] }).unmeasurable).toBe('alone');
  });

  it('never believes more when a volume is worse', () => {
    const facts = fc.array(
      fc.record({
        converged: fc.boolean(),
        correlation: fc.double({ min: -1, max: 1 }),
        overlap: fc.double({ min: 0, max: 1 }),
        standardErrorMm: fc.double({ min: 0, max: 1 }),
        scale: fc.double({ min: -1, max: 3, noNaN: true }),
        displacementMm: fc.double({ min: 0, max: 30 }),
      }),
      { minLength: 2, maxLength: 8 },
    );
    fc.assert(
      fc.property(facts, fc.nat(7), (of, at) => {
        const worse = of.map((one, i) => (i === at % of.length ? { ...one, converged: false } : one));
        const before = judgeTrust(runOf(of));
        const after = judgeTrust(runOf(worse));
        for (const [i, one] of after.volumes.entries()) {
          const was = before.volumes[i];
          if (isMeasured(one)) expect(was && isMeasured(was)).toBe(true);
        }
      }),
    );
  });
});
