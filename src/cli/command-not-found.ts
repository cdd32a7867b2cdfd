import type { Hook } from '@oclif/core/hooks';
import { unknownCommand } from './unknown-command.js';

/** oclif's hook for a command that does not exist. */
const hook: Hook.CommandNotFound = async ({ id, config }) => {
  throw unknownCommand(id, config);
};

export default hook;
