import { type Finding, finding } from '../../../findings/finding.js';
import { limitFinding, nameOf, subjectOf } from '../limit-finding.js';
import { PHANTOM_NAMES } from '../phantoms/reasons.js';
import type { JudgedImage, JudgedPhantom } from './judged-still.js';

/** What is to be told of an image. */
export function imageFindings(judged: JudgedImage): Finding[] {
  const { series, image, fault, results, limits, plotFaults } = judged;
  const about = { run: nameOf(series, image.number, 'image'), subject: subjectOf(series) };
  const { run, subject } = about;
  const findings: Finding[] = [];
  if (fault !== undefined)
    findings.push(finding('image-unmeasurable', { params: { run, why: fault }, subject }));
  const { unplaced } = series.view.geometry;
  if (unplaced > 0 && image.number === 0) {
    findings.push(finding('image-frames-unplaced', { params: { run, count: unplaced }, subject }));
  }
  // What keeps the whole image from being measured is said once.
  const told = results.filter(({ outcome }) => fault === undefined || outcome !== 'not-evaluable');
  findings.push(...told.flatMap((result) => limitFinding(result, about)));
  if (limits === 'unsettled') findings.push(finding('motion-limits-unsettled', { params: { run }, subject }));
  if (limits === undefined) findings.push(finding('motion-no-limits', { params: { run }, subject }));
  return [...findings, ...plotFindings(about, plotFaults)];
}

/** What is to be told of a phantom. */
export function phantomFindings(judged: JudgedPhantom): Finding[] {
  const { series, phantom, set, fault, isNotFound, results, plotFaults } = judged;
  const about = { run: nameOf(series, set?.number, 'image'), subject: subjectOf(series) };
  const { run, subject } = about;
  const findings: Finding[] = [];
  if (fault !== undefined) {
    const code = isNotFound ? 'phantom-not-found' : 'phantom-not-measured';
    const params = { run, phantom: PHANTOM_NAMES[phantom.declaration.spec.kind], why: fault };
    findings.push(finding(code, { params, subject }));
  }
  const { unplaced } = series.view.geometry;
  if (unplaced > 0 && (set?.number ?? 0) === 0) {
    findings.push(finding('image-frames-unplaced', { params: { run, count: unplaced }, subject }));
  }
  const told = results.filter(({ outcome }) => fault === undefined || outcome !== 'not-evaluable');
  findings.push(...told.flatMap((result) => limitFinding(result, about)));
  if (!phantom.limits) findings.push(finding('motion-no-limits', { params: { run }, subject }));
  return [...findings, ...plotFindings(about, plotFaults)];
}

function plotFindings(
  { run, subject }: Parameters<typeof limitFinding>[1],
  plotFaults: readonly string[],
): Finding[] {
  return plotFaults.map((why) => finding('motion-plot-not-written', { params: { run, why }, subject }));
}
