import { createHash } from 'node:crypto';
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Crosswalk } from '../../../src/identity/crosswalk/crosswalk.js';
import { DeliveryWork } from '../../../src/pipeline/run/delivery-work.js';
import { stamped } from '../../../src/pipeline/run/events/step-report.js';
import type { Step } from '../../../src/pipeline/run/step.js';
import { NO_PROGRESS } from '../../../src/report/progress.js';
import { report } from '../../report/sample.js';
import { disc, RunLab } from './run-lab.js';

let lab: RunLab;
beforeEach(async () => {
  lab = await RunLab.make();
});

async function workOn(crosswalk: Crosswalk, input = '/in/a', exclude: string[] = []): Promise<DeliveryWork> {
  const context = await lab.context(crosswalk, 'run-1', lab.options(['/in/other', input], { exclude }));
  const [, delivery] = context.deliveries;
  if (!delivery) throw new RangeError('no delivery');
  return new DeliveryWork(context, delivery, NO_PROGRESS);
}

const counts = { filesIn: 1, filesOut: 0, quarantined: 0, skipped: 0, duplicates: 0 };
const events = (step: Step) => [
  {
    ...{ ...stamped(step), kind: 'reported' as const },
    details: { input: step.input, verdict: step.report.verdict, ...counts, problems: [] },
  },
];

describe('the work on a delivery', () => {
  it('keeps a report for its owner alone, and tells the ledger its digest', () =>
    lab.inside(async (crosswalk) => {
      const work = await workOn(crosswalk);
      expect(work.done('manifest')).toBeUndefined();
      expect(work.finish(report(), events)).toEqual({ command: 'manifest', verdict: report().verdict });
      const path = join(`${lab.out}.state`, 'run-1', '0002', 'manifest.json');
      expect(work.reportPath('manifest')).toBe(path);
      expect(statSync(path).mode & 0o777).toBe(0o600);
      const sha256 = createHash('sha256').update(readFileSync(path)).digest('hex');
      expect(work.events(['reported'])).toMatchObject([
        { command: 'manifest', report: sha256, run: 'run-1', delivery: 2, site: '01', operator: null },
      ]);
      expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ command: 'manifest' });
    }));

  it('is done of a step whose report is the one of the ledger, and of no other', () =>
    lab.inside(async (crosswalk) => {
      (await workOn(crosswalk)).finish(report(), events);
      const again = await workOn(crosswalk);
      expect(again.done('manifest')).toEqual({ command: 'manifest', verdict: report().verdict });
      expect(again.done('deid')).toBeUndefined();
      const path = again.reportPath('manifest');
      writeFileSync(path, `${readFileSync(path, 'utf8')} `);
      const changed = () => again.done('manifest');
      expect(changed).toThrow(expect.objectContaining({ code: 'report-changed' }));
      expect(changed).toThrow('the report run-1/0002/manifest.json');
      rmSync(path);
      expect(changed).toThrow(expect.objectContaining({ code: 'report-changed' }));
    }));

  it('leaves a report that was not told to the ledger undone: it is written anew', () =>
    lab.inside(async (crosswalk) => {
      (await workOn(crosswalk)).keep(report());
      const again = await workOn(crosswalk);
      expect(again.done('manifest')).toBeUndefined();
      again.finish(report({ verdict: 'warn' }), events);
      expect((await workOn(crosswalk)).done('manifest')).toMatchObject({ verdict: 'warn' });
    }));

  it('tells that a command had nothing to work on, without a report', () =>
    lab.inside(async (crosswalk) => {
      const work = await workOn(crosswalk);
      const head = { command: 'measure-export', verdict: 'not-applicable' };
      expect(work.notApplicable('measure-export')).toEqual(head);
      expect((await workOn(crosswalk)).done('measure-export')).toEqual(head);
      expect(work.events()[0]).not.toHaveProperty('report');
    }));

  it('is of its own delivery: another one of the run has done nothing', () =>
    lab.inside(async (crosswalk) => {
      const work = await workOn(crosswalk);
      work.finish(report(), events);
      const [first] = work.context.deliveries;
      if (!first) throw new RangeError('no delivery');
      expect(new DeliveryWork(work.context, first, NO_PROGRESS).done('manifest')).toBeUndefined();
    }));

  it('reads the delivery once, with checksums, and counts what is left out', () =>
    lab.inside(async (crosswalk) => {
      const at = await disc(join(lab.at, 'cd'), 'n1', 'V1', { slices: 3 });
      writeFileSync(join(at, 'autorun.exe'), 'x');
      const work = await workOn(crosswalk, at, ['*.exe']);
      const [one, two] = [work.source(), work.source()];
      expect(one).toBe(two);
      const { scan } = await one;
      expect([scan.files.size, work.leftOut]).toEqual([3, 1]);
      const files = [...scan.files.entries(scan.instances, true)];
      expect(files.map(({ sha256 }) => sha256?.length)).toEqual([64, 64, 64]);
    }));
});
