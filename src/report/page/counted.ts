/** What pages count: many, and one. */
const ONE: Readonly<Record<string, string>> = {
  ...{ patients: 'patient', studies: 'study', instances: 'instance', files: 'file', visits: 'visit' },
  ...{ objects: 'object', measurements: 'measurement', lesions: 'lesion', diameters: 'diameter' },
  ...{ assignments: 'assignment', orientations: 'orientation', decisions: 'decision', stacks: 'stack' },
  ...{ subjects: 'subject', readers: 'reader', courses: 'course', rows: 'row', codes: 'code' },
  ...{ variants: 'variant', checks: 'check', tests: 'test', remarks: 'remark', volumes: 'volume' },
};
const NOUN = new RegExp(`\\b(?:${Object.keys(ONE).join('|')})\\b`);

/** Words for what is counted, as `studies released`; of one alone, `study released`. */
export function counted(n: number | null | undefined, words: string): string {
  return n === 1 ? words.replace(NOUN, (many) => ONE[many] ?? many) : words;
}
