import type { VNode } from 'preact';
import { counted } from './counted.js';
import { isTold, of, type Told } from './told.js';
import { Num } from './value.js';

interface CountsProps {
  readonly of: Told<Readonly<Record<string, number>>>;
  /** Each count by its key, and what was counted. */
  readonly words: readonly (readonly [key: string, word: string])[];
}

/** Counts of a report side by side, with what was counted; those that it does not have are left out. */
export function Counts({ of: summary, words }: CountsProps): VNode {
  return (
    <ul class="counts">
      {words
        .filter(([key]) => isTold(of(summary, key)))
        .map(([key, word]) => (
          <li>
            <Num of={of(summary, key)} /> {counted(summary.value[key], word)}
          </li>
        ))}
    </ul>
  );
}
