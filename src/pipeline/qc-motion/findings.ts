import { type Finding, finding } from '../../findings/finding.js';
import { runOutcome } from '../../rules/motion/run/run-outcome.js';
import { TRUST_REASONS, type TrustReason } from '../../rules/motion/trust/reasons.js';
import type { PlannedVolume } from '../../study/volume/plan.js';
import { declaredImages } from '../scan/declared-images.js';
import { repeatedFiles, seriesInSeveralStudies, severalPatientsInStudy } from '../scan/delivery-findings.js';
import {
  absentUids,
  linksNotFollowed,
  noDicom,
  pixelFaults,
  unreadableFiles,
} from '../scan/scan-findings.js';
import { gapsBefore } from './gaps.js';
import { lostVolumes } from './left-out.js';
import { limitFinding, nameOf, subjectOf } from './limit-finding.js';
import { beginnings, numberList } from './number-list.js';
import { qualificationFindings } from './qualification/findings.js';
import { LEFT_OUT_REASONS, NO_SERIES_REASONS } from './reasons.js';
import { trustText, unplacedFrames } from './rows.js';
import type { Done, JudgedRun } from './run-state.js';
import { imageFindings, phantomFindings } from './stills/still-findings.js';

type Check = (done: Done) => Finding[];

/** What is wrong with the files of a delivery, whatever they show. */
const DELIVERY_CHECKS: readonly Check[] = [
  noDicom,
  unreadableFiles,
  linksNotFollowed,
  absentUids,
  severalPatientsInStudy,
  seriesInSeveralStudies,
  repeatedFiles,
  pixelFaults,
  fewerThanDeclared,
];

/** Every check, in the order of its findings: the files first, then what they show. */
const CHECKS: readonly Check[] = [
  ...DELIVERY_CHECKS,
  nothingToMeasure,
  seriesNotFound,
  unclearSeries,
  stacksApart,
  (done) => done.runs.flatMap((judged) => runFindings(judged, done)),
  ({ images }) => images.flatMap(imageFindings),
  ({ phantoms }) => phantoms.flatMap(phantomFindings),
  qualificationFindings,
  ({ unmatched }) =>
    unmatched.map(({ studyUID, entry }) =>
      finding('motion-series-missing', {
        params: { series: entry },
        subject: { ...(studyUID !== undefined && { studyUID }) },
      }),
    ),
];

/** What is to be told of the files of a delivery. */
export function deliveryFindings(done: Done): Finding[] {
  return DELIVERY_CHECKS.flatMap((check) => check(done));
}

/** What is to be told of a run of the command. */
export function findingsOf(done: Done): Finding[] {
  return CHECKS.flatMap((check) => check(done));
}

/** Fewer images than the scanner says it sent: volumes may be missing at the end, where positions do not show it. */
function fewerThanDeclared({ delivery, runs, images, phantoms }: Done): Finding[] {
  const measured = new Set([...runs, ...images, ...phantoms].map(({ series }) => series.view.seriesUID));
  return delivery.studies
    .flatMap(({ series }) => series)
    .filter(({ seriesUID }) => measured.has(seriesUID))
    .flatMap(declaredImages);
}

function nothingToMeasure({ runs, images, phantoms, scan, series, loaded }: Done): Finding[] {
  const isUnclear = series.some(({ none }) => none?.outcome === 'not-evaluable');
  const isEmpty = scan.instances.size === 0 && scan.directories.size === 0;
  // Limits of a phantom that were held against nothing, as where a trial knows no study as one, pass nothing.
  const isForPhantom = loaded.kind === 'limits' && loaded.limits.phantom !== undefined;
  const count = phantoms.length + (isForPhantom ? 0 : runs.length + images.length);
  return count > 0 || isUnclear || isEmpty ? [] : [finding('motion-nothing-to-measure')];
}

function unclearSeries({ series }: Done): Finding[] {
  return series.flatMap((one) => {
    if (one.none?.outcome !== 'not-evaluable') return [];
    const why = NO_SERIES_REASONS[one.none.reason];
    return finding('motion-series-ambiguous', {
      params: { run: nameOf(one), why },
      subject: subjectOf(one),
    });
  });
}

/** Somebody asked for a series that is not there, or wrote its name otherwise. */
function seriesNotFound({ notFound, describe }: Done): Finding[] {
  return notFound.map((glob) =>
    finding('motion-series-not-found', { params: { pattern: `'${describe(glob)}'` } }),
  );
}

/** A run whose matrix or orientation changed on the way is several runs: each may be still, and the subject not. */
function stacksApart({ series }: Done): Finding[] {
  return series.flatMap((one) => {
    // Runs of one stack are contrasts that lie in the same place: they were meant.
    const stacks = one.runs.flatMap(({ points }) => points[0]?.plan.stack ?? []);
    if (new Set(stacks).size < 2) return [];
    const params = { series: nameOf(one), count: one.runs.length };
    const actual = one.runs.map(({ points }) => volumesText(points.length)).join(', ');
    return finding('motion-stacks-apart', { params, subject: subjectOf(one), actual });
  });
}

/** `series 5`: a description may hold a name. */

/** The findings of one run, in the order in which they are told. */
const RUN_CHECKS: readonly ((judged: JudgedRun, done: Done) => Finding[])[] = [
  referenceAbsent,
  unmeasurable,
  volumesLeftOut,
  framesUnplaced,
  volumesMissing,
  correctedAlready,
  orderUnknown,
  limitFindings,
  withoutLimits,
  pictureFindings,
];

function runFindings(judged: JudgedRun, done: Done): Finding[] {
  return RUN_CHECKS.flatMap((check) => check(judged, done));
}

function about({ series, run }: JudgedRun) {
  return { run: nameOf(series, run.number), subject: subjectOf(series) };
}

/** Of several groups one alone can hold the volume that was named; a run without that volume was not asked about. */
function referenceAbsent(judged: JudgedRun, { options: { reference } }: Done): Finding[] {
  const count = judged.run.points.length;
  if (typeof reference !== 'number' || count === 0 || reference < count) return [];
  const { run, subject } = about(judged);
  const params = { run, volume: reference };
  return [finding('motion-reference-absent', { params, subject, actual: volumesText(count) })];
}

function volumesText(count: number): string {
  return count === 1 ? '1 volume' : `${count} volumes`;
}

/** Reasons that are faults of the data, not of the head: what should be there is not. */
const DATA_FAULTS: readonly TrustReason[] = [
  'undecodable',
  'not-finite',
  'no-signal',
  'matrix-differs',
  'too-few-slices',
  'repeated',
  'no-reference',
];

function unmeasurable(judged: JudgedRun): Finding[] {
  const { run, subject } = about(judged);
  const { trust } = judged.measured;
  const { code } = runOutcome(trust, judged.results);
  if (code === 'unmeasurable') {
    const why = trustText(judged) ?? 'no volume was measured';
    return [finding('unmeasurable', { params: { run, why }, subject })];
  }
  const byReason = new Map<TrustReason, number[]>();
  for (const [volume, one] of trust.volumes.entries()) {
    if (one.state !== 'unmeasurable') continue;
    byReason.set(one.reason, [...(byReason.get(one.reason) ?? []), volume]);
  }
  return [...byReason].map(([reason, volumes]) =>
    finding('motion-volumes-unmeasurable', {
      params: { run, volumes: volumesText(volumes.length), why: TRUST_REASONS[reason] },
      subject,
      actual: `volumes ${numberList(volumes)}`,
      ...(DATA_FAULTS.includes(reason) && { outcome: 'not-evaluable' as const }),
    }),
  );
}

function volumesLeftOut(judged: JudgedRun, { scan: { instances } }: Done): Finding[] {
  const { run, subject } = about(judged);
  const byReason = new Map<string, PlannedVolume[]>();
  for (const { reason, plan } of lostVolumes(judged.run.leftOut)) {
    const why = LEFT_OUT_REASONS[reason];
    byReason.set(why, [...(byReason.get(why) ?? []), plan]);
  }
  return [...byReason].map(([why, plans]) => {
    const [slice] = plans[0]?.slices ?? [];
    return finding('motion-volumes-left-out', {
      params: { run, volumes: volumesText(plans.length), why },
      subject: { ...subject, ...(slice && { sopInstanceUID: instances.sopInstanceUID(slice.instance) }) },
      actual: beginnings(plans, instances),
    });
  });
}

function framesUnplaced(judged: JudgedRun): Finding[] {
  const count = unplacedFrames(judged);
  if (count === 0) return [];
  const { run, subject } = about(judged);
  const why = `${count} images have no place in the patient`;
  return [finding('motion-volumes-left-out', { params: { run, volumes: 'some volumes', why }, subject })];
}

function volumesMissing(judged: JudgedRun): Finding[] {
  const gaps = gapsBefore(judged.run);
  if (gaps.size === 0) return [];
  const { run, subject } = about(judged);
  return [
    finding('motion-volumes-missing', {
      params: { run, volumes: `${gaps.size === 1 ? 'volume' : 'volumes'} ${numberList([...gaps])}` },
      subject,
    }),
  ];
}

function correctedAlready(judged: JudgedRun): Finding[] {
  const { run, subject } = about(judged);
  return judged.run.motionCorrected
    ? [finding('motion-corrected-already', { params: { run }, subject })]
    : [];
}

function orderUnknown(judged: JudgedRun): Finding[] {
  const { run, subject } = about(judged);
  return judged.run.order === 'unknown'
    ? [finding('motion-order-unknown', { params: { run }, subject })]
    : [];
}

/** Limits that did not pass; where the motion of the whole run is not known, that is said once. */
function limitFindings(judged: JudgedRun): Finding[] {
  const { run, subject } = about(judged);
  const isUnmeasurable = runOutcome(judged.measured.trust, judged.results).code === 'unmeasurable';
  return judged.results.flatMap((result) => {
    const { figure, outcome, why = 'it was not measured', expected, source } = result;
    if (isUnmeasurable && outcome === 'not-evaluable') return [];
    if (figure === 'measuredShare' && outcome === 'not-evaluable') {
      return finding('unmeasurable', { params: { run, why }, subject, expected, source });
    }
    return limitFinding(result, { run, subject });
  });
}

function withoutLimits(judged: JudgedRun): Finding[] {
  const { run, subject } = about(judged);
  if (judged.limits === 'unsettled')
    return [finding('motion-limits-unsettled', { params: { run }, subject })];
  return judged.limits === undefined ? [finding('motion-no-limits', { params: { run }, subject })] : [];
}

function pictureFindings(judged: JudgedRun): Finding[] {
  const { run, subject } = about(judged);
  const unsafe = judged.unsafePicture
    ? [finding('motion-thumbnail-unsafe', { params: { run }, subject })]
    : [];
  const faults = judged.plotFaults.map((why) =>
    finding('motion-plot-not-written', { params: { run, why }, subject }),
  );
  return [...unsafe, ...faults];
}
