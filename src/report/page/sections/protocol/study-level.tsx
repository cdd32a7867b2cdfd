import type { VNode } from 'preact';
import { groupBy } from '../../../../findings/group-by.js';
import type { PageSource } from '../../page-source.js';
import { Scroll } from '../../scroll.js';
import { of } from '../../told.js';
import { Num } from '../../value.js';
import { NamedCheckButton } from './check-cell.js';
import { CheckPopovers } from './check-popover.js';
import type { Check, StudyView } from './study-view.js';
import { SCOPE_WORDS } from './words.js';

/** Checks of one name and one series of the protocol stand in one place. */
function places(checks: readonly Check[]): (readonly Check[])[] {
  return [...groupBy(checks, ({ value: { check, entry } }) => JSON.stringify([entry, check])).values()];
}

/** What was checked of the study as a whole, by kind: a letter each, and all of it on demand. */
export function StudyLevel({ of: study, source }: { of: StudyView; source: PageSource }): VNode | null {
  if (study.own.length === 0) return null;
  const scopes = [...groupBy(study.own, ({ value }) => value.scope)];
  return (
    <>
      <Scroll label={`The study as a whole, study ${study.row.value.study}`}>
        <table class="protocol-study-level">
          <caption>
            The study as a whole, study <Num of={of(study.row, 'study')} />
          </caption>
          <thead>
            <tr>
              <th scope="col">Question</th>
              <th scope="col">Checks</th>
            </tr>
          </thead>
          <tbody>
            {scopes.map(([scope, checks]) => (
              <tr>
                <th scope="row">{SCOPE_WORDS[scope]}</th>
                <td>
                  <ul class="plain protocol-places">
                    {places(checks).map((place) => (
                      <li>
                        <NamedCheckButton checks={place} />
                      </li>
                    ))}
                  </ul>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      <CheckPopovers groups={places(study.own)} source={source} />
    </>
  );
}
