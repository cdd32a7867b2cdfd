import type { ComponentChildren, VNode } from 'preact';
import type { ProtocolOutlier } from '../../../check-protocol-sections.js';
import { SeverityWord } from '../../mark.js';
import { type PageSource, toldPath } from '../../page-source.js';
import { each, isTold, of, type Told } from '../../told.js';
import { Num, Text } from '../../value.js';
import { CheckMark } from './check-cell.js';
import { type Check, deviates, idOf } from './study-view.js';
import { decimalsOf } from './words.js';

/** What is there, with its unit. */
export function Actual({ of: check }: { of: Check }): VNode {
  return (
    <>
      <Text of={of(check, 'actual')} why="nothing was found" />
      {check.value.actual !== null && isTold(of(check, 'unit')) && (
        <>
          {' '}
          <Text of={of(check, 'unit')} />
        </>
      )}
    </>
  );
}

/** By how much it is off. */
export function Difference({ of: check }: { of: Check }): VNode {
  const { difference } = check.value;
  return (
    <Num of={of(check, 'difference')} digits={decimalsOf(difference ?? 0)} why="no difference of numbers" />
  );
}

/** Who decided what of a check, when and why. */
export function Decision({ of: check }: { of: Check }): VNode | null {
  const { disposition } = check.value;
  if (!disposition) return null;
  const told = { value: disposition, at: `${check.at}/disposition` };
  return (
    <>
      <Text of={of(told, 'kind')} /> by <Text of={of(told, 'who')} />, <Text of={of(told, 'when')} />:{' '}
      <Text of={of(told, 'why')} /> (decision <Num of={of(told, 'number')} />)
    </>
  );
}

/** Which instances deviate where others do not. */
export function Outliers({ of: check, source }: { of: Check; source: PageSource }): VNode | null {
  const { outliers } = check.value;
  if (!outliers) return null;
  const told = { value: outliers, at: `${check.at}/outliers` };
  const place = ({ value, at }: Told<ProtocolOutlier>): Told<string> =>
    toldPath(source, value.file) ?? of({ value, at }, 'sopInstanceUID');
  return (
    <>
      <Num of={of(told, 'count')} /> deviate where others do not:{' '}
      {each(of(told, 'instances')).map((one, i) => (
        <>
          {i > 0 && ', '}
          <Text of={place(one)} code />
        </>
      ))}
    </>
  );
}

function Fact({ name, children }: { name: string; children: ComponentChildren }): VNode {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

function Details({ of: check, source }: { of: Check; source: PageSource }): VNode {
  const { difference, outliers, disposition } = check.value;
  const texts = (['variant', 'source', 'rationale', 'note'] as const).filter((key) => isTold(of(check, key)));
  return (
    <>
      <p>
        <CheckMark of={check} word /> <Text of={of(check, 'check')} />
        {deviates(check) && (
          <>
            {' '}
            <SeverityWord of={of(check, 'severity')} /> <Text of={of(check, 'code')} code />
          </>
        )}
      </p>
      <dl class="facts">
        <Fact name="expected">
          <Text of={of(check, 'expected')} why="nothing is declared" />
        </Fact>
        <Fact name="actual">
          <Actual of={check} />
        </Fact>
        {difference !== null && difference !== 0 && (
          <Fact name="difference">
            <Difference of={check} />
          </Fact>
        )}
        {texts.map((key) => (
          <Fact name={key}>
            <Text of={of(check, key)} />
          </Fact>
        ))}
        {outliers && (
          <Fact name="instances">
            <Outliers of={check} source={source} />
          </Fact>
        )}
        {disposition && (
          <Fact name="decision">
            <Decision of={check} />
          </Fact>
        )}
      </dl>
    </>
  );
}

/** All that is known of checks, those of one place together; a button of that place opens them. */
export function CheckPopovers(props: { groups: readonly (readonly Check[])[]; source: PageSource }): VNode {
  const { groups, source } = props;
  return (
    <div class="protocol-check-details">
      {groups.map(([first, ...more]) =>
        first ? (
          <div popover id={idOf(first)}>
            {[first, ...more].map((check) => (
              <Details of={check} source={source} />
            ))}
          </div>
        ) : null,
      )}
    </div>
  );
}
