import { type Finding, finding } from '../../../findings/finding.js';
import type { Series } from '../../../study/model.js';
import type { StackGeometry } from '../../../study/series-geometry.js';
import { declaredImages } from '../../scan/declared-images.js';
import type { ManifestContext } from '../context.js';

/** Spacing from positions may exceed Spacing Between Slices by this factor before it is worth a look. */
const SPACING_FACTOR = 1.5;

type SeriesCheck = (series: Series, context: ManifestContext) => Finding[];

/** The checks of one series, in the order of their findings. */
const CHECKS: readonly SeriesCheck[] = [
  geometry,
  unplacedFrames,
  movedVolumes,
  declaredImages,
  instanceNumbers,
  declaredSpacing,
  lossy,
];

/** Gaps, doubles, irregular and ambiguous geometry, counts that the header contradicts, lossy compression. */
export function seriesFindings(context: ManifestContext): Finding[] {
  return context.delivery.studies.flatMap(({ series }) =>
    series.flatMap((one) => CHECKS.flatMap((check) => check(one, context))),
  );
}

function geometry({ seriesUID, geometry: { stacks } }: Series): Finding[] {
  return stacks.flatMap((stack) => stackFindings(stack, seriesUID));
}

function stackFindings({ volumes, slices, regular }: StackGeometry, seriesUID: string): Finding[] {
  const subject = { seriesUID };
  if (volumes.count === undefined) return [finding('ambiguous-volumes', { subject })];
  const findings: Finding[] = [];
  if (volumes.missing) {
    const expected = slices * volumes.count + volumes.missing;
    const params = { count: volumes.missing };
    findings.push(
      finding('missing-slices', { subject, params, expected: 0, actual: volumes.missing, unit: 'slices' }),
    );
    if (expected <= volumes.missing) return findings;
  }
  if (volumes.duplicates > 0) {
    const params = { count: volumes.duplicates };
    findings.push(
      finding('duplicate-slices', {
        subject,
        params,
        expected: 0,
        actual: volumes.duplicates,
        unit: 'slices',
      }),
    );
  }
  if (!regular) findings.push(finding('irregular-slices', { subject }));
  return findings;
}

/** CT, MR and PET, classic, enhanced and legacy converted: their images lie somewhere in the patient. PS3.4 B.5. */
const PLACED_CLASSES = new Set(
  ['2', '2.1', '2.2', '4', '4.1', '4.3', '4.4', '128', '128.1', '130'].map(
    (suffix) => `1.2.840.10008.5.1.4.1.1.${suffix}`,
  ),
);

function unplacedFrames({ seriesUID, headers, geometry: { unplaced, stacks } }: Series): Finding[] {
  // Radiographs and screen saves have no place and lack nothing; a mixture does, and so does tomography.
  const needsPlace = stacks.length > 0 || headers.some(({ sopClassUID }) => PLACED_CLASSES.has(sopClassUID));
  if (unplaced === 0 || !needsPlace) return [];
  return [finding('position-absent', { subject: { seriesUID }, params: { count: unplaced } })];
}

function movedVolumes({ seriesUID, geometry: { stacks } }: Series): Finding[] {
  return stacks.some(({ moved }) => moved) ? [finding('volumes-moved', { subject: { seriesUID } })] : [];
}

/** Where positions cannot show a gap, numbers may. */
function instanceNumbers(
  { seriesUID, instances, geometry: { stacks } }: Series,
  { scan }: ManifestContext,
): Finding[] {
  if (stacks.some(({ volumes }) => (volumes.missing ?? 0) > 0)) return [];
  const numbers = new Set<number>();
  for (const instance of instances) {
    const number = scan.instances.instanceNumber(instance);
    if (number !== undefined) numbers.add(number);
  }
  if (numbers.size < 2) return [];
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (const number of numbers) {
    first = Math.min(first, number);
    last = Math.max(last, number);
  }
  const count = last - first + 1 - numbers.size;
  // Numbers with more holes than values do not count instances.
  if (count === 0 || count >= numbers.size) return [];
  return [finding('instance-numbers-with-gaps', { subject: { seriesUID }, params: { first, last, count } })];
}

/** Every second slice absent makes a regular grid: only the header can tell. */
function declaredSpacing({ seriesUID, headers, geometry: { stacks } }: Series): Finding[] {
  const declared = headers[0]?.declared.sliceSpacingMm;
  const [stack] = stacks;
  if (declared === undefined || stacks.length !== 1 || stack?.sliceSpacingMm === undefined) return [];
  if (stack.sliceSpacingMm < declared * SPACING_FACTOR) return [];
  return [
    finding('spacing-differs-from-header', {
      subject: { seriesUID },
      expected: declared,
      actual: stack.sliceSpacingMm,
      unit: 'mm',
    }),
  ];
}

function lossy({ seriesUID, headers }: Series): Finding[] {
  return headers.some((header) => header.lossy)
    ? [finding('lossy-compression', { subject: { seriesUID } })]
    : [];
}
