import type { VNode } from 'preact';
import { OUTCOMES } from '../../../../findings/outcome.js';
import type { StudyRow } from '../../../manifest-sections.js';
import { MOST_ROWS } from '../../data-table.js';
import { Scroll } from '../../scroll.js';
import { each, isTold, of, type Told } from '../../told.js';
import { Count, Num, Text } from '../../value.js';
import { worstOf } from './findings-about.js';
import { FoldMany } from './fold-many.js';
import { Said } from './said.js';
import { SERIES_COLUMNS, type SeriesOnPage } from './series-columns.js';
import { firstOf, type StudyOnPage } from './studies-on-page.js';

/** Up to so many series stand open though nothing was found about them. */
const MOST_OPEN = 40;
/** From this place on nothing failed, and nothing was left unjudged. */
const CALM = OUTCOMES.indexOf('warn');

function seriesIn(studies: readonly StudyOnPage[]): number {
  return studies.reduce((sum, { series }) => sum + series.length, 0);
}

/** Whose study it is, of which day, and what it is called. */
function StudyName({ of: study }: { of: Told<StudyRow> }): VNode {
  const several = each(of(study, 'patients'));
  const [description, date] = [of(study, 'description'), of(study, 'studyDate')];
  return (
    <>
      <span class="group-name">
        {several.length === 0 ? (
          <>
            Patient <Num of={of(study, 'patient')} />
          </>
        ) : (
          <strong class="fault">
            Patients{' '}
            {several.map((patient, i) => (
              <>
                {i > 0 && ' and '}
                <Num of={patient} />
              </>
            ))}
          </strong>
        )}{' '}
        · day <Num of={of(study, 'dayOffset')} why="no study date" />
        {isTold(date) && (
          <>
            {' '}
            · <Text of={date} why="no study date" />
          </>
        )}
        {description.value !== '' && (
          <>
            {' '}
            · <Text of={description} />
          </>
        )}
      </span>{' '}
      <Text of={of(study, 'studyUID')} code why="no Study Instance UID" />
    </>
  );
}

function SeriesLine({ row }: { row: SeriesOnPage }): VNode {
  return (
    <tr class={worstOf(row.findings)?.value}>
      {SERIES_COLUMNS.map(({ numeric, head, wide, cell }) => {
        const name = [numeric ? 'numeric' : '', wide ? 'wide' : ''].join(' ').trim() || undefined;
        return head ? (
          <th scope="row" class={name}>
            {cell(row)}
          </th>
        ) : (
          <td class={name}>{cell(row)}</td>
        );
      })}
    </tr>
  );
}

function StudyGroup({ of: { study, findings, series } }: { of: StudyOnPage }): VNode {
  return (
    <tbody>
      <tr class="group">
        <th scope="rowgroup" colSpan={SERIES_COLUMNS.length}>
          <StudyName of={study} />
          {findings.length > 0 && (
            <ul class="plain">
              <Said of={findings} />
            </ul>
          )}
        </th>
      </tr>
      {series.map((row) => (
        <SeriesLine row={row} />
      ))}
    </tbody>
  );
}

/** One table, so that figures of all studies stand below each other; each study is a group of rows. */
function StudyTable({ studies, caption }: { studies: readonly StudyOnPage[]; caption: string }): VNode {
  const more = seriesIn(studies) - MOST_ROWS;
  return (
    <Scroll label={caption}>
      <table class="series">
        <caption>{caption}</caption>
        <thead>
          <tr>
            {SERIES_COLUMNS.map(({ title, numeric }) => (
              <th scope="col" class={numeric ? 'numeric' : undefined}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        {firstOf(studies, MOST_ROWS).map((study) => (
          <StudyGroup of={study} />
        ))}
      </table>
      {more > 0 && (
        <p class="more">
          … and <Count n={more} what="series not shown" /> more series: they stand in the JSON report
        </p>
      )}
    </Scroll>
  );
}

/** The studies of a delivery with their series: those that something is wrong with first, many others folded. */
export function Studies({ studies }: { studies: readonly StudyOnPage[] }): VNode {
  const amiss = studies.filter(({ urgency }) => urgency < CALM);
  const calm = studies.filter(({ urgency }) => urgency >= CALM);
  return (
    <>
      <h4>Studies and series</h4>
      {studies.length === 0 && <p class="empty">No study was found.</p>}
      {amiss.length > 0 && (
        <StudyTable studies={amiss} caption="Studies in which something failed or could not be judged" />
      )}
      {calm.length > 0 && (
        <FoldMany n={seriesIn(calm)} what="series of other studies" most={MOST_OPEN}>
          <StudyTable
            studies={calm}
            caption={amiss.length > 0 ? 'Other studies' : 'Studies: nothing failed in any of them'}
          />
        </FoldMany>
      )}
      <p class="hint">
        Days are counted from the patient's first study. Spacing is measured from centre to centre of the
        slices, by their positions. Missing: places of a regular spacing that hold no slice. Doubled: slices
        that lie where another one lies. Volumes: how often the whole stack of slices was taken; times: the
        moments at which one contrast was taken. A dash says that a figure cannot be told, which is not zero.
        What asks for somebody stands under <a href="#needs">What needs a person</a>.
      </p>
    </>
  );
}
