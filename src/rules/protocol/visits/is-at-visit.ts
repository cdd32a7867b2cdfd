/** People and scanners spell a visit as they like: `V1`, `v1 `, `Week  4`. */
function plain(visit: string): string {
  return visit.trim().replace(/\s+/gu, ' ').toLowerCase();
}

/**
 * Whether a visit is one of those at which something is asked for. Case and runs of blanks do not count: a visit that is
 * spelled otherwise must not be one at which nothing is asked for.
 * @param visits every visit when undefined
 */
export function isAtVisit(
  visits: readonly string[] | undefined,
  visit: string | undefined,
): 'yes' | 'no' | 'unknown' {
  if (visits === undefined) return 'yes';
  if (visit === undefined || visit.trim() === '') return 'unknown';
  const wanted = plain(visit);
  return visits.some((one) => plain(one) === wanted) ? 'yes' : 'no';
}
