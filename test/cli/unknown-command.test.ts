import { expect, it } from 'vitest';
import { unknownCommand } from '../../src/cli/unknown-command.js';

const names = {
  commands: [
    { id: 'manifest' },
    { id: 'key:new' },
    { id: 'key:fingerprint' },
    { id: 'secret', hidden: true },
  ],
  topics: [{ name: 'key' }],
};

it.each([
  ['manifes', "there is no command 'manifes'; did you mean 'manifest'?"],
  ['manifes:/data/Smith^John', "there is no command 'manifes'; did you mean 'manifest'?"],
  ['key:nwe', "there is no command 'key nwe'; did you mean 'key new'?"],
  ['kye:new', "there is no command 'kye'; did you mean 'key new'?"],
  ['keys', "there is no command 'keys'; did you mean 'key'?"],
  ['secre', "there is no command 'secre'; 'corelab --help' lists them"],
  ['zzzzzzzzz', "there is no command 'zzzzzzzzz'; 'corelab --help' lists them"],
])('of %j says what was probably meant', (id, message) => {
  expect(unknownCommand(id, names).message).toBe(message);
});
