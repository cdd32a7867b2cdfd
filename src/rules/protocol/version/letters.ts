/** Letters as a number, different for different letters: `A` is 1, `Z` is 26, `AA` is 27. Case does not count. */
export function lettersNumber(letters: string): number {
  let number = 0;
  for (const letter of letters.toUpperCase()) number = number * 26 + (letter.charCodeAt(0) - 64);
  return number;
}
