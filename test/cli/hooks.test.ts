import { Config } from '@oclif/core/config';
import { expect, it } from 'vitest';
import { BareCommand, startCommand } from '../../src/cli/bare-command.js';
import hook from '../../src/cli/command-not-found.js';
import { UsageError } from '../../src/cli/usage-error.js';

const pjson = { name: 'corelab', version: '1.2.3', oclif: { bin: 'corelab' } };

it('answers a command that does not exist with a usage error', async () => {
  const config = new Config({ root: '.' });
  const context = { config } as unknown as ThisParameterType<typeof hook>;
  await expect(hook.call(context, { id: 'x:y', argv: [], config, context })).rejects.toThrow(UsageError);
});

it('starts a command without loading plugins, and knows its own version', async () => {
  const seen: string[] = [];
  class Probe extends BareCommand {
    override async run(): Promise<void> {
      const { argv } = await this.parse({ strict: false });
      seen.push(this.config.userAgent, this.id ?? '', ...argv.map(String));
    }
  }
  await startCommand(Probe, { id: 'probe:it', argv: ['a', '-'], pjson, root: '.' });
  expect(seen).toEqual([
    `corelab/1.2.3 ${process.platform}-${process.arch} node-${process.version}`,
    'probe:it',
    'a',
    '-',
  ]);
});
