import { StringDecoder } from 'node:string_decoder';

/** What a key did to a line: `more` is wanted, the line is `done`, or somebody wants out (Ctrl-C, Ctrl-D). */
export type LineState = 'more' | 'done' | 'interrupted' | 'ended';

/** Keys of a terminal in raw mode, ECMA-48 and the habits of Unix line editing. */
const KEYS: Readonly<Record<string, LineState | 'erase' | 'erase-all'>> = {
  '\r': 'done',
  '\n': 'done',
  '\u0003': 'interrupted',
  '\u0004': 'ended',
  '\b': 'erase',
  '\u007f': 'erase',
  '\u0015': 'erase-all',
};

const ESCAPE = '\u001b';
/** The parameters and the end of a control sequence, ECMA-48 5.4. */
const PARAMETER = /[ -?]/;
/** Characters that no key types: what is left of C0 and C1. */
const CONTROL = /\p{Cc}/u;

const letters = new Intl.Segmenter('und', { granularity: 'grapheme' });

/**
 * A line that is typed unseen: bytes in, text out. Arrow keys and the like type nothing, backspace takes the last letter
 * away with its accents, and Ctrl-U takes all. What is typed beyond the end of a line is kept for the next one.
 */
export class HiddenLine {
  private readonly decoder = new StringDecoder('utf8');
  private waiting: string[] = [];
  private escape: 'none' | 'begun' | 'sequence' | 'single' = 'none';
  private typed = '';

  /** The line so far. */
  get text(): string {
    return this.typed;
  }

  /** Takes bytes as the terminal hands them on, a character's possibly in two pieces. */
  feed(bytes: Uint8Array): void {
    this.waiting.push(...this.decoder.write(bytes));
  }

  /** Works through what was fed, up to the end of a line. */
  advance(): LineState {
    for (;;) {
      const character = this.waiting.shift();
      if (character === undefined) return 'more';
      const state = this.key(character);
      if (state !== 'more') return state;
    }
  }

  /** Begins the next line. */
  clear(): void {
    this.typed = '';
    this.escape = 'none';
  }

  private key(character: string): LineState {
    if (this.isOfEscape(character)) return 'more';
    const action = KEYS[character];
    if (action === 'erase') this.eraseLast();
    else if (action === 'erase-all') this.typed = '';
    else if (action !== undefined) return action;
    else if (!CONTROL.test(character)) this.typed += character;
    return 'more';
  }

  /** Whether the character belongs to an escape sequence (ECMA-48 5.4 CSI, SS3), as arrow keys send them. */
  private isOfEscape(character: string): boolean {
    const before = this.escape;
    if (character === ESCAPE) this.escape = 'begun';
    else if (before === 'begun' && character === '[') this.escape = 'sequence';
    else if (before === 'begun' && character === 'O') this.escape = 'single';
    else if (before === 'sequence' && PARAMETER.test(character)) return true;
    else {
      this.escape = 'none';
      // The end of a sequence belongs to it; a control character never does, nor what follows the Escape key alone.
      return (before === 'sequence' || before === 'single') && !CONTROL.test(character);
    }
    return true;
  }

  private eraseLast(): void {
    const last = [...letters.segment(this.typed)].at(-1);
    if (last) this.typed = this.typed.slice(0, last.index);
  }
}
