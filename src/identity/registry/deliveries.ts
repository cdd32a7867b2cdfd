import type { Action, Reader, Row, Writer } from '../crosswalk/contract.js';

/** A run of `assign-id` that recorded something. */
export interface Delivery {
  readonly row: number;
  /** The run's ID, as it stands in its report. */
  readonly run: string;
  /** UTC, RFC 3339. */
  readonly at: string;
  readonly operator: string | null;
  readonly osUser: string;
  readonly site: string | null;
  /** The paths that were given; they may hold names, and stay in the encrypted store. */
  readonly inputs: readonly string[];
}

/** What a new delivery is recorded with. */
export interface NewDelivery extends Omit<Delivery, 'row'> {
  readonly trial: number;
}

const DELIVER: Action = { name: 'deliver' };

/** @returns the delivery's row */
export function addDelivery(writer: Writer, delivery: NewDelivery): number {
  const { trial, run, at, operator, osUser, site, inputs } = delivery;
  const values = { trial, run, at, operator, os_user: osUser, site, inputs: JSON.stringify(inputs) };
  return writer.insert('deliveries', { ...values, status: 'recorded' }, DELIVER);
}

/** A row of `deliveries`. */
export function deliveryOf(row: Row): Delivery {
  return {
    row: row.id,
    run: String(row.run),
    at: String(row.at),
    operator: row.operator === null ? null : String(row.operator),
    osUser: String(row.os_user),
    site: row.site === null ? null : String(row.site),
    inputs: JSON.parse(String(row.inputs)),
  };
}

/** The delivery of a run. @throws RangeError when the run recorded none */
export function deliveryNamed(reader: Reader, run: string): Delivery {
  const row = reader.row('deliveries', 'run = ?', run);
  if (!row) throw new RangeError('the run recorded no delivery');
  return deliveryOf(row);
}

const MADE = "(SELECT min(seq) FROM audit WHERE entity = 'deliveries:' || deliveries.id)";

/**
 * The deliveries that brought instances of a study, first first.
 * @param before number of an audit record: what was delivered after it does not count
 */
export function deliveriesOf(reader: Reader, study: number, before = Number.MAX_SAFE_INTEGER): Delivery[] {
  return reader
    .rows(
      'deliveries',
      `id IN (SELECT delivery FROM contents WHERE study = ? UNION SELECT delivery FROM studies WHERE id = ?) AND ${MADE} < ? ORDER BY id`,
      study,
      study,
      before,
    )
    .map(deliveryOf);
}
