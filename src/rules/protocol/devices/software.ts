import { compareVersions, parseVersion } from '../version/parse.js';
import { QUALIFIED, type Qualification, unknown, unqualified } from './qualification.js';
import type { QualifiedDevice } from './qualified-device.js';

/** What runs on a scanner. */
export interface RunningSoftware {
  readonly manufacturer: string;
  /** The values of Software Versions (0018,1020); may be empty. */
  readonly versions: readonly string[];
}

const COMPARISON = /^(<=|>=|<|>|=)\s*(\S.*)$/;

/** Whether a row of the list is about what runs on a scanner. */
export function judgeSoftware(
  row: Pick<QualifiedDevice, 'software' | 'verdict'>,
  { manufacturer, versions }: RunningSoftware,
): Qualification {
  if (row.verdict !== undefined) return judgeTested(row.software, versions);
  if (row.software === undefined) return QUALIFIED;
  if (versions.length === 0) return unknown('Software Versions has no value');
  const comparison = COMPARISON.exec(row.software);
  const other = unqualified(`it is qualified with software ${row.software}`);
  if (!comparison) {
    return versions.includes(row.software) || versions.join('\\') === row.software ? QUALIFIED : other;
  }
  const [, operator = '=', bound = ''] = comparison;
  const [has, wanted] = [parseVersion(versions, manufacturer), parseVersion([bound], manufacturer)];
  const order = has && wanted && compareVersions(has, wanted);
  if (order === undefined) return unknown(`the order of its software and ${bound} is not known`);
  const holds =
    (operator.includes('=') && order === 0) ||
    (operator.startsWith('<') ? order < 0 : operator.startsWith('>') && order > 0);
  return holds ? QUALIFIED : other;
}

/** A test is one of exactly what the headers named: what a row says is never a comparison, and never any software. */
function judgeTested(tested: string | undefined, versions: readonly string[]): Qualification {
  if (versions.length === 0) return unknown('Software Versions has no value');
  if (tested === undefined) return unknown('the list does not say which software was tested');
  return versions.join('\\') === tested ? QUALIFIED : unqualified(`it was tested with software ${tested}`);
}
