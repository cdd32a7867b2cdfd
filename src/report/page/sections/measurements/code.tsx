import type { VNode } from 'preact';
import type { MeasurementRow, RowCode } from '../../../measure-export-sections.js';
import { each, isTold, of, type Told } from '../../told.js';
import { Nothing, Text } from '../../value.js';

interface CodeProps {
  readonly of: Told<RowCode | null>;
  /** The same in today's codes: its meaning stands in for one that is not told. */
  readonly today?: Told<RowCode | null>;
  readonly why?: string;
}

/** A coded concept by its meaning; by today's, else by its value and scheme, where it has none. */
export function Code({ of: code, today, why }: CodeProps): VNode {
  if (!isTold(code)) return <Nothing {...(why && { why })} />;
  if (code.value.meaning !== '') return <Text of={of(code, 'meaning')} />;
  if (today && isTold(today) && today.value.meaning !== '') return <Text of={of(today, 'meaning')} />;
  return (
    <>
      <Text of={of(code, 'value')} code /> <span class="soft">({<Text of={of(code, 'scheme')} />})</span>
    </>
  );
}

/** Names with their values, as modifiers and qualities of a measurement: `name: value, name: value`. */
export function Named({ of: list }: { of: Told<MeasurementRow['modifiers']> }): VNode {
  return (
    <>
      {each(list).map((item, i) => (
        <>
          {i > 0 && ', '}
          <Code of={of(item, 'name')} />: <NamedValue of={of(item, 'value')} />
        </>
      ))}
    </>
  );
}

function NamedValue({ of: { value, at } }: { of: Told<RowCode | string> }): VNode {
  return typeof value === 'string' ? <Text of={{ value, at }} /> : <Code of={{ value, at }} />;
}
