/** The part of dcmjs that is used: it ships no types. */
declare module 'dcmjs' {
  /** Elements by tag, eight hexadecimal digits in capitals. */
  export interface Dict {
    [tag: string]: { vr: string; Value: unknown[] };
  }
  class DicomDict {
    constructor(meta: Dict);
    dict: Dict;
    /** The whole Part 10 file. */
    write(): ArrayBuffer | Uint8Array;
  }
  interface Logger {
    setLevel(level: 'silent', persist: boolean): void;
  }
  export const data: { readonly DicomDict: typeof DicomDict };
  export const log: Logger & { getLoggers(): Readonly<Record<string, Logger>> };
}
