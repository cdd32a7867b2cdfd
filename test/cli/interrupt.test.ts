import { EventEmitter } from 'node:events';
import { expect, it, vi } from 'vitest';
import { Interrupted, watchInterrupts } from '../../src/cli/interrupt.js';

const source = () => Object.assign(new EventEmitter(), { exit: vi.fn() });

it('aborts the work at the first Ctrl-C, and ends the process at the second', () => {
  const process = source();
  const onFirst = vi.fn();
  const { signal } = watchInterrupts(process, onFirst);
  process.emit('SIGINT');
  expect(signal.reason).toBeInstanceOf(Interrupted);
  expect(signal.reason.exitCode).toBe(130);
  expect(onFirst).toHaveBeenCalledOnce();
  expect(process.exit).not.toHaveBeenCalled();
  process.emit('SIGINT');
  expect(process.exit).toHaveBeenCalledExactlyOnceWith(130);
  expect(onFirst).toHaveBeenCalledOnce();
});

it('tells SIGTERM from Ctrl-C', () => {
  const process = source();
  const { signal } = watchInterrupts(process, () => {});
  process.emit('SIGTERM');
  expect(signal.reason.exitCode).toBe(143);
  expect(signal.reason.message).toBe('terminated');
});

it('listens no longer than it must', () => {
  const process = source();
  watchInterrupts(process, () => {}).dispose();
  expect(process.listenerCount('SIGINT') + process.listenerCount('SIGTERM')).toBe(0);
});
