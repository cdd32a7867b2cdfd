import type { VNode } from 'preact';
import { of, type Told } from '../../told.js';
import { Count, Num, Text } from '../../value.js';
import { type JudgedRow, numberIn } from './judged.js';

/** What names a run or an image: number and description of its series, and which of the series it is. */
export function SeriesName({ row }: { row: Told<JudgedRow> }): VNode {
  const number = numberIn(row.value);
  const what = 'run' in row.value ? 'run' : 'image';
  return (
    <>
      {row.value.seriesNumber === null ? (
        'series without a number'
      ) : (
        <>
          series <Num of={of(row, 'seriesNumber')} />
        </>
      )}
      {number > 0 && (
        <>
          , {what} <Count n={number + 1} what={`number of the ${what} in its series, from one`} />
        </>
      )}
      {row.value.description !== '' && (
        <>
          {' · '}
          <Text of={of(row, 'description')} />
        </>
      )}
    </>
  );
}

/** Studies of rows in their order. */
export function studiesOf(rows: readonly Told<JudgedRow>[]): Told<string>[] {
  const all = new Map(rows.map((row) => [row.value.studyUID, of(row, 'studyUID')]));
  return [...all.values()];
}

/** The number of a row's study among all, from one. */
export function StudyNumber({ row, studies }: StudyNumberProps): VNode {
  const place = studies.findIndex(({ value }) => value === row.value.studyUID);
  return <Count n={place + 1} what="number of the study in this list, from one" />;
}

interface StudyNumberProps {
  readonly row: Told<JudgedRow>;
  readonly studies: readonly Told<string>[];
}

/** Which study each number is; nothing where there is one study only. */
export function StudyList({ studies }: { studies: readonly Told<string>[] }): VNode | null {
  if (studies.length < 2) return null;
  return (
    <ol class="judged-studies" aria-label="Studies by their numbers">
      {studies.map((uid) => (
        <li>
          study <Text of={uid} code />
        </li>
      ))}
    </ol>
  );
}
