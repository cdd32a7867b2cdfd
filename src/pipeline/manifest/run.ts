import type { Finding } from '../../findings/finding.js';
import { type Report, verdictOf } from '../../report/envelope.js';
import { thisTool } from '../../report/tool.js';
import { buildDelivery } from '../../study/model.js';
import { Redactor } from '../../study/redact.js';
import { rows } from '../rows.js';
import { runInfo } from '../run-info.js';
import { inputsOr, leftOutOf, scanOr } from '../scan/delivered.js';
import { repeatedFiles, seriesInSeveralStudies, severalPatientsInStudy } from '../scan/delivery-findings.js';
import { GlobExclusion } from '../scan/exclusion.js';
import { fullPaths } from '../scan/full-paths.js';
import type { Inputs } from '../scan/inputs.js';
import { findRepetition } from '../scan/repetition.js';
import type { Scan } from '../scan/scan.js';
import {
  absentUids,
  aimFiles,
  linksNotFollowed,
  noDicom,
  pixelFaults,
  unreadableFiles,
} from '../scan/scan-findings.js';
import { changedSoftware } from './checks/devices.js';
import { directoryFindings } from './checks/directories.js';
import { contradictedPatients } from './checks/patients.js';
import { seriesFindings } from './checks/series.js';
import type { ManifestContext } from './context.js';
import { compareDirectories } from './dicomdir.js';
import { MANIFEST_NEEDS } from './needs.js';
import type { ManifestOptions } from './options.js';
import { openProof } from './proof.js';
import { sections, summary } from './sections/sections.js';

/** Every check of a manifest, in the order of its findings. */
const CHECKS: readonly ((context: ManifestContext) => Finding[])[] = [
  noDicom,
  unreadableFiles,
  linksNotFollowed,
  absentUids,
  severalPatientsInStudy,
  contradictedPatients,
  seriesInSeveralStudies,
  repeatedFiles,
  pixelFaults,
  seriesFindings,
  changedSoftware,
  directoryFindings,
  aimFiles,
];

/**
 * Tells what a delivery holds, what is missing, what is doubled, and what changed.
 * @throws InputError, ReportError, VerifyError and BagError when there is nothing to work on, nothing to compare with,
 * or nowhere to write
 * @throws RangeError when what is delivered was scanned without checksums, and they are needed
 */
export async function runManifest(options: ManifestOptions): Promise<Report> {
  const { signal, progress, jobs, identifiers } = options;
  const exclusion = new GlobExclusion(options.exclude);
  const inputs = await inputsOr(options, exclusion);
  const proof = await openProof(options, inputs.roots);
  const { checksums } = proof;
  const scanned = { needs: MANIFEST_NEEDS, checksums, jobs, signal, progress };
  const found = await scanOr(options.delivered, inputs, scanned);
  const context = await understand(found, inputs, options);
  const proven = await proof.prove(found);
  const findings = [...CHECKS.flatMap((check) => check(context)), ...proven.findings];
  return {
    schema: 'corelab/report/manifest@1',
    confidentiality: identifiers ? 'identified' : 'linked',
    tool: thisTool(),
    command: 'manifest',
    run: runInfo(options, inputs.upstreamSha256),
    config: { checksums, exclude: { globs: options.exclude, leftOut: leftOutOf(options, exclusion) } },
    upstream: inputs.upstream,
    verdict: verdictOf(findings, inputs.upstream),
    summary: summary(context),
    findings,
    sections: { ...sections(context), ...proven.sections },
    roots: inputs.roots,
    files: rows(() => found.files.entries(found.instances, checksums)),
  };
}

/** From files to patients, studies and series, and to what came more than once. */
async function understand(found: Scan, inputs: Inputs, options: ManifestOptions): Promise<ManifestContext> {
  const delivery = buildDelivery(found.instances);
  const fullPath = fullPaths(inputs.roots, found.files);
  return {
    scan: found,
    delivery,
    repetition: await findRepetition({ scan: found, delivery, fullPath, signal: options.signal }),
    directories: compareDirectories(found),
    redactor: new Redactor(found.instances.headers.map(({ identifying }) => identifying)),
    identifiers: options.identifiers,
  };
}
