import type { Swap } from './swap.js';

/** The part of Node that sees its own global object from within the page of a test. */
interface Vm {
  runInThisContext(code: 'globalThis'): Record<string, unknown>;
}

/** What browsers and Node have, and Jest keeps from the document of its tests. */
const NAMES = ['structuredClone', 'TextDecoder', 'TextEncoder', 'Request', 'Response'];

/** Puts in place what the page of a test lacks and Waymark needs. */
export function fillPage({ put }: Swap): void {
  const scope = globalThis as Record<string, unknown> & { process?: { getBuiltinModule?(name: string): Vm } };
  const node = scope.process?.getBuiltinModule?.('node:vm').runInThisContext('globalThis');
  for (const name of NAMES) if (node && !(name in scope)) put(scope, name, { value: node[name], writable: true });
  if (!('getEntriesByType' in performance)) put(performance, 'getEntriesByType', { value: () => [] });
}
