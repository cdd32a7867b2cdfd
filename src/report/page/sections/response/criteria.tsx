import type { VNode } from 'preact';
import type { CriteriaCell } from '../../../response-sections.js';
import { each, of, type Told } from '../../told.js';
import { Num, Text } from '../../value.js';
import { Answer } from './answer.js';

/** Which criteria were applied, what was changed of them, and where answers begin. */
export function Criteria({ of: told }: { of: Told<CriteriaCell> }): VNode {
  return (
    <dl class="facts">
      <dt>Criteria</dt>
      <dd>
        <strong>
          <Text of={of(told, 'title')} />
        </strong>{' '}
        (<Text of={of(told, 'name')} code />)
      </dd>
      <dt>Source</dt>
      <dd>
        <Text of={of(told, 'source')} />
      </dd>
      <dt>Modified</dt>
      <dd>
        <Texts of={of(told, 'modifications')} none="nothing: the criteria are applied as published" />
      </dd>
      <dt>Choices that the publication leaves open</dt>
      <dd>
        <Texts of={of(told, 'choices')} none="none stated: as the shipped criteria have them" />
      </dd>
      <dt>Thresholds of the target sum</dt>
      <dd>
        <ul class="plain">
          {each(of(told, 'thresholds')).map((threshold) => (
            <li>
              <Answer of={of(threshold, 'answer')} /> from <Num of={of(threshold, 'percent')} unit="%" /> of
              the sum at <Text of={of(threshold, 'of')} />
            </li>
          ))}
        </ul>
      </dd>
    </dl>
  );
}

function Texts({ of: told, none }: { of: Told<readonly string[]>; none: string }): VNode {
  if (told.value.length === 0) return <>{none}</>;
  return (
    <ul class="plain">
      {each(told).map((text) => (
        <li>
          <Text of={text} />
        </li>
      ))}
    </ul>
  );
}
