import { type Finding, finding } from '../../findings/finding.js';
import { type Report, verdictOf } from '../../report/envelope.js';
import type { InitProtocolSections, InitSeriesRow } from '../../report/init-protocol-sections.js';
import { thisTool } from '../../report/tool.js';
import type { InitProtocol, InitRow } from '../../rules/protocol/init/init-protocol.js';
import type { SeriesView } from '../../rules/protocol/series-view.js';
import type { StudyView } from '../../rules/protocol/study-view.js';
import { rows } from '../rows.js';
import { runInfo } from '../run-info.js';
import type { Inputs } from '../scan/inputs.js';
import type { Scan } from '../scan/scan.js';
import { linksNotFollowed, noDicom, unreadableFiles } from '../scan/scan-findings.js';
import type { InitProtocolOptions } from './options.js';

/** All that a report of `init-protocol` is made from. */
export interface Initiated {
  readonly options: InitProtocolOptions;
  readonly inputs: Inputs;
  readonly scan: Scan;
  readonly studies: readonly StudyView[];
  readonly made: InitProtocol;
  readonly leftOut: number;
  readonly id: string;
  /** Absent where nothing was. */
  readonly written?: { readonly sha256: string };
  /** Takes what identifies out of a text that names values. */
  readonly clean: (text: string) => string;
}

/** The report; `files` are its input, for the next command of a pipe. */
export function reportOf(initiated: Initiated): Report {
  const { options, inputs, scan, made, studies, leftOut, id, written } = initiated;
  const findings = [noDicom, unreadableFiles, linksNotFollowed, protocolFindings].flatMap((check) =>
    check(initiated),
  );
  const sections: InitProtocolSections = { series: seriesRows(initiated) };
  return {
    schema: 'corelab/report/init-protocol@1',
    confidentiality: options.identifiers ? 'identified' : 'linked',
    tool: thisTool(),
    command: 'init-protocol',
    run: runInfo(options, inputs.upstreamSha256),
    config: {
      id,
      ...(written && { out: options.out, ...written }),
      exclude: { globs: options.exclude, leftOut },
    },
    upstream: inputs.upstream,
    verdict: verdictOf(findings, inputs.upstream),
    summary: {
      filesIn: scan.files.size,
      studies: studies.length,
      series: made.rows.length,
      entries: made.entries,
      checks: made.checks,
      variants: made.variants,
      leftOut: made.rows.filter(({ entry }) => entry === undefined).length,
    },
    findings,
    sections: { ...sections },
    roots: inputs.roots,
    files: rows(() => scan.files.entries(scan.instances)),
  };
}

/** What the reference does not meet itself; where nothing could be made of it, that. */
function protocolFindings({ made, scan, studies, clean }: Initiated): Finding[] {
  const views = viewsByNumber(studies);
  const own = made.complaints.map(({ code, outcome, check, why, series, entry }) => {
    const seriesUID = series === undefined ? undefined : views.get(series)?.seriesUID;
    const params = { check: `${check} (${clean(why)})`, series: entry ?? 'series' };
    return finding(code, { outcome, params, ...(seriesUID !== undefined && { subject: { seriesUID } }) });
  });
  const nothing = made.entries === 0 && scan.instances.size > 0;
  return nothing ? [...own, finding('protocol-no-reference')] : [...own, ...noReferences(studies, made)];
}

/** A study of none of the series that are asked for does not pass the protocol that it was given for: it is told. */
function noReferences(studies: readonly StudyView[], { rows }: InitProtocol): Finding[] {
  const references = new Set(rows.flatMap(({ entry, study }) => (entry === undefined ? [] : [study])));
  return studies
    .filter(({ number }) => !references.has(number))
    .map(({ studyUID }) => finding('protocol-nothing-matched', { subject: { studyUID } }));
}

function seriesRows({ made, studies, clean }: Initiated): InitSeriesRow[] {
  const views = viewsByNumber(studies);
  return made.rows.map((row) => ({
    ...seriesRow(row, views.get(row.series)),
    reason: row.why === undefined ? 'it passes the checks that were made of it' : clean(row.why),
  }));
}

function seriesRow(row: InitRow, view: SeriesView | undefined): Omit<InitSeriesRow, 'reason'> {
  const header = view?.headers[0];
  return {
    seriesUID: row.seriesUID,
    seriesNumber: header?.seriesNumber ?? null,
    modality: header?.modality || null,
    description: row.description,
    instances: view?.instances.length ?? 0,
    entry: row.entry ?? null,
    variant: row.variant ?? null,
  };
}

function viewsByNumber(studies: readonly StudyView[]): ReadonlyMap<number, SeriesView> {
  return new Map(studies.flatMap(({ series }) => series.map((view) => [view.number, view])));
}
