import type { VNode } from 'preact';
import { OUTCOMES, type Outcome, SEVERITIES, type Severity } from '../../../../findings/outcome.js';
import { type DataColumn, DataTable } from '../../data-table.js';
import { Fold } from '../../fold.js';
import { KeyName } from '../../key-name.js';
import { Mark, SeverityWord } from '../../mark.js';
import { inWords } from '../../sources.js';
import { each, entries, isTold, of, type Told } from '../../told.js';
import { Count, Nothing, Num, Text } from '../../value.js';

/** More rows, or more properties, stand folded. */
const MOST_OPEN = 30;
/** More values in a cell stand folded. */
const MOST_IN_CELL = 6;

type Plain = string | number | boolean | null | undefined;
type Row = Readonly<Record<string, unknown>>;

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isPlain({ value }: Told<unknown>): boolean {
  return typeof value !== 'object' || value === null;
}

interface GenericProps {
  readonly of: Told<unknown>;
  /** What it is called, in words. */
  readonly name: string;
}

/** A section of any report: a list of objects as a table, an object as a list of its properties, the rest as it is. */
export function GenericValue({ of: told, name }: GenericProps): VNode {
  const { value, at } = told;
  if (Array.isArray(value)) return <GenericList of={{ value, at }} name={name} />;
  if (!isRow(value)) return <PlainValue of={told} name={name} />;
  const size = Object.keys(value).length;
  const facts = <Facts of={{ value, at }} />;
  return size > MOST_OPEN ? <Fold summary={<Sum n={size} name={name} />}>{facts}</Fold> : facts;
}

function Sum({ n, name }: { n: number; name: string }): VNode {
  return (
    <>
      {name} <Count n={n} what={name} />
    </>
  );
}

function GenericList({ of: list, name }: { of: Told<readonly unknown[]>; name: string }): VNode {
  const items = each(list);
  if (items.length === 0) return <p class="empty">None.</p>;
  const rows = items.flatMap(({ value, at }) => (isRow(value) ? [{ value, at }] : []));
  const shown =
    rows.length === items.length ? (
      <RowTable rows={rows} name={name} />
    ) : (
      <Joined items={items} name={name} />
    );
  return items.length > MOST_OPEN ? (
    <Fold summary={<Sum n={items.length} name={name} />}>{shown}</Fold>
  ) : (
    shown
  );
}

/** The columns are all keys that any row has, in the order in which they come. */
function RowTable({ rows, name }: { rows: readonly Told<Row>[]; name: string }): VNode | null {
  const keys = [...new Set(rows.flatMap(({ value }) => Object.keys(value)))];
  const columns = keys.map((key): DataColumn<Told<Row>> => {
    const cells = rows.map((row) => of(row, key)).filter(isTold);
    const numeric = cells.length > 0 && cells.every(({ value }) => typeof value === 'number');
    const long = cells.some(({ value }) => typeof value === 'object' || String(value).length > 24);
    return {
      ...{ title: inWords(key), numeric, wide: long },
      cell: (row) => <Cell of={of(row, key)} name={key} />,
    };
  });
  return <DataTable caption={name} columns={columns} rows={rows} />;
}

/** What stands in a cell, or beside a name: never a table. */
function Cell({ of: told, name }: GenericProps): VNode {
  const { value, at } = told;
  if (Array.isArray(value)) return <Joined items={each({ value, at })} name={inWords(name)} />;
  if (!isRow(value)) return <PlainValue of={told} name={name} />;
  const size = Object.keys(value).length;
  if (size === 0) return <Nothing why="empty" />;
  const facts = <Pairs of={{ value, at }} />;
  return size > MOST_IN_CELL ? <Fold summary={<Sum n={size} name={inWords(name)} />}>{facts}</Fold> : facts;
}

function Joined({ items, name }: { items: readonly Told<unknown>[]; name: string }): VNode {
  if (items.length === 0) return <Nothing why="empty" />;
  const shown = items.every(isPlain) ? (
    <span>
      {items.map((item, i) => (
        <>
          {i > 0 && ', '}
          <PlainValue of={item} name={name} />
        </>
      ))}
    </span>
  ) : (
    <ul>
      {items.map((item) => (
        <li>
          <Cell of={item} name={name} />
        </li>
      ))}
    </ul>
  );
  return items.length > MOST_IN_CELL ? (
    <Fold summary={<Sum n={items.length} name={name} />}>{shown}</Fold>
  ) : (
    shown
  );
}

function Facts({ of: row }: { of: Told<Row> }): VNode {
  return (
    <dl class="facts">
      {entries(row).map(([key, told]) => (
        <>
          <dt>
            <KeyName of={key} as={inWords(key)} />
          </dt>
          <dd>
            {Array.isArray(told.value) && told.value.some(isRow) ? (
              <GenericValue of={told} name={inWords(key)} />
            ) : (
              <Cell of={told} name={key} />
            )}
          </dd>
        </>
      ))}
    </dl>
  );
}

/** `key: value`, a line each. */
function Pairs({ of: row }: { of: Told<Row> }): VNode {
  return (
    <ul class="plain">
      {entries(row).map(([key, told]) => (
        <li>
          <KeyName of={key} as={inWords(key)} />: <Cell of={told} name={key} />
        </li>
      ))}
    </ul>
  );
}

function PlainValue({ of: told, name }: GenericProps): VNode {
  const { at } = told;
  const value = told.value as Plain;
  if (typeof value === 'number') return <Num of={{ value, at }} />;
  if (
    typeof value === 'string' &&
    /outcome$|verdict$/i.test(name) &&
    (OUTCOMES as readonly string[]).includes(value)
  )
    return <Mark of={{ value: value as Outcome, at }} word />;
  if (name === 'severity' && (SEVERITIES as readonly unknown[]).includes(value))
    return <SeverityWord of={{ value: value as Severity, at }} />;
  return <Text of={{ value, at }} code={typeof value === 'string' && isCode(value)} />;
}

/** UIDs, digests, paths: long, and without blanks. */
function isCode(value: string): boolean {
  return value.length > 24 && !/\s/.test(value);
}
