import { KeyError } from '../../identity/key-error.js';
import type { Report } from '../../report/envelope.js';
import { judgeDelivery } from '../../rules/protocol/judge-delivery.js';
import { studyViews } from '../../rules/protocol/view/study-views.js';
import { buildDelivery, type Delivery } from '../../study/model.js';
import { Redactor } from '../../study/redact.js';
import { inputsOr, leftOutOf, scanOr } from '../scan/delivered.js';
import { GlobExclusion } from '../scan/exclusion.js';
import { fullPaths } from '../scan/full-paths.js';
import { findRepetition } from '../scan/repetition.js';
import { Concealer } from './concealed.js';
import { type EarlierReport, readEarlier } from './earlier-visits.js';
import { loadDispositions } from './load-dispositions.js';
import { loadProtocol } from './load-protocol.js';
import { checkProtocolNeeds } from './needs.js';
import type { CheckProtocolOptions } from './options.js';
import { reportOf } from './report.js';
import { type KeyedSubjects, keyedSubjects } from './subjects.js';

/**
 * Holds every study of a delivery against a scanning protocol.
 * @throws ConfigError, InputError, ReportError, KeyError when there is nothing to work with
 * @throws RangeError when what is delivered was scanned without what the protocol asks for, or both `against` and
 * `earlier` are given
 */
export async function runCheckProtocol(options: CheckProtocolOptions): Promise<Report> {
  const { signal, progress, jobs, pool, visit, site } = options;
  const loaded = await loadProtocol(options.protocol);
  const decided = options.dispositions
    ? await loadDispositions(options.dispositions, options.startedAt)
    : undefined;
  const earlier = await earlierOf(options, loaded.protocol);
  const exclusion = new GlobExclusion(options.exclude);
  const inputs = await inputsOr(options, exclusion);
  const needs = checkProtocolNeeds(loaded);
  const scanned = { needs, checksums: false, jobs, signal, progress, ...(pool && { pool }) };
  const found = await scanOr(options.delivered, inputs, scanned);
  const delivery = buildDelivery(found.instances);
  const keyed = await keyedBy(options, delivery);
  assertSameKey(earlier, keyed, options.against);
  const told = {
    ...(visit !== undefined && { visit }),
    ...(site !== undefined && { site }),
    ...(keyed && { subjectOf: keyed.subjectOf }),
  };
  const studies = studyViews(delivery, { instances: found.instances, probes: found.probes }, told);
  const redactor = new Redactor(found.instances.headers.map(({ identifying }) => identifying));
  const conceal = new Concealer(redactor, options.identifiers);
  const judgement = judgeDelivery(loaded.protocol, studies, {
    dispositions: decided?.dispositions ?? [],
    earlier: earlier?.visits,
    conceal: (result) => conceal.result(result),
  });
  const fullPath = fullPaths(inputs.roots, found.files);
  return reportOf({
    options,
    loaded,
    inputs,
    scan: found,
    delivery,
    repetition: await findRepetition({ scan: found, delivery, fullPath, signal }),
    studies,
    judgement,
    earlier: earlier?.visits ?? [],
    conceal,
    ...(decided && { dispositionsSha256: decided.sha256 }),
    ...(keyed && { keyFingerprint: keyed.keyFingerprint }),
    leftOut: leftOutOf(options, exclusion),
  });
}

/** What is known of visits before these: of the report that was named, or as the caller has read it. */
async function earlierOf(
  { against, earlier }: CheckProtocolOptions,
  protocol: { readonly id: string },
): Promise<Pick<EarlierReport, 'visits' | 'keyFingerprint'> | undefined> {
  if (!earlier) return against ? readEarlier(against, protocol) : undefined;
  if (against) throw new RangeError('earlier visits are given, and a report with such is named');
  return earlier.length > 0 ? { visits: earlier } : undefined;
}

async function keyedBy(
  { keyFile }: CheckProtocolOptions,
  delivery: Delivery,
): Promise<KeyedSubjects | undefined> {
  return keyFile === undefined ? undefined : keyedSubjects(keyFile, delivery);
}

/** Subjects of two keys never meet: a mismatch would let every visit pass for the first. DESIGN 2.4. */
function assertSameKey(
  earlier: Pick<EarlierReport, 'keyFingerprint'> | undefined,
  keyed: KeyedSubjects | undefined,
  against: string | undefined,
): void {
  const before = earlier?.keyFingerprint;
  if (before === undefined || keyed === undefined || before === keyed.keyFingerprint) return;
  throw new KeyError('key-mismatch', `the report ${against} was made with another project key`);
}
