import type { VNode } from 'preact';
import type { OtherwiseCell, ResponseRow } from '../../../response-sections.js';
import { each, isTold, of, type Told } from '../../told.js';
import { Nothing, Num, Text } from '../../value.js';
import { Answer } from './answer.js';

/** Which targets keep a sum from being one. */
export function Missing({ of: row }: { of: Told<ResponseRow> }): VNode | null {
  const missing = each(of(row, 'missing'));
  if (missing.length === 0) return null;
  return (
    <span class="beside">
      missing:{' '}
      {missing.map((label, i) => (
        <>
          {i > 0 && ', '}
          <Text of={label} />
        </>
      ))}
    </span>
  );
}

const SIGNS = { 'at-least': '≥', above: '>', 'at-most': '≤', below: '<' } as const;

/** Sums at which the targets' answer would be another one. */
export function Margins({ of: row }: { of: Told<ResponseRow> }): VNode {
  const margins = each(of(row, 'margins'));
  if (margins.length === 0) return <Nothing why="no sum would change it, or there is none" />;
  return (
    <ul class="plain">
      {margins.map((margin) => (
        <li>
          <Answer of={of(margin, 'answer')} /> {SIGNS[margin.value.side]} <Text of={of(margin, 'sumMm')} /> mm{' '}
          <span class="soft">
            (change <Text of={of(margin, 'changeMm')} />)
          </span>
        </li>
      ))}
    </ul>
  );
}

const PARTS = { target: 'target', 'non-target': 'non-target', new: 'new lesion' } as const;

/** What the overall response would be if one part alone were answered otherwise: a line for each response. */
export function Alternatives({ of: row }: { of: Told<ResponseRow> }): VNode {
  const alternatives = each(of(row, 'alternatives'));
  if (alternatives.length === 0) return <Nothing why="no part alone would change it" />;
  const responses = [...new Set(alternatives.map(({ value }) => value.overall))];
  return (
    <ul class="plain">
      {responses.map((response) => (
        <li>
          {alternatives
            .filter(({ value }) => value.overall === response)
            .map((one, i) => (
              <>
                {i === 0 ? <Answer of={of(one, 'overall')} /> : ','} {i === 0 && 'if '}
                {PARTS[one.value.part]} <Text of={of(one, 'answer')} />
              </>
            ))}
        </li>
      ))}
    </ul>
  );
}

/** What it would be by the other lengths; a response that flips is said so in bold. */
export function Otherwise({ of: told }: { of: Told<OtherwiseCell | null> }): VNode {
  if (!isTold(told)) return <Nothing why="there are no other lengths" />;
  return (
    <>
      {told.value.flips && <strong class="flips">flips: </strong>}
      <Answer of={of(told, 'overall')} />
      <span class="beside">
        <Text of={of(told, 'lengths')} /> lengths of <Num of={of(told, 'of')} />, sum{' '}
        <Text of={of(told, 'sumMm')} why="no sum" /> mm, target <Text of={of(told, 'target')} />
        {told.value.flips && <Within of={of(told, 'agrees')} />}
      </span>
    </>
  );
}

function Within({ of: told }: { of: Told<boolean | null> }): VNode {
  const words =
    told.value === null
      ? 'whether the lengths agree is not known'
      : told.value
        ? 'the lengths agree within the tolerance'
        : 'the lengths disagree';
  return (
    <>
      ; <Text of={{ value: words, at: told.at }} />
    </>
  );
}
