import type { VNode } from 'preact';
import { Mark } from '../../mark.js';
import { of } from '../../told.js';
import { Count, Nothing, Text } from '../../value.js';
import { type ToldFinding, worstOf } from './findings-about.js';

/** Findings of one code: said once. */
function byCode(findings: readonly ToldFinding[]): ToldFinding[][] {
  const groups = new Map<string, ToldFinding[]>();
  for (const finding of findings) {
    const { code } = finding.value;
    groups.set(code, [...(groups.get(code) ?? []), finding]);
  }
  return [...groups.values()];
}

/** The worst outcome of what was found; no mark of passing where nothing was. */
export function WorstMark({ of: findings }: { of: readonly ToldFinding[] }): VNode {
  const outcome = worstOf(findings);
  return outcome ? <Mark of={outcome} /> : <Nothing why="no finding names it" />;
}

/** What findings say, each code once; items of a list. */
export function Said({ of: findings }: { of: readonly ToldFinding[] }): VNode {
  return (
    <>
      {byCode(findings).map(([first, ...others]) => (
        <li>
          {first && <Mark of={of(first, 'outcome')} />} {first && <Text of={of(first, 'message')} />}
          {others.length > 0 && (
            <>
              {' '}
              and <Count n={others.length} what="more of this code" /> more like it
            </>
          )}
        </li>
      ))}
    </>
  );
}
