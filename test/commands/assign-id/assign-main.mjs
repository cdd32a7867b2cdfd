// Assigns deliveries one after the other, as a process that may be killed. Says when it begins, and what it has done.
import { readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { runAssignId } from '../../../dist/pipeline/assign-id/run.js';
import { openCrosswalk } from '../../../dist/pipeline/open-crosswalk.js';
import { NO_PROGRESS } from '../../../dist/report/progress.js';

const { folder, deliveries, create, ...more } = JSON.parse(process.argv[2]);
const secret = { kind: 'key-file', bytes: readFileSync(join(folder, 'x.key')) };
const access = { crosswalk: join(folder, 'x.db'), secret };
if (more.out) await import('../../../dist/pipeline/assign-id/make-copies.js');

writeSync(1, '"begin"\n');
if (create) (await openCrosswalk(access, { create: true })).close();
for (const inputs of deliveries) {
  const report = await runAssignId({
    ...access,
    inputs,
    trial: join(folder, 'trial.yaml'),
    resume: false,
    append: false,
    blinded: false,
    yes: false,
    exclude: [],
    identifiers: false,
    jobs: 1,
    signal: new AbortController().signal,
    progress: NO_PROGRESS,
    startedAt: new Date(),
    arguments: [],
    ...more,
  });
  const patients = [...report.sections.patients].map(({ outcome, subject, studies }) => ({
    outcome,
    subject,
    studies,
  }));
  writeSync(1, `${JSON.stringify(patients)}\n`);
}
