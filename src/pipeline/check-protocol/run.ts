import { KeyError } from '../../identity/key-error.js';
import type { Report } from '../../report/envelope.js';
import { judgeDelivery } from '../../rules/protocol/judge-delivery.js';
import { studyViews } from '../../rules/protocol/view/study-views.js';
import { buildDelivery, type Delivery } from '../../study/model.js';
import { Redactor } from '../../study/redact.js';
import { GlobExclusion } from '../scan/exclusion.js';
import { fullPaths } from '../scan/full-paths.js';
import { findRepetition } from '../scan/repetition.js';
import { resolveInputs } from '../scan/resolve-inputs.js';
import { scan } from '../scan/scan.js';
import { Concealer } from './concealed.js';
import { type EarlierReport, readEarlier } from './earlier-visits.js';
import { loadDispositions } from './load-dispositions.js';
import { loadProtocol } from './load-protocol.js';
import type { CheckProtocolOptions } from './options.js';
import { reportOf } from './report.js';
import { type KeyedSubjects, keyedSubjects } from './subjects.js';

/**
 * Holds every study of a delivery against a scanning protocol.
 * @throws ConfigError, InputError, ReportError, KeyError when there is nothing to work with
 */
export async function runCheckProtocol(options: CheckProtocolOptions): Promise<Report> {
  const { signal, progress, jobs, visit, site } = options;
  const loaded = await loadProtocol(options.protocol);
  const decided = options.dispositions
    ? await loadDispositions(options.dispositions, options.startedAt)
    : undefined;
  const earlier = options.against ? await readEarlier(options.against, loaded.protocol) : undefined;
  const exclusion = new GlobExclusion(options.exclude);
  const inputs = await resolveInputs(options.inputs, exclusion, signal);
  const { probes } = loaded.protocol;
  const found = await scan(inputs, { checksums: false, jobs, signal, progress, probes });
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
    leftOut: exclusion.count,
  });
}

async function keyedBy(
  { keyFile }: CheckProtocolOptions,
  delivery: Delivery,
): Promise<KeyedSubjects | undefined> {
  return keyFile === undefined ? undefined : keyedSubjects(keyFile, delivery);
}

/** Subjects of two keys never meet: a mismatch would let every visit pass for the first. DESIGN 2.4. */
function assertSameKey(
  earlier: EarlierReport | undefined,
  keyed: KeyedSubjects | undefined,
  against: string | undefined,
): void {
  const before = earlier?.keyFingerprint;
  if (before === undefined || keyed === undefined || before === keyed.keyFingerprint) return;
  throw new KeyError('key-mismatch', `the report ${against} was made with another project key`);
}
