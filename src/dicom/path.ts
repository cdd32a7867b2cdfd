/** One step of an attribute path. */
export interface PathStep {
  readonly keyword: string;
  /** Item number from 0, where the step names one. */
  readonly item?: number;
}

/** Thrown for a path that is not `Keyword`, `Keyword[0].Keyword` and so on. */
export class PathError extends Error {
  readonly code = 'malformed-path';
}

/**
 * Parses a path such as `ReferencedStudySequence[0].ReferencedSOPInstanceUID`.
 * @throws PathError
 */
export function parsePath(path: string): PathStep[] {
  return path.split('.').map((part) => {
    const match = /^([A-Za-z][A-Za-z0-9]*)(?:\[(\d{1,9})\])?$/.exec(part);
    if (!match?.[1]) throw new PathError(`malformed attribute path '${path}'`);
    return match[2] === undefined ? { keyword: match[1] } : { keyword: match[1], item: Number(match[2]) };
  });
}
