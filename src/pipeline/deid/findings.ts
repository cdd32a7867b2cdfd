import { type Finding, finding } from '../../findings/finding.js';
import { pathToText } from '../../io/path-bytes.js';
import { linksNotFollowed, noDicom } from '../scan/scan-findings.js';
import { quarantineReason } from './quarantine-reasons.js';
import type { Done } from './run-state.js';

/** Every check of a run, in the order of its findings. */
const CHECKS: readonly ((done: Done) => Finding[])[] = [
  ({ found }) => noDicom({ scan: found }),
  ({ found }) => linksNotFollowed({ scan: found }),
  quarantineFindings,
  incompleteQuarantine,
  nothingReleased,
  notReleased,
  switchedToUtf8,
  ({ recorded }) => [...recorded],
];

/** What is to be told of a run. */
export function findingsOf(done: Done): Finding[] {
  return CHECKS.flatMap((check) => check(done));
}

/** One a reason; which files they are, the quarantine's rows say. A reason with one file names it. */
function quarantineFindings({ outcome, found }: Done): Finding[] {
  const byCode = new Map<string, number[]>();
  for (const { code, file } of outcome.quarantined) byCode.set(code, [...(byCode.get(code) ?? []), file]);
  return [...byCode].map(([code, files]) => {
    const { group, text, source } = quarantineReason(code);
    const [only = 0] = files;
    return finding(group, {
      ...(files.length === 1 && { subject: { name: pathToText(found.files.path(only)).path } }),
      actual: files.length,
      unit: files.length === 1 ? 'file' : 'files',
      params: { reason: text },
      source,
    });
  });
}

function incompleteQuarantine({ outcome, options }: Done): Finding[] {
  if (options.dryRun) return [];
  const count = outcome.quarantined.filter(({ isKept }) => !isKept).length;
  return count === 0 ? [] : [finding('quarantine-incomplete', { actual: count, unit: 'files' })];
}

function nothingReleased({ outcome, found }: Done): Finding[] {
  const { written, duplicates, planned } = outcome;
  const released = written.length + duplicates.length + planned.length;
  return released === 0 && found.instances.size > 0 ? [finding('nothing-released')] : [];
}

function notReleased({ found }: Done): Finding[] {
  const [directories, others] = [found.directories.size, found.notDicom.size];
  return [
    ...(directories > 0 ? [finding('dicomdir-not-released', { actual: directories, unit: 'files' })] : []),
    ...(others > 0 ? [finding('not-dicom-not-released', { actual: others, unit: 'files' })] : []),
  ];
}

function switchedToUtf8({ outcome }: Done): Finding[] {
  const count = outcome.written.filter(({ detail }) => detail?.switchedToUtf8).length;
  return count === 0 ? [] : [finding('switched-to-utf8', { actual: count, unit: 'files' })];
}
