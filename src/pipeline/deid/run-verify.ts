import { type Finding, finding } from '../../findings/finding.js';
import { pathToText } from '../../io/path-bytes.js';
import type { DeidSections, DeidSummary, DeidVerifiedRow } from '../../report/deid-sections.js';
import { type Report, verdictOf } from '../../report/envelope.js';
import { thisTool } from '../../report/tool.js';
import { knownFromFile } from '../../rules/deid/known/known-file.js';
import { personKey } from '../../study/model.js';
import { rows } from '../rows.js';
import { runInfo } from '../run-info.js';
import { GlobExclusion } from '../scan/exclusion.js';
import type { Inputs } from '../scan/inputs.js';
import { resolveInputs } from '../scan/resolve-inputs.js';
import { linksNotFollowed, noDicom } from '../scan/scan-findings.js';
import { loadKnown } from './load-known.js';
import type { VerifyOnlyOptions } from './options.js';
import {
  type VerifiedFile,
  type VerifiedFolder,
  type VerifyProblemCode,
  verifyFolder,
} from './verify-only.js';

/** What a problem is called in a finding. */
const PROBLEM_TEXTS: Readonly<Record<Exclude<VerifyProblemCode, 'unreadable'>, string>> = {
  'not-marked': 'Patient Identity Removed (0012,0062) is not YES',
  'person-name': "there are names of people besides the subject's ID",
  'birth-date': 'there are birth dates',
  'private-elements': 'there are private elements, and no code that says that safe ones were retained',
  'dates-undeclared': 'there are dates, and (0028,0303) does not say what was done to them',
  'foreign-uid': 'there are UIDs of the input, and no code that says that UIDs were retained',
  dicomdir: 'a DICOMDIR names patients and files',
  'not-dicom': 'they are no DICOM, and nobody has looked into them',
};

/**
 * Searches a folder for what identifies, and changes nothing.
 * @throws ConfigError, InputError, ReportError
 */
export async function runVerifyOnly(options: VerifyOnlyOptions): Promise<Report> {
  const { signal, progress, jobs } = options;
  const given = options.known === undefined ? undefined : await loadKnown(options.known);
  const exclusion = new GlobExclusion(options.exclude);
  const inputs = await resolveInputs(options.inputs, exclusion, signal);
  const known = given && knownFromFile(given.data);
  const verified = await verifyFolder({ inputs, jobs, signal, progress, ...(known && { known }) });
  const findings = findingsOf(verified);
  const sections: DeidSections = { inputs: inputs.roots, verified: verifiedRows(verified) };
  return {
    schema: 'corelab/report/deid@1',
    confidentiality: options.identifiers ? 'identified' : 'linked',
    tool: thisTool(),
    command: 'deid',
    run: runInfo(options, inputs.upstreamSha256),
    config: {
      mode: 'verify-only',
      ...(given && { known: { sha256: given.sha256 } }),
      exclude: { globs: options.exclude, leftOut: exclusion.count },
    },
    upstream: inputs.upstream,
    verdict: verdictOf(findings, inputs.upstream),
    summary: { ...summaryOf(verified) },
    findings,
    sections: { ...sections },
    ...passedOn(verified, inputs),
  };
}

/** What was looked at goes on to the next command in a pipe, as with every check. */
function passedOn({ scan }: VerifiedFolder, { roots }: Inputs): Pick<Report, 'roots' | 'files'> {
  return { roots, files: rows(() => scan.files.entries(scan.instances)) };
}

function isSuspect({ hits, problems }: VerifiedFile): boolean {
  return hits.length > 0 || problems.length > 0;
}

function verifiedRows({ files, scan }: VerifiedFolder): DeidVerifiedRow[] {
  return files.filter(isSuspect).map(({ file, hits, problems }) => ({
    root: scan.files.root(file),
    ...pathToText(scan.files.path(file)),
    problems,
    hits,
  }));
}

function findingsOf(verified: VerifiedFolder): Finding[] {
  const { files, scan } = verified;
  const withHits = files.filter(({ hits }) => hits.length > 0).length;
  return [
    ...noDicom({ scan }),
    ...linksNotFollowed({ scan }),
    ...(withHits > 0 ? [finding('identifier-in-file', { actual: withHits, unit: 'files' })] : []),
    ...problemFindings(verified),
  ];
}

/** One a problem: which files have it, the rows say. */
function problemFindings({ files }: VerifiedFolder): Finding[] {
  const counts = new Map<VerifyProblemCode, number>();
  for (const { problems } of files) {
    for (const code of new Set(problems.map((problem) => problem.code)))
      counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  return [...counts].map(([code, count]) => {
    const details = { actual: count, unit: 'files' };
    if (code === 'unreadable') return finding('not-verified', details);
    return finding('not-deidentified', { ...details, params: { problem: PROBLEM_TEXTS[code] } });
  });
}

function summaryOf({ files, scan: { instances } }: VerifiedFolder): DeidSummary {
  const suspect = files.filter(isSuspect).length;
  const { headers } = instances;
  return {
    ...{ filesIn: files.length, filesOut: 0, planned: 0, quarantined: 0, skipped: 0, duplicates: 0 },
    ...{ clean: files.length - suspect, suspect },
    patients: new Set(headers.map(({ patient }) => personKey(patient))).size,
    studies: new Set(headers.map(({ studyUID }) => studyUID)).size,
    series: new Set(headers.map(({ seriesUID }) => seriesUID)).size,
  };
}
