/** Figures that people look for first; the others of a region stand folded below them (docs/measure-export.md). */
const MAIN: ReadonlySet<string> = new Set([
  ...['length', 'longAxis', 'shortAxis', 'diameter', 'area', 'perimeter', 'angle', 'ellipsoidVolume'],
  ...['volume', 'fractionalVolume', 'planimetricVolume', 'mean', 'maximum', 'localPeak'],
  ...['maximum3DDiameter', 'maximumAxialDiameter', 'perpendicularAxialDiameter'],
]);

/** Whether a measurement has a line of its own: whatever is stored, and the figures that people look for first. */
export function isMain(row: {
  readonly value: { readonly storedValue: string | null; readonly figure: string | null };
}): boolean {
  const { storedValue, figure } = row.value;
  return storedValue !== null || figure === null || MAIN.has(figure);
}
