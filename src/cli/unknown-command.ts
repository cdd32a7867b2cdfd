import { nearest } from '../findings/suggest.js';
import { UsageError } from './usage-error.js';

/** What {@link unknownCommand} needs of oclif's configuration. */
export interface CommandNames {
  readonly commands: readonly { readonly id: string; readonly hidden?: boolean | undefined }[];
  readonly topics: readonly { readonly name: string }[];
}

/**
 * The error for a command that does not exist, with the one that was probably meant.
 * @param id as oclif joins it: words with `:` between, arguments included
 */
export function unknownCommand(id: string, { commands, topics }: CommandNames): UsageError {
  const words = id.split(':');
  const names = commands.filter((command) => command.hidden !== true).map((command) => command.id);
  const inTopic = topics.some((topic) => topic.name === words[0]) && words.length > 1;
  const typed = words.slice(0, inTopic ? 2 : 1).join(' ');
  const candidates = [...names, ...topics.map((topic) => topic.name)].map((name) =>
    name.replaceAll(':', ' '),
  );
  const meant = nearest(words.slice(0, 2).join(' '), candidates) ?? nearest(typed, candidates);
  const hint = meant === undefined ? "'corelab --help' lists them" : `did you mean '${meant}'?`;
  return new UsageError(`there is no command '${typed}'; ${hint}`);
}
