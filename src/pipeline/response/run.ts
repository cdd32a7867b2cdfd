import { ConfigError } from '../../io/config-error.js';
import { mostConfidential } from '../../report/confidentiality.js';
import { type Report, verdictOf } from '../../report/envelope.js';
import { thisTool } from '../../report/tool.js';
import { runInfo } from '../run-info.js';
import { readFacts, withReaderNames } from './given.js';
import { criteriaConfig, loadCriteria } from './load-criteria.js';
import { assertOneNumbering } from './numbered-names.js';
import type { ResponseOptions } from './options.js';
import type { ReadRows } from './read/read-rows.js';
import { readSources } from './read/read-sources.js';
import { respond } from './respond.js';

/**
 * Judges rows of measurements by response criteria.
 * @throws ConfigError, ReportError for criteria, rows or facts that cannot be read, with the place
 */
export async function runResponse(options: ResponseOptions): Promise<Report> {
  const loaded = await loadCriteria(options.criteria);
  const { criteria } = loaded;
  const read = await readSources(options.inputs, options.signal);
  const rows = read.sources;
  assertMayShow(rows, options);
  assertOneNumbering(rows);
  const facts = await readFacts(options, rows.length);
  const given = withReaderNames(
    {
      observations: [...read.observations, ...facts.observations],
      ...{ stated: read.stated, ignored: read.ignored },
      ...{ visits: facts.visits, adjudications: facts.adjudications },
    },
    options.identifiers,
  );
  const { lengths, isOngoing = false, identifiers } = options;
  const { sections, findings, summary } = respond(given, {
    ...{ criteria, lengths, isOngoing, showsDates: identifiers || showsDates(rows, options) },
  });
  const upstream = rows.flatMap(({ upstream: before }) => before ?? []);
  const [first] = rows.filter(({ file }) => file.name === '-');
  return {
    schema: 'corelab/report/response@1',
    confidentiality: identifiers
      ? 'identified'
      : mostConfidential(['linked', ...rows.map((one) => one.confidentiality)]),
    tool: thisTool(),
    command: 'response',
    run: runInfo(options, first?.file.sha256),
    config: {
      criteria: criteriaConfig(loaded),
      lengths,
      ...(isOngoing && { ongoing: true }),
      sources: [...rows.map(({ file }) => file), ...facts.files].map(({ name, ...file }) => ({
        path: name,
        ...file,
      })),
    },
    upstream,
    verdict: verdictOf(findings, upstream),
    summary,
    findings,
    sections: { ...sections },
    roots: [],
    files: [],
  };
}

/** Without --identifiers nothing that was made with them is taken: labels, readers and subjects of it are not known to be free of names. */
function assertMayShow(rows: readonly ReadRows[], { identifiers }: ResponseOptions): void {
  const identified = rows.find(({ confidentiality }) => confidentiality === 'identified');
  if (identifiers || !identified) return;
  const message = 'was made with --identifiers: give --identifiers here, too, or make it without';
  throw new ConfigError([
    { code: 'bad-value', file: identified.file.name, line: 0, column: 0, key: 'confidentiality', message },
  ]);
}

/** Dates of reports are shown there only where they were shifted; nobody says so of other files. */
function showsDates(rows: readonly ReadRows[], { visits }: ResponseOptions): boolean {
  return visits === undefined && rows.every(({ file }) => file.form === 'report');
}
