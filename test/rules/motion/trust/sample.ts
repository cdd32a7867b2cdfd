import type {
  GroupTrustFacts,
  TrustFacts,
  VolumeTrustFacts,
} from '../../../../src/rules/motion/trust/facts.js';

/** A volume that lies well to its reference. */
export function aligned(over: Partial<VolumeTrustFacts> = {}): VolumeTrustFacts {
  return {
    converged: true,
    correlation: 0.998,
    overlap: 0.98,
    standardErrorMm: 0.01,
    scale: 1,
    displacementMm: 0.1,
    ...over,
  };
}

/** A group of these volumes whose object can be told, held against its middle one. */
export function groupOf(members: readonly number[], over: Partial<GroupTrustFacts> = {}): GroupTrustFacts {
  const reference = members[Math.floor(members.length / 2)];
  return {
    members,
    ...(reference === undefined ? {} : { reference }),
    determinacy: { translation: true, rotation: true, weakest: 0.3 },
    ...over,
  };
}

/** A functional run of one group. */
export function runOf(volumes: readonly VolumeTrustFacts[], over: Partial<GroupTrustFacts> = {}): TrustFacts {
  return { kind: 'functional', volumes, groups: [groupOf([...volumes.keys()], over)] };
}

/** So many volumes that lie well, with others in their places. */
export function volumes(count: number, over: Readonly<Record<number, Partial<VolumeTrustFacts>>> = {}) {
  return Array.from({ length: count }, (_, i) => aligned(over[i]));
}
