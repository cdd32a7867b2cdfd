/** Why a volume could not be read, for people: codes of errors are all that comes from threads. */
export function unreadable(code: string): string {
  const words: Readonly<Record<string, string>> = {
    'not-finite': 'it holds values that are no numbers',
    'changed-while-read': 'its files changed while they were read',
    'no-volume': 'it could not be read',
  };
  return words[code] ?? `its pixels cannot be read (${code})`;
}
