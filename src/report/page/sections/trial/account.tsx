import type { VNode } from 'preact';
import { SumLine } from '../../sum-line.js';
import { of, type Told } from '../../told.js';
import { Count } from '../../value.js';

/** What became of files. */
interface FileCounts {
  readonly filesIn: number;
  readonly filesOut: number;
  readonly quarantined: number;
  readonly skipped: number;
  readonly duplicates: number;
}

/** Files of which nothing says what became of them; more than none is a failure, and less, too. */
export function unaccounted({ filesIn, filesOut, quarantined, skipped, duplicates }: FileCounts): number {
  return filesIn - filesOut - quarantined - skipped - duplicates;
}

/** That nothing was lost, or that it cannot be shown. */
export function Account({ of: counts, unproven }: { of: Told<FileCounts>; unproven: number }): VNode {
  return (
    <SumLine
      total={{ count: of(counts, 'filesIn'), word: 'came in' }}
      parts={[
        { count: of(counts, 'filesOut'), word: 'released', tone: 'good' },
        { count: of(counts, 'quarantined'), word: 'quarantined', tone: 'bad' },
        { count: of(counts, 'skipped'), word: 'skipped', tone: 'rest' },
        { count: of(counts, 'duplicates'), word: 'that had come before', tone: 'same' },
      ]}
    >
      {unproven > 0 && (
        <>
          The sum does not hold in <Count n={unproven} what="deliveries whose sum does not hold" />{' '}
          {unproven === 1 ? 'delivery' : 'deliveries'}.
        </>
      )}
    </SumLine>
  );
}
