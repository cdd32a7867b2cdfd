import { describe, expect, it } from 'vitest';
import { assignmentKeys } from '../../../src/identity/assignment-key.js';
import { assignmentsOf, refuseOtherKey } from '../../../src/pipeline/deid/assignments.js';
import type { ReadReport } from '../../../src/report/read-report.js';
import { PROJECT_KEY } from './delivery.js';

const FINGERPRINT = '0011223344556677';
const KEY = { project: PROJECT_KEY, fingerprint: FINGERPRINT };
const STUDY = { issuer: 'CITY', patientId: 'M5501', studyUID: '1.2.3' };
const ROW = {
  key: assignmentKeys(PROJECT_KEY)(STUDY),
  ...{ subject: '07-0001-Y', site: '07', visit: null, readingId: null, shiftDays: -400, uidGeneration: 0 },
  outcome: 'recalled',
};

function report(assignments: unknown, but: Partial<ReadReport> = {}): ReadReport {
  return {
    command: 'assign-id',
    ...{ upstream: [], roots: [], files: [], findings: 0, verdict: 'pass', sha256: '' },
    keyFingerprint: FINGERPRINT,
    ...(assignments !== undefined && { assignments: assignments as unknown[] }),
    ...but,
  };
}

const codeOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (error: { code?: unknown }) => error.code,
  );

describe('the assignments of a report', () => {
  it('are found by issuer, Patient ID and study', async () => {
    const of = await assignmentsOf(report([ROW]), 'r.json', KEY);
    expect(of?.(STUDY)).toMatchObject({ subject: '07-0001-Y' });
    expect(of?.({ ...STUDY, patientId: 'M5502' })).toBeUndefined();
  });

  it('that say two things of one study are in conflict; said twice, they are one', async () => {
    const twice = await assignmentsOf(report([ROW, { ...ROW }]), 'r.json', KEY);
    expect(twice?.(STUDY)).toMatchObject({ subject: '07-0001-Y' });
    for (const other of [{ subject: '07-0002-W' }, { shiftDays: -500 }, { uidGeneration: 1 }]) {
      const of = await assignmentsOf(report([ROW, { ...ROW, ...other }, ROW]), 'r.json', KEY);
      expect(of?.(STUDY)).toBe('conflicting');
    }
  });

  it('are none of another command', async () => {
    expect(await assignmentsOf(report([ROW], { command: 'manifest' }), 'r.json', KEY)).toBeUndefined();
  });

  it.each([
    ['absent', undefined],
    ['no list', { 0: ROW }],
    ['of another shape', [{ ...ROW, shiftDays: '-400' }]],
    ['without a key', [{ ...ROW, key: 'M5501' }]],
    ['of more than there may be', [{ ...ROW, patientName: 'X' }]],
  ])('are refused when they are %s, without a value of them', async (_, rows) => {
    const error = await assignmentsOf(report(rows), 'r.json', KEY).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'assignments-damaged' });
    expect(String(error)).not.toMatch(/M5501|-400|07-0001/);
  });

  it('are refused when another project key made them', async () => {
    const other = report([ROW], { keyFingerprint: 'ffeeddccbbaa9988' });
    expect(await codeOf(assignmentsOf(other, 'r.json', KEY))).toBe('other-key');
    expect(() => refuseOtherKey(undefined, 'r.json', FINGERPRINT)).not.toThrow();
  });
});
