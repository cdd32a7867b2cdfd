import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { trialNamed } from '../../../src/identity/registry/trials.js';
import { validatorOf } from '../../../src/io/schemas.js';
import { responseStep } from '../../../src/pipeline/run/response-step.js';
import type { MeasurementRow } from '../../../src/report/measure-export-sections.js';
import type { ResponseRow } from '../../../src/report/response-sections.js';
import { disc, PROTOCOL, RunLab, sectionsOf } from './run-lab.js';

const MEASURED = '  measure-export: {}\n  response: { criteria: recist-1.1, lesions: lesions.csv }\n';
const TIMEOUT = 120_000;

/** A trial in which these lesions, by the subjects' IDs, are targets. */
async function labWith(...subjects: string[]): Promise<RunLab> {
  const lab = await RunLab.make();
  const lines = subjects.map((line) => `${line},target\n`);
  writeFileSync(join(lab.at, 'lesions.csv'), `subject,lesion,role\n${lines.join('')}`);
  lab.declare(MEASURED);
  return lab;
}

/** A disc with an image and a reading. */
const cd = (lab: RunLab, subject: string, visit: string) =>
  disc(join(lab.at, `${subject}-${visit}`), subject, visit, { slices: 12, reading: true });

function kept(lab: RunLab, path = '') {
  return JSON.parse(readFileSync(join(`${lab.out}.state`, path), 'utf8'));
}

const told = (rows: readonly ResponseRow[]) =>
  rows.map(({ subject, reader, visit, kind, overall }) => [subject, reader, visit, kind, overall]);

describe('the response step', () => {
  it(
    'judges a visit against those of earlier runs, by the IDs of the trial, and takes a reader for one',
    async () => {
      const lab = await labWith('01-001,Lesion 42', '01-002,Lesion 97');
      const [one, other, two] = [
        await cd(lab, 'n1', 'V1'),
        await cd(lab, 'n2', 'V1'),
        await cd(lab, 'n1', 'V2'),
      ];
      const first = sectionsOf(await lab.run([one, other]));
      expect(first.trialSteps.map(({ command }) => command)).toEqual(['response']);
      const second = sectionsOf(await lab.run([two]));
      const { responses, config } = kept(lab, second.trialSteps[0]?.path);
      expect(told(responses)).toEqual([
        ['01-001', 'reader-1', 'V1', 'baseline', null],
        ['01-001', 'reader-1', 'V2', 'follow-up', 'SD'],
        ['01-002', 'reader-1', 'V1', 'baseline', null],
      ]);
      // The rows that were judged stand beside, as a report that anybody can judge again.
      const rows = kept(lab, join(second.trialSteps[0]?.path ?? '', '..', 'measure-export.json'));
      expect((await validatorOf('report-measure-export'))(rows)).toEqual([]);
      expect(rows.rows.map((row: MeasurementRow) => [row.subject, row.site, row.visit])).toEqual([
        ['01-001', '01', 'V1'],
        ['01-002', '01', 'V1'],
        ['01-001', '01', 'V2'],
      ]);
      expect(rows.rows.map(({ source }: MeasurementRow) => source.file)).toEqual([0, 1, 2]);
      expect(config.sources[0].rows).toBe(3);
    },
    TIMEOUT,
  );

  it(
    'counts what was measured again once: a study of which more came is as it was measured last',
    async () => {
      const lab = await labWith('01-001,Lesion 42');
      const part = await disc(join(lab.at, 'a'), 'n1', 'V1', { slices: 6, reading: true });
      await lab.run([part]);
      const whole = sectionsOf(await lab.run([await disc(join(lab.at, 'b'), 'n1', 'V1', { reading: true })]));
      const rows = kept(lab, join(whole.trialSteps[0]?.path ?? '', '..', 'measure-export.json'));
      expect(rows.rows).toHaveLength(1);
      expect(whole.problems.map(({ code }) => code)).not.toContain('run-step-open');
    },
    TIMEOUT,
  );

  it(
    'passes nothing where its facts cannot be used, and names no folder',
    async () => {
      const lab = await labWith();
      const path = await cd(lab, 'n1', 'V1');
      await lab.run([path]);
      writeFileSync(join(lab.at, 'lesions.csv'), 'subject,lesion,role\n01-001,Lesion 42,target\n');
      const crossed = await lab.inside(async (crosswalk) => {
        const context = await lab.context(crosswalk, 'run-2', lab.options([path]));
        writeFileSync(join(lab.at, 'lesions.csv'), 'subject,role\n');
        await responseStep(context).catch((error: unknown) => error);
        return trialNamed(crosswalk, PROTOCOL);
      });
      expect(crossed).toBeGreaterThan(0);
      const [event] = (await lab.events()).filter(({ run }) => run === 'run-2');
      expect(event).toMatchObject({
        kind: 'reported',
        command: 'response',
        details: { verdict: 'not-evaluable' },
      });
      const text = JSON.stringify(event?.details);
      expect(text).toContain('run-step-open');
      expect(text).toContain('lesions.csv');
      expect(text).not.toContain(lab.at);
    },
    TIMEOUT,
  );

  it(
    'is not done with a report that is not the one of the ledger, or that is gone',
    async () => {
      const lab = await labWith('01-001,Lesion 42');
      const path = await cd(lab, 'n1', 'V1');
      const { deliveries } = sectionsOf(await lab.run([path]));
      const step = deliveries[0]?.steps.find(({ command }) => command === 'measure-export');
      const file = join(`${lab.out}.state`, step?.path ?? '');
      const again = () =>
        lab.inside(async (crosswalk) =>
          responseStep(await lab.context(crosswalk, 'run-2', lab.options([path]))),
        );
      writeFileSync(file, readFileSync(file, 'utf8').replace('"rows"', '"Rows"'));
      await expect(again()).rejects.toMatchObject({ code: 'report-changed' });
      rmSync(file);
      await expect(again()).rejects.toThrow(step?.path);
      expect((await lab.events()).filter(({ run }) => run === 'run-2')).toEqual([]);
    },
    TIMEOUT,
  );

  it(
    'has nothing to do where nothing was measured, and says so once',
    async () => {
      const lab = await labWith();
      const report = await lab.run([await disc(join(lab.at, 'cd'), 'n1', 'V1')]);
      const of = (await lab.events()).filter(({ command }) => command === 'response');
      expect(of).toHaveLength(1);
      expect(of[0]).toMatchObject({ details: { verdict: 'not-applicable', problems: [] } });
      expect(of[0]).not.toHaveProperty('report');
      expect(sectionsOf(report).trialSteps).toEqual([]);
      await lab.inside(async (crosswalk) =>
        responseStep(await lab.context(crosswalk, of[0]?.run ?? '', lab.options([]))),
      );
      expect((await lab.events()).filter(({ command }) => command === 'response')).toHaveLength(1);
    },
    TIMEOUT,
  );
});
