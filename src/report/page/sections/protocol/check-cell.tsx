import type { VNode } from 'preact';
import { Mark } from '../../mark.js';
import { of } from '../../told.js';
import { Count, Text } from '../../value.js';
import { type Check, idOf, worstFirst } from './study-view.js';
import { cellName } from './words.js';

/** What the outcome of a check was before a person decided, struck. */
function Was({ of: { value, at } }: { of: Check }): VNode | null {
  const { disposition } = value;
  if (!disposition) return null;
  return (
    <s class="was">
      <span class="spoken"> was </span>
      <Mark of={of({ value: disposition, at: `${at}/disposition` }, 'original')} />
    </s>
  );
}

/** The outcome of a check; what it was before a person's decision stands struck beside it. */
export function CheckMark({ of: check, word }: { of: Check; word?: boolean }): VNode {
  return (
    <>
      <Mark of={of(check, 'outcome')} {...(word && { word })} />
      <Was of={check} />
    </>
  );
}

interface ButtonProps {
  readonly checks: readonly Check[];
}

/** The worst of the checks that stand in one cell, as a button that opens all of them; see `CheckPopover`. */
export function CheckButton({ checks }: ButtonProps): VNode | null {
  const [worst] = worstFirst(checks);
  const [first] = checks;
  if (!worst || !first) return null;
  return (
    <>
      <button type="button" popovertarget={idOf(first)} aria-label={cellName(checks, worst)}>
        <Mark of={of(worst, 'outcome')} />
      </button>
      <Was of={worst} />
      <Times n={checks.length} />
    </>
  );
}

/** As {@link CheckButton}, with the name of what was checked: for checks that have no column. */
export function NamedCheckButton({ checks }: ButtonProps): VNode | null {
  const [worst] = worstFirst(checks);
  const [first] = checks;
  if (!worst || !first) return null;
  const { entry, check } = worst.value;
  return (
    <button type="button" class="protocol-named" popovertarget={idOf(first)}>
      {entry === null ? (
        <Text of={of(worst, 'check')} />
      ) : (
        <>
          <Text of={of(worst, 'entry')} />
          {check !== 'count' && (
            <>
              {' · '}
              <Text of={of(worst, 'check')} />
            </>
          )}
        </>
      )}
      <span class="spoken">: </span>
      <span>
        <CheckMark of={worst} />
        <Times n={checks.length} />
      </span>
    </button>
  );
}

function Times({ n }: { n: number }): VNode | null {
  if (n < 2) return null;
  return (
    <span class="protocol-times">
      {' '}
      ×<Count n={n} what="checks in this cell" />
    </span>
  );
}
