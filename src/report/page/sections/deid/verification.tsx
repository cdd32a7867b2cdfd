import type { VNode } from 'preact';
import { each, isTold, of } from '../../told.js';
import { Count, Num, Text } from '../../value.js';
import type { DeidReport } from './input-path.js';

/** What every output was searched for, and where; or that nothing was searched. */
export function Verification({ report }: { report: DeidReport }): VNode {
  const told = of(report, 'verification');
  if (!isTold(told))
    return (
      <>
        <h4>Verification</h4>
        <p class="deid-aside">
          Nothing was searched: a dry run writes no output. A run may quarantine more than is told here, where
          the search of an output finds something that identifies.
        </p>
      </>
    );
  const released = report.value.summary.filesOut ?? 0;
  const unsearched = released - told.value.files;
  return (
    <>
      <h4>Verification</h4>
      <p>
        <Num of={of(told, 'files')} /> released files were read again from the disk and searched, before each
        got its name, for <Num of={of(told, 'values')} /> identifying values and <Num of={of(told, 'uids')} />{' '}
        UIDs of the whole delivery, and for those of the file's own source: <Num of={of(told, 'searches')} />{' '}
        searches for a value. A file in which something is found is not released.
      </p>
      {unsearched !== 0 && (
        <p class="deid-alarm">
          <Count n={Math.abs(unsearched)} what="difference of released and searched files" /> released files
          were not searched.
        </p>
      )}
      <p>Searched in each:</p>
      <ul class="deid-places">
        {each(of(told, 'places')).map((place) => (
          <li>
            <Text of={place} />
          </li>
        ))}
      </ul>
      <p class="deid-aside">
        Not searched: the pixels themselves. Text that is burned into an image is known only where the header
        says so, and faces stay in head scans.
      </p>
    </>
  );
}
