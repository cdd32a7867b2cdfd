import { mkdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../../../src/report/envelope.js';
import { disc, RunLab, sectionsOf } from '../run-lab.js';

const CHECKED = '  check-protocol: { protocol: protocol.yaml }\n  measure-export: {}\n';
const TIMEOUT = 120_000;

/** A report that a run has kept of its first delivery. */
function kept(lab: RunLab, report: Report, command: string) {
  const step = sectionsOf(report).deliveries[0]?.steps.find((one) => one.command === command);
  return step && JSON.parse(readFileSync(join(`${lab.out}.state`, step.path), 'utf8'));
}

describe('what is checked', () => {
  it(
    'is what was released; of a study of which more comes later the whole, as it stands in the output then',
    async () => {
      const lab = await RunLab.make(CHECKED);
      const whole = await disc(join(lab.at, 'whole'), 'n1', 'V1', { slices: 12 });
      const part = await disc(join(lab.at, 'part'), 'n1', 'V1', { slices: 5 });
      const first = await lab.run([part]);
      expect([...kept(lab, first, 'check-protocol').files]).toHaveLength(5);
      const second = await lab.run([whole]);
      const { deliveries, problems } = sectionsOf(second);
      expect(deliveries[0]).toMatchObject({ filesIn: 12, filesOut: 7, duplicates: 5 });
      const { files } = kept(lab, second, 'check-protocol');
      expect(
        new Set(files.map(({ sopInstanceUID }: { sopInstanceUID: string }) => sopInstanceUID)).size,
      ).toBe(12);
      expect(problems.map(({ code }) => code)).toContain('changed-re-send');
    },
    TIMEOUT,
  );

  it(
    'is nothing of a delivery that came before, byte for byte',
    async () => {
      const lab = await RunLab.make(CHECKED);
      const at = await disc(join(lab.at, 'cd'), 'n1', 'V1', { slices: 4 });
      await lab.run([at]);
      const moved = join(lab.at, 'again');
      mkdirSync(moved);
      renameSync(at, join(moved, 'cd'));
      const { deliveries, problems } = sectionsOf(await lab.run([join(moved, 'cd')]));
      expect(deliveries[0]?.steps.map(({ command }) => command)).toEqual(['manifest', 'assign-id', 'deid']);
      expect(problems.map(({ code, outcome }) => [code, outcome])).toEqual([['re-sent', 'pass']]);
      expect(deliveries[0]).toMatchObject({ verdict: 'pass', filesIn: 4, filesOut: 0, duplicates: 4 });
    },
    TIMEOUT,
  );

  it(
    'is held against the earlier visits of the same subject, of earlier runs, too',
    async () => {
      const lab = await RunLab.make(CHECKED);
      const [one, two] = [
        await disc(join(lab.at, 'V1'), 'a6', 'V1', { slices: 1 }),
        await disc(join(lab.at, 'V2'), 'a6', 'V2', { slices: 1 }),
      ];
      expect(sectionsOf(await lab.run([one])).problems).toEqual([]);
      const { problems } = sectionsOf(await lab.run([two]));
      expect(problems.map(({ code, subject, visit }) => [code, subject, visit])).toEqual([
        ['protocol-visit-changed', '01-001', 'V2'],
      ]);
      expect(problems[0]?.item).toMatch(/^\d+\.1$/);
    },
    TIMEOUT,
  );

  it(
    'is not held against what another subject had',
    async () => {
      const lab = await RunLab.make(CHECKED);
      const other = await disc(join(lab.at, 'a5'), 'a5', 'V1', { slices: 1 });
      const upgraded = await disc(join(lab.at, 'a6'), 'a6', 'V2', { slices: 1 });
      const codes = sectionsOf(await lab.run([other, upgraded])).problems.map(({ code }) => code);
      expect(codes).not.toContain('protocol-visit-changed');
    },
    TIMEOUT,
  );

  it(
    'has no measurements where no object could hold one: that does not pass, and does not fail',
    async () => {
      const lab = await RunLab.make(CHECKED);
      const without = await lab.run([await disc(join(lab.at, 'a'), 'n1', 'V1', { slices: 2 })]);
      expect(kept(lab, without, 'measure-export')).toBeUndefined();
      const event = (await lab.events()).find(({ command }) => command === 'measure-export');
      expect(event).toMatchObject({ kind: 'reported', details: { verdict: 'not-applicable' } });
      const with_ = await lab.run([await disc(join(lab.at, 'b'), 'n2', 'V1', { slices: 2, reading: true })]);
      expect(kept(lab, with_, 'measure-export').rows).toHaveLength(1);
    },
    TIMEOUT,
  );
});
