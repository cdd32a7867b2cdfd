/** What the words of derived names are in print, where not as they are spelt. */
const PRINTED: Readonly<Record<string, string>> = {
  suv: 'SUV',
  pet: 'PET',
  ctdi: 'CTDI',
  dlp: 'DLP',
  mr: 'MR',
  ct: 'CT',
};

/** Keywords that name an amount in a unit, and those that are no words. */
const WHOLE = /^(?:KVP|CTDIvol|dBdt|SAR)$/;
const UNIT_AT_END = /In(mAs|mA|ms|uAs)$/;

/**
 * A quantity's name as a manual prints it: `Echo Time` of `EchoTime`, `Slice spacing` of `sliceSpacing`. What names no
 * attribute and no derived value (private elements, Siemens' headers) stays as it is.
 */
export function printedName(name: string): string {
  if (/^(?:csa|phoenix)\./.test(name) || name.includes('/')) return name;
  if (/^[a-z]/.test(name) && !WHOLE.test(name)) return derivedName(name);
  return name
    .split('.')
    .map((step) => {
      const [, keyword = step, index] = /^([^[]+)\[(\d+)\]$/.exec(step) ?? [];
      return index === undefined
        ? attributeName(keyword)
        : `${attributeName(keyword)} item ${Number(index) + 1}`;
    })
    .join(', ');
}

function attributeName(keyword: string): string {
  if (WHOLE.test(keyword)) return keyword;
  const [, unit] = UNIT_AT_END.exec(keyword) ?? [];
  const words = inWords(keyword.replace(UNIT_AT_END, '')).replace(/\bX Ray\b/g, 'X-Ray');
  return unit === undefined ? words : `${words} in ${unit}`;
}

function derivedName(name: string): string {
  const words = inWords(name)
    .split(' ')
    .map((word) => (/^[A-Z]{2,}/.test(word) ? word : word.toLowerCase()))
    .map((word) => PRINTED[word] ?? word);
  const [first = '', ...rest] = words;
  return [first.length === 1 ? first : first.charAt(0).toUpperCase() + first.slice(1), ...rest].join(' ');
}

/** Camel case in words: `FrameOfReferenceUID` is `Frame Of Reference UID`. */
function inWords(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2');
}

/** `a, b and c`. */
export function listed(names: readonly string[]): string {
  if (names.length < 2) return names.join('');
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
