import type { VNode } from 'preact';
import type { Doubt } from './doubts.js';
import { Mark } from './mark.js';
import { toldReport } from './page-source.js';
import { of } from './told.js';
import { Count } from './value.js';

/** Where reports contradict themselves, said as loudly as a failure. */
export function Doubted({ doubts }: { doubts: readonly Doubt[] }): VNode | null {
  if (doubts.length === 0) return null;
  return (
    <div class="doubted">
      <strong>Do not rely on this verdict: what the reports hold contradicts it.</strong>
      <ul>
        {doubts.map(({ source, what, n, worst }) => (
          <li>
            <a href={`#report-${source.number}`}>{source.report.command}</a> says{' '}
            <Mark of={of(toldReport(source), 'verdict')} word />, and{' '}
            {n !== undefined && (
              <>
                <Count n={n} what={`parts worse than the verdict of report ${source.number}`} />{' '}
              </>
            )}
            {what}
            {worst && (
              <>
                , the worst <Mark of={worst} word />
              </>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
