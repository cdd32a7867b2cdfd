import { resolve as absolute } from 'node:path';
import type { DeidSections, DeidSummary } from '../../report/deid-sections.js';
import { type Report, verdictOf } from '../../report/envelope.js';
import { thisTool } from '../../report/tool.js';
import { personKey } from '../../study/model.js';
import { runInfo } from '../run-info.js';
import { leftOutOf } from '../scan/delivered.js';
import { findingsOf } from './findings.js';
import { patientRows, quarantineRows, releasedFiles, seriesRows, verificationOf } from './rows.js';
import type { Done } from './run-state.js';

/** The report of a run: `files` are what was released, and nothing else. */
export function reportOf(done: Done): Report {
  const { options, prepared, outcome } = done;
  const { inputs, places } = prepared;
  const findings = findingsOf(done);
  const sections: DeidSections = {
    inputs: inputs.roots,
    patients: patientRows(done),
    series: seriesRows(done),
    quarantine: quarantineRows(done),
    ...(outcome.review && { review: outcome.review }),
    ...(!options.dryRun && { verification: verificationOf(done) }),
  };
  return {
    schema: 'corelab/report/deid@1',
    // It names the paths of the input, and whose studies go together.
    confidentiality: options.identifiers ? 'identified' : 'linked',
    tool: thisTool(),
    command: 'deid',
    run: runInfo(options, inputs.upstreamSha256),
    config: configOf(done),
    upstream: inputs.upstream,
    verdict: verdictOf(findings, inputs.upstream),
    summary: { ...summaryOf(done) },
    findings,
    sections: { ...sections },
    roots: places ? [{ id: 0, path: absolute(places.out) }] : [],
    files: releasedFiles(done),
  };
}

/** What the result depends on. */
function configOf({ options, prepared }: Done): Report['config'] {
  const { loaded, keyFingerprint, assignments, exclusion } = prepared;
  const { name, options: chosen } = loaded.profile;
  const on = Object.entries(chosen).flatMap(([option, isOn]) => (isOn ? [option] : []));
  return {
    profile: { name, sha256: loaded.sha256, options: on },
    keyFingerprint,
    identity: assignments ? 'assignments' : 'pseudonyms',
    mode: options.dryRun ? 'dry-run' : 'release',
    exclude: { globs: options.exclude, leftOut: leftOutOf(options, exclusion) },
  };
}

function summaryOf({ found, outcome, sorted }: Done): DeidSummary {
  const studies = new Set(outcome.written.map(({ studyUID }) => studyUID));
  const series = new Set(outcome.written.map(({ seriesUID }) => seriesUID));
  return {
    filesIn: found.files.size,
    filesOut: outcome.written.length,
    planned: outcome.planned.length,
    quarantined: outcome.quarantined.length,
    skipped: sorted.skipped.length,
    duplicates: outcome.duplicates.length,
    clean: 0,
    suspect: 0,
    patients: new Set(found.instances.headers.map(({ patient }) => personKey(patient))).size,
    studies: studies.size,
    series: series.size,
  };
}
