/**
 * Days that writers put where they have no date. Whoever sees one of them shifted knows the shift, so none is shifted:
 * the least and the greatest date of several languages, the zero of clocks and of spreadsheets, and typed fillers. No
 * study took place on any of them. 2000-01-01 is not here: clocks start there, too, but studies were made on it.
 */
const PLACEHOLDERS: ReadonlySet<string> = new Set([
  // .NET's DateTime.MinValue; DateTime.MaxValue and SQL's end of time.
  '00010101',
  '99991231',
  '99990101',
  // Typed.
  '11111111',
  '22220202',
  '18000101',
  '18500101',
  '19000101',
  '19010101',
  // Zeros: MUMPS (day 0 and 1), VMS and the modified Julian date, OLE automation and Excel, NTFS, Unix (UTC and west of it), DOS.
  '18401231',
  '18410101',
  '18581117',
  '18991230',
  '18991231',
  '16010101',
  '19691231',
  '19700101',
  '19800101',
]);

/** True for a day, `yyyymmdd`, that says that there is no date. */
export function isPlaceholderDate(day: string): boolean {
  return PLACEHOLDERS.has(day);
}
