const MONTHS: readonly (readonly string[])[] = [
  ['jan', 'january', 'januar', 'janvier', 'enero'],
  ['feb', 'february', 'februar', 'fevrier', 'febrero'],
  ['mar', 'march', 'marz', 'mars', 'marzo'],
  ['apr', 'april', 'avril', 'abril'],
  ['may', 'mai', 'mayo'],
  ['jun', 'june', 'juni', 'juin', 'junio'],
  ['jul', 'july', 'juli', 'juillet', 'julio'],
  ['aug', 'august', 'aout', 'agosto'],
  ['sep', 'sept', 'september', 'septembre', 'septiembre'],
  ['oct', 'okt', 'october', 'oktober', 'octobre', 'octubre'],
  ['nov', 'november', 'novembre', 'noviembre'],
  ['dec', 'dez', 'december', 'dezember', 'decembre', 'diciembre'],
];

/**
 * A day as people and machines write it, a blank where a separator stands: 19700131, 1970 01 31, 31 01 1970, 01 31 1970,
 * without leading zeros, and with the month's name in four languages.
 * @param text DA, `yyyymmdd` or `yyyy.mm.dd`; anything else has no forms
 * @param brief with years of two digits too, which stand in texts by chance
 */
export function formsOfDate(text: string, brief: boolean): string[] {
  const match = /^(\d{4})\.?(\d{2})\.?(\d{2})/.exec(text.trim());
  const [, year = '', month = '', day = ''] = match ?? [];
  const names = MONTHS[Number(month) - 1];
  if (!names) return [];
  const days = [...new Set([day, String(Number(day))])];
  const months = [...new Set([month, String(Number(month))])];
  const years = brief ? [year, year.slice(2)] : [year];
  const numeric = days.flatMap((d) =>
    months.flatMap((m) => years.flatMap((y) => [`${d} ${m} ${y}`, `${m} ${d} ${y}`])),
  );
  const named = days.flatMap((d) =>
    names.flatMap((m) => years.flatMap((y) => [`${d} ${m} ${y}`, `${m} ${d} ${y}`])),
  );
  const isoLike = months.flatMap((m) => days.map((d) => `${year} ${m} ${d}`));
  const joined = [`${year}${month}${day}`, `${day}${month}${year}`, `${month}${day}${year}`];
  return [...new Set([...joined, ...isoLike, ...numeric, ...named, `${year} ${names[0]} ${day}`])];
}
