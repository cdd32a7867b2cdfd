/** Commands of a page that are run together, and what the page shows of their output. */
export interface Step {
  /** Of the page, where the commands begin; from 1. */
  readonly line: number;
  readonly commands: string;
  /** What the page says that they print, where it does. */
  readonly shown: string[];
  /** Why they cannot be run in a test. */
  readonly notRun?: string;
}

interface Fence {
  readonly language: string;
  readonly line: number;
  readonly lines: readonly string[];
  readonly notRun: string | undefined;
}

const NOT_RUN = /^<!-- not run: (.+) -->$/;
const SAYS_EXIT = /\s+#\s*exits (\d+)\b.*$/;

/**
 * The commands of a page, in order: every `sh` block, and every line of a `console` block after `$ `. A `text` block, and
 * a `console` block without a `$ `, shows what the commands before it print.
 * @throws Error where output is shown before any command
 */
export function stepsOf(page: string): readonly Step[] {
  const steps: Step[] = [];
  for (const fence of fencesOf(page)) {
    if (fence.language === 'sh') steps.push(stepOf(fence, fence.line, fence.lines));
    else if (fence.language === 'console') addConsole(steps, fence);
    else if (fence.language === 'text') addShown(steps, fence);
  }
  return steps;
}

/** Commands as bash runs them, each held to the exit code that a comment at its end tells: `# exits 1: a slice is missing`. */
export function withExitCodes(commands: string): string {
  const out: string[] = [];
  let held: string[] = [];
  for (const line of commands.split('\n')) {
    held.push(line);
    if (line.endsWith('\\')) continue;
    out.push(heldToCode(held));
    held = [];
  }
  return [...out, ...held].join('\n');
}

function heldToCode(lines: readonly string[]): string {
  const text = lines.join('\n');
  const code = SAYS_EXIT.exec(text)?.[1];
  if (code === undefined) return text;
  return [
    `came=0; { ${text.replace(SAYS_EXIT, '')}`,
    '} || came=$?',
    `[ "$came" = ${code} ] || { echo "exits $came, and the page says ${code}"; exit 99; }`,
  ].join('\n');
}

function stepOf(fence: Fence, line: number, lines: readonly string[]): Step {
  const { notRun } = fence;
  return { line, commands: lines.join('\n'), shown: [], ...(notRun !== undefined && { notRun }) };
}

function addConsole(steps: Step[], fence: Fence): void {
  if (!fence.lines.some((line) => line.startsWith('$ '))) {
    addShown(steps, fence);
    return;
  }
  let shown: string[] = [];
  const close = () => {
    if (shown.length > 0) steps.at(-1)?.shown.push(shown.join('\n'));
    shown = [];
  };
  fence.lines.forEach((line, index) => {
    if (line.startsWith('$ ')) {
      close();
      steps.push(stepOf(fence, fence.line + index, [line.slice(2)]));
    } else shown.push(line);
  });
  close();
}

function addShown(steps: readonly Step[], { line, lines }: Fence): void {
  const last = steps.at(-1);
  if (last === undefined) throw new Error(`line ${line} shows what no command printed`);
  last.shown.push(lines.join('\n'));
}

function fencesOf(page: string): readonly Fence[] {
  const fences: Fence[] = [];
  let open: { language: string; line: number; lines: string[]; notRun: string | undefined } | undefined;
  let notRun: string | undefined;
  page.split('\n').forEach((line, index) => {
    if (open !== undefined) {
      if (line.startsWith('```')) {
        fences.push(open);
        open = undefined;
      } else open.lines.push(line);
    } else if (line.startsWith('```')) {
      open = { language: line.slice(3).trim(), line: index + 2, lines: [], notRun };
      notRun = undefined;
    } else if (line.trim() !== '') notRun = NOT_RUN.exec(line)?.[1];
  });
  return fences;
}
