import type { StudyView } from '../../../rules/protocol/study-view.js';
import type { LoadedTrial } from '../../trial/load-trial.js';
import type { Recognised } from '../series-limits.js';

/** Quality Control Subject (0010,0200): what `assign-id` writes of phantoms that a trial's patterns knew. */
const CONTROL = 'QualityControlSubject';

/** Attributes that have to be read of every series so that a trial can tell phantoms from people. */
export function phantomAttributes(trial: LoadedTrial | undefined): readonly string[] {
  return trial ? [...new Set([...(trial.phantoms?.keywords ?? []), CONTROL])] : [];
}

/**
 * Whether a trial knows a series' study as one of a phantom: by its patterns, or, where identities were replaced, by the
 * mark that `assign-id` made of them. One series tells for its study.
 */
export function recognisedBy(trial: LoadedTrial | undefined, studies: readonly StudyView[]): Recognised {
  if (!trial) return () => undefined;
  const known = new Set(
    studies
      .filter(({ series }) => series.some(({ headers }) => headers.some(isPhantom(trial))))
      .map(({ studyUID }) => studyUID),
  );
  return ({ studyUID }) => known.has(studyUID);
}

function isPhantom({ phantoms }: LoadedTrial) {
  return ({ further = {} }: { readonly further?: Readonly<Record<string, readonly string[]>> }): boolean => {
    const marked = (further[CONTROL] ?? []).some((value) => value.trim().toUpperCase() === 'YES');
    return marked || (phantoms?.matches(further) ?? false);
  };
}
