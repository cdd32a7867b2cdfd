import type { VNode } from 'preact';
import { of, type Told } from '../../told.js';
import { Count, Num } from '../../value.js';

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
  const missing = unaccounted(counts.value);
  const holds = missing === 0 && unproven === 0;
  return (
    <p class={`sum${holds ? '' : ' broken'}`}>
      <strong>{holds ? 'Every file is accounted for: ' : 'Not every file is accounted for: '}</strong>
      <Num of={of(counts, 'filesIn')} /> came in = <Num of={of(counts, 'filesOut')} /> released +{' '}
      <Num of={of(counts, 'quarantined')} /> quarantined + <Num of={of(counts, 'skipped')} /> skipped +{' '}
      <Num of={of(counts, 'duplicates')} /> that had come before
      {missing !== 0 && (
        <span class="unproven">
          ; the difference is <Count n={missing} what="files of which nothing is told" />
        </span>
      )}
      {unproven > 0 && (
        <span class="unproven">
          ; the sum does not hold in <Count n={unproven} what="deliveries whose sum does not hold" />{' '}
          {unproven === 1 ? 'delivery' : 'deliveries'}
        </span>
      )}
    </p>
  );
}
