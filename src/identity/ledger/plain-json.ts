/** Whether a value is what JSON gives back as it was: no dates, maps, lists that are made on demand, NaN, or undefined. */
export function isPlainJson(value: unknown): boolean {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object') return false;
  // An array with holes has fewer keys than places; one with names has more.
  if (Array.isArray(value)) return Object.keys(value).length === value.length && value.every(isPlainJson);
  const prototype: unknown = Object.getPrototypeOf(value);
  const isPlain = prototype === Object.prototype || prototype === null;
  return (
    isPlain && Object.getOwnPropertySymbols(value).length === 0 && Object.values(value).every(isPlainJson)
  );
}
