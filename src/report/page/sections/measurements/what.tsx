import type { VNode } from 'preact';
import { isTold, of } from '../../told.js';
import { Nothing, Text } from '../../value.js';
import { Code, Named } from './code.js';
import type { Row } from './row-outcome.js';

interface WhatProps {
  readonly of: Row;
  /** Without method and modifiers. */
  readonly short?: boolean;
}

/** What was measured: the concept, and how it was derived. */
export function What({ of: row, short = false }: WhatProps): VNode {
  const [derivation, method, qualifier] = [of(row, 'derivation'), of(row, 'method'), of(row, 'qualifier')];
  const { modifiers } = row.value;
  return (
    <>
      <Code of={of(row, 'concept')} today={of(row, 'conceptToday')} why="the object names no concept" />
      {isTold(derivation) && (
        <>
          , <Code of={derivation} today={of(row, 'derivationToday')} />
        </>
      )}
      {!short && (isTold(method) || modifiers.length > 0 || isTold(qualifier)) && (
        <span class="beside">
          {isTold(method) && <Code of={method} today={of(row, 'methodToday')} />}
          {isTold(method) && modifiers.length > 0 && ', '}
          <Named of={of(row, 'modifiers')} />
          {isTold(qualifier) && (
            <>
              {' '}
              <Code of={qualifier} />
            </>
          )}
        </span>
      )}
    </>
  );
}

/** What an object calls a lesion: its label, else how it is followed, else what was found. */
export function LesionName({ of: row }: { of: Row }): VNode {
  const [label, tracking, finding] = [of(row, 'lesionLabel'), of(row, 'trackingId'), of(row, 'finding')];
  if (isTold(label)) return <Text of={label} />;
  if (isTold(tracking)) return <Text of={tracking} />;
  if (isTold(finding)) return <Code of={finding} today={of(row, 'findingToday')} />;
  return <Nothing why="the object names no lesion" />;
}

/** Whether an object calls a lesion anything. */
export function isNamed({ value: { lesionLabel, trackingId, finding } }: Row): boolean {
  return lesionLabel !== null || trackingId !== null || finding !== null;
}
