// A trial, its project key, and a crosswalk without anybody, as the benchmarks of assign-id need them.
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { anchorPath } from '../../dist/identity/crosswalk/anchor.js';
import { Crosswalk } from '../../dist/identity/crosswalk/crosswalk.js';
import { createProjectKey } from '../../dist/identity/project-key.js';

const TRIAL = `schema: corelab/trial@1
sponsor: Example Pharma
protocol: { id: BENCH-1, name: Benchmark }
coordinatingCenter: Example Core Lab
sites:
  - { id: "01", name: University Hospital, issuerOfPatientId: CITY }
subjectIds: { pattern: "{site}-{sequence:7}-{check}", check: iso7064-mod37-2 }
visits:
  - { id: BL, baseline: true, targetDay: 0, windowMinusDays: 0, windowPlusDays: 0 }
  - { id: W4, targetDay: 28, windowMinusDays: 14, windowPlusDays: 14 }
`;

/**
 * Makes the folder.
 * @returns its paths, `open` for the crosswalk in this process, and `args` for `assign-id`
 */
export async function trialFolder(folder) {
  mkdirSync(folder);
  const [trial, crosswalk, key, projectKey] = ['trial.yaml', 'x.db', 'x.key', 'corelab.key'].map((name) =>
    join(folder, name),
  );
  writeFileSync(trial, TRIAL);
  await createProjectKey(projectKey);
  const bytes = await createProjectKey(key);
  const open = (create = false) =>
    Crosswalk.open({
      ...{ path: crosswalk, secret: { kind: 'key-file', bytes }, create, toolVersion: '0.0.0' },
      actor: { osUser: 'bench', operator: null },
    });
  (await open(true)).close();
  const args = ['--trial', trial, '--crosswalk', crosswalk, '--crosswalk-key', key, '--json'];
  return { trial, crosswalk, projectKey, open, args };
}

/** Copies a crosswalk with its anchor. */
export function copyCrosswalk(from, to) {
  copyFileSync(from, to);
  copyFileSync(anchorPath(from), anchorPath(to));
}
