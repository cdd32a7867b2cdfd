import { type Finding, finding } from '../../findings/finding.js';
import { type PathBytes, pathToText } from '../../io/path-bytes.js';
import { type FileEntry, type Report, verdictOf } from '../../report/envelope.js';
import type {
  QuarantineAction,
  QuarantineRow,
  QuarantineSections,
} from '../../report/quarantine-sections.js';
import { thisTool } from '../../report/tool.js';
import { type Call, runInfo } from '../run-info.js';

/** What every quarantine command is given. */
export interface QuarantineCall extends Call {
  /** Path of the state folder. */
  readonly state: string;
  /** Whether the report tells where files were read. */
  readonly identifiers: boolean;
}

/** What a command tells of. */
export interface QuarantineDone {
  readonly action: QuarantineAction;
  readonly entries: readonly QuarantineRow[];
  readonly sections?: Pick<QuarantineSections, 'hits' | 'releases'>;
  /** Besides those that the entries themselves give. */
  readonly findings?: readonly Finding[];
  /** What was released. */
  readonly released?: {
    readonly config: Readonly<Record<string, unknown>>;
    readonly out: PathBytes;
    readonly files: readonly FileEntry[];
  };
}

/** The report of a quarantine command. */
export function quarantineReport(
  call: QuarantineCall,
  { action, entries, sections, findings: others = [], released }: QuarantineDone,
): Report {
  const findings = [...findingsOf(entries), ...others];
  const count = (status: QuarantineRow['status']) =>
    entries.filter((entry) => entry.status === status).length;
  return {
    schema: 'corelab/report/quarantine@1',
    confidentiality: call.identifiers ? 'identified' : 'linked',
    tool: thisTool(),
    command: 'quarantine',
    run: runInfo(call),
    config: { action, ...released?.config },
    upstream: [],
    verdict: verdictOf(findings, []),
    summary: {
      entries: entries.length,
      waiting: count('waiting'),
      released: count('released'),
      settled: count('settled'),
      damaged: count('damaged'),
    },
    findings,
    sections: { entries, ...sections } satisfies QuarantineSections,
    roots: released ? [{ id: 0, ...pathToText(released.out) }] : [],
    files: released?.files ?? [],
  };
}

function findingsOf(entries: readonly QuarantineRow[]): Finding[] {
  const damaged = entries.filter(({ status }) => status === 'damaged');
  const unkept = entries.filter((entry) => entry.unkept !== null && entry.status === 'waiting').length;
  return [
    ...damaged.map(({ number, code }) =>
      finding('quarantine-copy-damaged', { actual: code, params: { number } }),
    ),
    ...(unkept > 0 ? [finding('quarantine-not-kept', { actual: unkept, params: { count: unkept } })] : []),
  ];
}
