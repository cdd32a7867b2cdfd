import type { VNode } from 'preact';
import type { NextStep } from './next-step.js';

/** What a person can do about files of a reason. */
export function Next({ step: { words, canBeReleased } }: { step: NextStep }): VNode {
  return (
    <p class="deid-next">
      <span class={`deid-fate ${canBeReleased ? 'some' : 'plain-fate'}`}>
        {canBeReleased ? 'a second person may let it go' : 'nobody may let it go'}
      </span>{' '}
      {words}
    </p>
  );
}

/** The commands that look into a quarantine and let files go. */
export function Commands(): VNode {
  return (
    <>
      <h4>What to do at the command line</h4>
      <ul class="deid-commands">
        <li>
          <code>corelab quarantine list --state DIR</code> numbers the files that wait. DIR is the state
          folder of the run: beside its output, with <code>.state</code> at the end of its name.
        </li>
        <li>
          <code>corelab quarantine show NUMBER --state DIR</code> proves the copy and tells where something
          was found.
        </li>
        <li>
          <code>
            corelab quarantine release NUMBER… --state DIR --key-file FILE --operator NAME --reason TEXT
          </code>{' '}
          lets files go that a second person vouches for: not whoever ran the run. The reason is kept as it is
          typed: name nobody in it.
        </li>
      </ul>
    </>
  );
}
