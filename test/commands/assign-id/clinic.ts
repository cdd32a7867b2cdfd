import { randomBytes } from 'node:crypto';
import { chmodSync, copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Collection, Truth } from '../../../fixtures/collection.js';
import { writeCollection } from '../../../fixtures/write-collections.js';
import type { Finding } from '../../../src/findings/finding.js';
import type { Crosswalk } from '../../../src/identity/crosswalk/crosswalk.js';
import { validatorOf } from '../../../src/io/schemas.js';
import { type OpenMode, openCrosswalk } from '../../../src/pipeline/open-crosswalk.js';
import type {
  AssignedPatientRow,
  AssignIdSummary,
  AssignmentRow,
  CopyCounts,
  CrosswalkAnchor,
  DueRow,
  MissedVisitRow,
  ReadingRow,
  VisitRow,
} from '../../../src/report/assign-id-sections.js';
import type { Report } from '../../../src/report/envelope.js';
import { corelab, folder, type Ran, ROOT, shell } from '../cli.js';

/** An assign-id report as it was written. */
export interface AssignReport extends Omit<Report, 'sections' | 'files' | 'findings'> {
  readonly summary: Report['summary'] & AssignIdSummary;
  readonly findings: readonly Finding[];
  readonly assignments: readonly AssignmentRow[];
  readonly patients: readonly AssignedPatientRow[];
  readonly visits: readonly VisitRow[];
  readonly missedVisits: readonly MissedVisitRow[];
  readonly due?: readonly DueRow[];
  readonly crosswalk: CrosswalkAnchor;
  readonly readings?: readonly ReadingRow[];
  readonly copies?: CopyCounts;
  readonly files: readonly { readonly path: string; readonly studyUID?: string; readonly sha256?: string }[];
}

/** A run of `assign-id` that gave a report. */
export interface Assigned extends Ran {
  readonly report: AssignReport;
}

/** The trial file of these tests; `but` replaces whole top-level keys. */
export function trialText(but: Readonly<Record<string, string | undefined>> = {}): string {
  const keys: Record<string, string | undefined> = {
    schema: 'corelab/trial@1',
    sponsor: 'Example Pharma',
    protocol: '{ id: EX-1, name: Example }',
    sites: '[{ id: "07", name: City Clinic }]',
    subjectIds: '{ pattern: "{site}-{sequence:4}-{check}", check: iso7064-mod37-2 }',
    readingIds: '{ pattern: "R{sequence:4}{check}", check: iso7064-mod37-2 }',
    visits:
      '[{ id: BL, baseline: true, targetDay: 0, windowMinusDays: 0, windowPlusDays: 0 }, ' +
      '{ id: M12, name: Month 12, targetDay: 364, windowMinusDays: 14, windowPlusDays: 14 }]',
    phantoms:
      '{ match: [{ attribute: PatientID, pattern: "^ACR PHANTOM$" }], idPattern: "SQ-{site}-{sequence:3}" }',
    ...but,
  };
  const lines = Object.entries(keys).flatMap(([key, value]) =>
    value === undefined ? [] : `${key}: ${value}`,
  );
  return `# yaml-language-server: $schema=${ROOT}schemas/trial.schema.json\n${lines.join('\n')}\n`;
}

/** The two keys and the crosswalk of a core lab, with a trial; everything lies in a folder of its own. */
export class Clinic {
  private constructor(readonly folder: string) {}

  static async make(but: Parameters<typeof trialText>[0] = {}): Promise<Clinic> {
    const clinic = new Clinic(folder('corelab-clinic-'));
    writeFileSync(clinic.trial, trialText(but));
    writeFileSync(clinic.projectKey, randomBytes(32), { mode: 0o600 });
    writeFileSync(clinic.key, randomBytes(32), { mode: 0o600 });
    (await clinic.open({ create: true })).close();
    return clinic;
  }

  /** The same keys, trial and crosswalk, to go another way with. */
  copy(): Clinic {
    const copy = new Clinic(folder('corelab-clinic-'));
    for (const name of ['trial.yaml', 'corelab.key', 'x.key', 'x.db', 'x.db.anchor'])
      copyFileSync(this.path(name), copy.path(name));
    for (const path of [copy.crosswalk, `${copy.crosswalk}.anchor`]) chmodSync(path, 0o600);
    return copy;
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  get trial(): string {
    return this.path('trial.yaml');
  }

  get crosswalk(): string {
    return this.path('x.db');
  }

  /** Of the crosswalk. */
  get key(): string {
    return this.path('x.key');
  }

  get projectKey(): string {
    return this.path('corelab.key');
  }

  /** The flags that every run needs. */
  get flags(): string[] {
    return ['--trial', this.trial, ...this.store];
  }

  /** The flags that open the crosswalk. */
  get store(): string[] {
    return ['--crosswalk', this.crosswalk, '--crosswalk-key', this.key];
  }

  /** Runs `assign-id`, whose report has to be there and to fit its schema. */
  async assign(...args: readonly string[]): Promise<Assigned> {
    return checked(await corelab(['assign-id', ...args, ...this.flags]));
  }

  /** Runs a script in which `$ASSIGN` is `assign-id` with the flags it needs. */
  script(text: string): Promise<Ran> {
    return shell(text.replaceAll('$ASSIGN', `$CORELAB assign-id ${this.flags.join(' ')}`));
  }

  /** Runs `assign-id` where it must end without a report. */
  refuse(...args: readonly string[]): Promise<Ran> {
    return corelab(['assign-id', ...args, ...this.flags]);
  }

  /** Runs `crosswalk COMMAND`; the report, whatever the exit code. */
  async ask(command: string, ...args: readonly string[]) {
    const ran = await corelab(['crosswalk', command, ...args, ...this.store]);
    if (!ran.stdout.startsWith('{')) throw new Error(`no report of crosswalk ${command}: ${ran.stderr}`);
    return { ...ran, report: JSON.parse(ran.stdout) };
  }

  /** The crosswalk, open in this process. */
  open(mode: OpenMode = {}): Promise<Crosswalk> {
    const secret = { kind: 'key-file', bytes: readFileSync(this.key) } as const;
    return openCrosswalk({ crosswalk: this.crosswalk, secret }, mode);
  }

  /** The subject IDs that the crosswalk has given out, sorted. */
  async subjects(): Promise<string[]> {
    const crosswalk = await this.open();
    const ids = crosswalk.rows('subjects', '1').map(({ subject }) => String(subject));
    crosswalk.close();
    return ids.sort();
  }

  /** What `verify` finds. */
  async problems(): Promise<string[]> {
    const crosswalk = await this.open();
    const { problems } = crosswalk.verify();
    crosswalk.close();
    return problems.map(({ code }) => code);
  }

  /** The bytes of crosswalk and anchor. */
  bytes(): Buffer {
    return Buffer.concat([this.crosswalk, `${this.crosswalk}.anchor`].map((path) => readFileSync(path)));
  }
}

/** The report of a run, which has to fit its schema. */
export async function checked(ran: Ran): Promise<Assigned> {
  if (!ran.stdout.startsWith('{')) throw new Error(`no report (exit ${ran.code}): ${ran.stderr}`);
  const report = JSON.parse(ran.stdout) as AssignReport;
  const faults = (await validatorOf('report-assign-id'))(report);
  const places = faults.map(({ instancePath, keyword, params }) => [instancePath, keyword, params]);
  if (faults.length > 0) throw new Error(`unfit report: ${JSON.stringify(places)}`);
  const { filesIn, filesOut, passedOn, notAssigned, refused, skipped } = report.summary;
  if (filesIn !== filesOut + passedOn + notAssigned + refused + skipped) throw new Error('files were lost');
  return { ...ran, report };
}

/** What became of each patient, in few words: `allocated 07-0001-Y`, `conflict record-merged`. */
export function outcomes({ report }: Assigned): string[] {
  return report.patients.map(({ outcome, subject, reasons }) =>
    [outcome, subject, ...reasons].filter(Boolean).join(' '),
  );
}

/** The visit of every study, in few words: `BL 0 in-window`. */
export function visitsOf({ report }: Assigned): string[] {
  return report.visits.map(({ visit, offsetDays, timing }) => [visit, offsetDays, timing].join(' '));
}

/** The subject of a study of one patient. */
export function subjectOf({ report }: Assigned, studyUID: string): string | null | undefined {
  return report.patients.find(({ studies }) => studies.includes(studyUID))?.subject;
}

/** Writes a collection into a folder of its own: the path of its files, and its truth. */
export async function written<T extends Truth>(
  collection: Collection,
): Promise<{ readonly path: string; readonly truth: T }> {
  const dir = folder('corelab-collection-');
  const { truth } = await writeCollection(dir, collection);
  return { path: join(dir, collection.name), truth: truth as T };
}
