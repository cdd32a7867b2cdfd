// Asks for a passphrase or a question, and writes what came of it to a file: a test shows it a terminal.
import { writeFileSync } from 'node:fs';
import { ask, canAsk } from '../../dist/cli/question.js';
import { askPassphrase } from '../../dist/cli/secret.js';

const [, , kind, result, ...rest] = process.argv;
const controller = new AbortController();
process.on('SIGUSR2', () => controller.abort(Object.assign(new Error('stopped'), { code: 'stopped' })));
const { signal } = controller;

const KINDS = {
  passphrase: () => askPassphrase({ confirm: false, path: rest[0], signal }),
  'new-passphrase': () => askPassphrase({ confirm: true, path: rest[0], signal }),
  question: () => ask({ question: rest[0], details: rest.slice(1), signal }),
  'can-ask': async () => canAsk(),
};

try {
  writeFileSync(result, JSON.stringify({ value: await KINDS[kind]() }));
} catch ({ code, message }) {
  writeFileSync(result, JSON.stringify({ code, message }));
}
