import type { EthicsApproval, Trial } from '../trial/trial.js';

/**
 * The approval that a file can name. The module has room for one (PS3.3 C.7.1.3: Ethics Committee Name (0012,0081) and
 * Approval Number (0012,0082) have one value each), so of several that hold, one is true and enough: that which names
 * the site before one for all sites, then the one that took effect last, then the first of the trial file. One that was
 * not in effect on the day of the study is never named.
 * @param studyDate DICOM DA; undefined where it is not known, and effectiveness is not judged
 */
export function ethicsApproval(
  trial: Trial,
  site: string,
  studyDate: string | undefined,
): EthicsApproval | undefined {
  const day = studyDate === undefined ? undefined : isoDay(studyDate);
  const holding = (trial.ethicsApprovals ?? []).filter(
    (approval) => (approval.sites?.includes(site) ?? true) && isEffective(approval, day),
  );
  return holding.sort(bySiteThenStart)[0];
}

function isEffective({ effectiveFrom, effectiveUntil }: EthicsApproval, day: string | undefined): boolean {
  if (day === undefined) return true;
  return (effectiveFrom ?? day) <= day && day <= (effectiveUntil ?? day);
}

function bySiteThenStart(a: EthicsApproval, b: EthicsApproval): number {
  const named = Number(b.sites !== undefined) - Number(a.sites !== undefined);
  if (named !== 0) return named;
  const [from, other] = [a.effectiveFrom ?? '', b.effectiveFrom ?? ''];
  return from === other ? 0 : from < other ? 1 : -1;
}

/** YYYY-MM-DD of YYYYMMDD; undefined for anything else. */
function isoDay(date: string): string | undefined {
  const match = /^(\d{4})(\d{2})(\d{2})$/.exec(date);
  return match ? `${match[1]}-${match[2]}-${match[3]}` : undefined;
}
