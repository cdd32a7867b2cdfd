import { type Finding, finding } from '../../findings/finding.js';
import type { Series } from '../../study/model.js';

/** Fewer images or time points than the scanner says it sent: what positions cannot show at the ends of a stack. */
export function declaredImages({ seriesUID, headers, instances, geometry: { stacks } }: Series): Finding[] {
  const subject = { seriesUID };
  const { slices, timeSlices, temporalPositions } = headers[0]?.declared ?? {};
  const planes = instances.length;
  const findings: Finding[] = [];
  const declared = (slices ?? 0) * (timeSlices ?? 1);
  // PS3.3 C.8.9.1.1.9: Number of Slices is of one time slice.
  if (headers[0]?.modality === 'PT' && declared > planes) {
    const params = { declared, attribute: 'NumberOfSlices', present: planes };
    findings.push(
      finding('fewer-images-than-declared', { subject, expected: declared, actual: planes, params }),
    );
  }
  const [stack] = stacks;
  // A diffusion series may declare each of its volumes as a temporal position.
  const { timePoints, count } = stack?.volumes ?? {};
  const points = count === undefined || timePoints === undefined ? undefined : Math.max(timePoints, count);
  if (
    temporalPositions !== undefined &&
    points !== undefined &&
    stacks.length === 1 &&
    points < temporalPositions
  ) {
    const params = { declared: temporalPositions, attribute: 'NumberOfTemporalPositions', present: points };
    findings.push(
      finding('fewer-images-than-declared', { subject, expected: temporalPositions, actual: points, params }),
    );
  }
  return findings;
}
