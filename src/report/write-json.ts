import type { Report } from './envelope.js';
import { inChunks, isRows, jsonLine } from './text-chunks.js';

/** The envelope's own keys, which no section may take. */
const ENVELOPE_KEYS: ReadonlySet<string> = new Set([
  ...['schema', 'confidentiality', 'tool', 'command', 'run', 'config', 'upstream', 'verdict', 'summary'],
  ...['findings', 'roots', 'pathsHashed', 'files', 'sections'],
]);

/** Thrown when a command names a section like a key of the envelope: a mistake in corelab, never in its input. */
export class SectionNameError extends Error {
  readonly code = 'section-name';
}

/**
 * The report as JSON text, piece by piece: keys in the envelope's order, one row of a list a line, so that a report
 * of 200,000 files never exists as one string. The text is the same however it is consumed.
 * @throws SectionNameError when a section would hide a key of the envelope
 */
export function jsonChunks(report: Report): Generator<string> {
  return inChunks(pieces(report));
}

function* pieces(report: Report): Generator<string> {
  let first = true;
  for (const [key, value] of entries(report)) {
    if (value === undefined) continue;
    yield `${first ? '{' : ','}\n  ${jsonLine(key)}: `;
    first = false;
    if (isRows(value)) yield* rows(value);
    else yield jsonLine(value);
  }
  yield '\n}\n';
}

function* rows(values: Iterable<unknown>): Generator<string> {
  let before = '[\n    ';
  for (const value of values) {
    yield before + jsonLine(value);
    before = ',\n    ';
  }
  yield before.startsWith('[') ? '[]' : '\n  ]';
}

function* entries(report: Report): Generator<readonly [string, unknown]> {
  const { sections, roots, pathsHashed, files, ...head } = report;
  const { schema, confidentiality, tool, command, run, config, upstream, verdict, summary, findings } = head;
  yield* Object.entries({
    schema,
    confidentiality,
    tool,
    command,
    run,
    config,
    upstream,
    verdict,
    summary,
    findings,
  });
  for (const [name, value] of Object.entries(sections)) {
    if (ENVELOPE_KEYS.has(name)) throw new SectionNameError(`a section may not be named '${name}'`);
    yield [name, value];
  }
  yield* Object.entries({ roots, pathsHashed, files });
}
