/** Taking padding off text, in time linear in its length (a trailing-space pattern of a regular expression is not). */

/** The text without the characters of `characters` that end it. */
export function withoutTrailing(text: string, characters: string): string {
  let end = text.length;
  while (end > 0 && characters.includes(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}

/** The text without leading spaces, and without trailing spaces and NULs. */
export function unpadded(text: string): string {
  let start = 0;
  while (text.charAt(start) === ' ') start++;
  return withoutTrailing(text.slice(start), ' \0');
}
