import type { VNode } from 'preact';
import type { DeidAction, DeidReviewRow } from '../../../deid-sections.js';
import { DataTable, MOST_ROWS } from '../../data-table.js';
import { Fold } from '../../fold.js';
import { each, of, type Told } from '../../told.js';
import { Count, Num, Text } from '../../value.js';
import type { DeidReport } from './input-path.js';
import { type ReviewAttribute, type ReviewRule, rulesOf, unlike } from './review-groups.js';
import { ReviewValues } from './review-values.js';
import { ACTION_WORDS, ACTIONS } from './words.js';

type Row = Told<DeidReviewRow>;

function Files({ rows }: { rows: readonly Row[] }): VNode {
  const [only, ...others] = rows;
  if (only && others.length === 0) return <Num of={of(only, 'files')} />;
  return <Count n={rows.reduce((sum, { value }) => sum + value.files, 0)} what="files of all series" />;
}

function Attribute({ of: { first, rows }, isList }: { of: ReviewAttribute; isList: boolean }): VNode {
  return (
    <li>
      <Text of={of(first, 'path')} code />{' '}
      <span class="deid-soft">
        {isList && (
          <>
            <Text of={of(first, 'rule')} />,{' '}
          </>
        )}
        <Files rows={rows} /> files
      </span>
    </li>
  );
}

function Attributes({ of: { attributes, isList } }: { of: ReviewRule }): VNode {
  const more = attributes.length - MOST_ROWS;
  return (
    <Fold
      summary={
        <>
          <Count n={attributes.length} what="attributes of the rule" />{' '}
          {attributes.length === 1 ? 'attribute' : 'attributes'}
        </>
      }
    >
      <ul class="deid-attributes">
        {attributes.slice(0, MOST_ROWS).map((attribute) => (
          <Attribute of={attribute} isList={isList} />
        ))}
      </ul>
      {more > 0 && (
        <p class="more">
          … and <Count n={more} what="attributes not shown" /> more: they stand in the JSON report
        </p>
      )}
    </Fold>
  );
}

function Rules({ rules, action }: { rules: readonly ReviewRule[]; action: DeidAction }): VNode | null {
  return (
    <DataTable
      caption={`Rules by which attributes are ${ACTION_WORDS[action].done}`}
      rows={rules}
      columns={[
        {
          title: 'Rule',
          head: true,
          cell: ({ first, isList }) =>
            isList ? 'each element by its own entry' : <Text of={of(first, 'rule')} />,
        },
        { title: 'Attributes', wide: true, cell: (rule) => <Attributes of={rule} /> },
        {
          title: 'Series',
          numeric: true,
          cell: ({ rows }) => (
            <Count n={new Set(rows.map(({ value }) => value.seriesUID)).size} what="series of the rule" />
          ),
        },
        { title: 'Files, added up', numeric: true, cell: ({ rows }) => <Files rows={rows} /> },
        { title: 'Where that stands', wide: true, cell: ({ first }) => <Text of={of(first, 'source')} /> },
      ]}
    />
  );
}

interface Fate {
  readonly action: DeidAction;
  readonly rules: readonly ReviewRule[];
  readonly rows: readonly Row[];
}

function fates(rows: readonly Row[]): Fate[] {
  return ACTIONS.map((action) => {
    const rules = rulesOf(rows, action);
    return { action, rules, rows: rules.flatMap((rule) => rule.rows) };
  }).filter(({ rules }) => rules.length > 0);
}

function attributeCount({ rows, action }: Fate): VNode {
  const paths = new Set(rows.map(({ value }) => value.path));
  return <Count n={paths.size} what={`attributes: ${action}`} />;
}

function Overview({ of: all }: { of: readonly Fate[] }): VNode | null {
  return (
    <DataTable
      caption="What would be done to attributes, over all series"
      rows={all}
      columns={[
        { title: 'Would be', head: true, cell: ({ action }) => ACTION_WORDS[action].done },
        { title: 'Attributes', numeric: true, cell: attributeCount },
        {
          title: 'Rules',
          numeric: true,
          cell: ({ rules, action }) => <Count n={rules.length} what={`rules: ${action}`} />,
        },
        { title: 'What it means', wide: true, cell: ({ action }) => ACTION_WORDS[action].means },
      ]}
    />
  );
}

/** An attribute that is kept in one series and removed in another is worth a look. */
function Unlike({ rows }: { rows: readonly Row[] }): VNode | null {
  const paths = unlike(rows);
  if (paths.length === 0) return null;
  return (
    <Fold
      summary={
        <>
          Not treated alike in all series: <Count n={paths.length} what="attributes of several actions" />{' '}
          attributes
        </>
      }
    >
      <DataTable
        caption="Attributes that are treated in several ways, and by which rule each time"
        rows={paths}
        columns={[
          {
            title: 'Attribute',
            head: true,
            wide: true,
            cell: ([first]) => first && <Text of={of(first, 'path')} code />,
          },
          { title: 'How', wide: true, cell: (ways) => <Ways of={ways} /> },
        ]}
      />
    </Fold>
  );
}

function Ways({ of: ways }: { of: readonly Row[] }): VNode {
  return (
    <ul class="plain">
      {ways.map((way) => (
        <li>
          {ACTION_WORDS[way.value.action].done}: <Text of={of(way, 'rule')} /> (
          <Text of={of(way, 'source')} />)
        </li>
      ))}
    </ul>
  );
}

/** What would be done to each attribute, by which rule, and where that stands. */
export function ReviewRules({ report }: { report: DeidReport }): VNode {
  const rows = each(of(report, 'review'));
  const all = fates(rows);
  return (
    <>
      <h4>What would be done, by rule</h4>
      <p class="deid-aside">
        A rule is what decides an attribute: a letter of the standard's table of confidential attributes, a
        line of the profile, an entry of a list of private elements, or the default for its kind of value.
      </p>
      {all.length === 0 && <p class="empty">No file would be released, so there is nothing to be decided.</p>}
      <Overview of={all} />
      {all.map((fate) => (
        <Fold
          summary={
            <>
              What would be {ACTION_WORDS[fate.action].done}: {attributeCount(fate)} attributes, by rule
            </>
          }
        >
          <Rules rules={fate.rules} action={fate.action} />
          <ReviewValues rows={fate.rows} action={fate.action} />
        </Fold>
      ))}
      <Unlike rows={rows} />
    </>
  );
}
