import { spawn } from 'node:child_process';
import { closeSync, fstatSync, mkdirSync, openSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { ROOT } from '../commands/cli.js';
import { withExitCodes } from './page-blocks.js';

/** What commands came to. */
export interface Printed {
  readonly code: number | null;
  /** Of both streams, as a person would see it. */
  readonly text: string;
}

const TERMINAL = new URL('./terminal.mjs', import.meta.url).href;

/** A shell for the blocks of one page: the folder that a block changes to is that of the next one. */
export class PageShell {
  readonly #tools: string;
  #count = 0;

  /**
   * @param folder where the first block begins
   * @param tools a folder for what the shell itself needs; `corelab` lies there, as `npm link` would make it
   */
  constructor(folder: string, tools: string) {
    this.#tools = tools;
    mkdirSync(join(tools, 'bin'), { recursive: true });
    symlinkSync(join(ROOT, 'bin', 'run.js'), join(tools, 'bin', 'corelab'));
    writeFileSync(this.#at('folder'), folder);
  }

  #at(name: string): string {
    return join(this.#tools, name);
  }

  /** Runs commands with `bash -euo pipefail`; each has to exit as its comment says, and with 0 where it has none. */
  async run(commands: string): Promise<Printed> {
    this.#count++;
    const [script, output] = [this.#at(`${this.#count}.sh`), this.#at(`${this.#count}.txt`)];
    const folder = this.#at('folder');
    writeFileSync(
      script,
      `cd "$(cat '${folder}')"\ntrap 'pwd > "${folder}"' EXIT\n${withExitCodes(commands)}\n`,
    );
    const file = openSync(output, 'a');
    const code = await ended(script, file);
    closeSync(file);
    return { code, text: readFileSync(output, 'utf8') };
  }
}

function ended(script: string, file: number): Promise<number | null> {
  const { NODE_ENV: _, VITEST: __, ...own } = process.env;
  const { dev, ino } = fstatSync(file);
  const env = {
    ...own,
    PATH: [join(script, '..', 'bin'), own.PATH].join(delimiter),
    NODE_OPTIONS: `--import=${TERMINAL}`,
    CORELAB_DOCS_TERMINAL: `${dev}:${ino}`,
    NO_COLOR: '1',
    LC_ALL: 'C.UTF-8',
  };
  return new Promise((resolve, reject) => {
    const child = spawn('bash', ['-euo', 'pipefail', script], { env, stdio: ['ignore', file, file] });
    child.on('error', reject);
    child.on('close', resolve);
  });
}
