import { cpSync, existsSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'vitest';
import type { CriteriaOptions } from '../../../src/pipeline/response/options.js';
import type { ResponseSections } from '../../../src/report/response-sections.js';
import { type MeasuredReport, measureExport } from '../../pipeline/measure-export/measured.js';
import { SHARED_DICOM, skipOrFail } from '../shared-data.js';

/** A report of `measure-export` with what criteria gave. */
export type AimReport = MeasuredReport & ResponseSections;

/** Where the annotations of the shared data lie: two patients at two times, by two readers. */
const FOLDERS = ['aim/AIMAnnotations/Baseline', 'aim/AIMAnnotations/FollowUp'];

/** The annotation as its UID, which no other has, by patient. */
const UIDS = {
  '0022': [
    ...['1.2.288.3.2205383238.1512.1207945935.1', '1.2.288.3.2205383238.1072.1207947155.29'],
    ...['1.2.288.3.2205383238.1072.1207947363.36', '1.2.288.3.2205383238.1072.1207947471.43'],
  ],
  '0023': [
    ...['1.2.288.3.2205383238.1512.1207946199.8', '1.2.288.3.2205383238.1512.1207946302.15'],
    ...['1.2.288.3.2205383238.1072.1207947589.50', '1.2.288.3.2205383238.1072.1207947725.57'],
  ],
} as const;

/** Studies and their dates as the AIM documents have them. */
const STUDIES = {
  '0022': { '1.3.6.1.4.1.9328.50.1.10607': '2000-07-01', '1.3.6.1.4.1.9328.50.1.10733': '2000-08-10' },
  '0023': { '1.3.6.1.4.1.9328.50.1.10934': '2000-01-01', '1.3.6.1.4.1.9328.50.1.11342': '2000-07-12' },
} as const;

/** How a report calls the two patients. */
export type People = Readonly<Record<'0022' | '0023', string>>;

/** `--lesions`: that the annotations are of one lesion, a target in the lung, and no node. */
export function lesionsFile(people: People): string {
  const lines = (['0022', '0023'] as const).flatMap((patient) =>
    UIDS[patient].map((uid) => `${people[patient]},${uid},${patient},target,lung,no`),
  );
  return csvFile(['subject,tracking_uid,lesion,role,organ,node', ...lines]);
}

/** `--lesions`: that what was measured in these studies is one lesion. */
export function studiesFile(people: People): string {
  const lines = (['0022', '0023'] as const).flatMap((patient) =>
    Object.keys(STUDIES[patient]).map((uid) => `${people[patient]},${uid},T1,target,lung,no`),
  );
  return csvFile(['subject,study_uid,lesion,role,organ,node', ...lines]);
}

/** `--visits`: the studies, by their dates. */
export function visitsFile(people: People): string {
  const lines = (['0022', '0023'] as const).flatMap((patient) =>
    Object.entries(STUDIES[patient]).map(
      ([uid, date], i) =>
        `${people[patient]},${i ? 'FU' : 'BL'},${i ? 'follow-up' : 'baseline'},${uid},${date},none`,
    ),
  );
  return csvFile(['subject,visit,kind,study_uid,date,new_lesions', ...lines]);
}

function csvFile(lines: readonly string[]): string {
  const file = join(mkdtempSync(join(tmpdir(), 'corelab-aim-')), 'facts.csv');
  writeFileSync(file, `${lines.join('\n')}\n`);
  return file;
}

/** The annotations of one form alone: AIM of the first kind, or reports. */
function annotations(context: TestContext, form: 'aim' | 'sr'): string {
  if (!existsSync(join(SHARED_DICOM, FOLDERS[0] ?? '')))
    skipOrFail(context, 'skipped: no shared annotations');
  const root = mkdtempSync(join(tmpdir(), 'corelab-aim-'));
  const isOf = (name: string) =>
    form === 'sr' ? name.endsWith('.dcm') : name.endsWith('.xml') && !name.includes('_Model');
  for (const folder of FOLDERS) {
    for (const name of readdirSync(join(SHARED_DICOM, folder)).filter(isOf)) {
      cpSync(join(SHARED_DICOM, folder, name), join(root, name));
    }
  }
  return root;
}

/** What `measure-export` with RECIST 1.1 makes of the annotations. */
export async function judgedAim(
  context: TestContext,
  form: 'aim' | 'sr',
  { identifiers = true, ...more }: Partial<CriteriaOptions> & { readonly identifiers?: boolean },
): Promise<AimReport> {
  const report = await measureExport([annotations(context, form)], {
    images: [join(SHARED_DICOM, 'aim/Images')],
    identifiers,
    respond: { criteria: 'recist-1.1', lengths: 'stored', ...more },
  });
  return report as unknown as AimReport;
}
