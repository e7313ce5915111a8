import type { ContractCase, Subject } from './contract-case.js';

/** The part of Node that compresses. */
interface Zlib {
  brotliCompressSync(text: string): { readonly length: number };
}

/** How large it is for the visitor. */
export function sizeCases({ size, fail, tell }: Subject): readonly ContractCase[] {
  if (!size) return [];
  const { process } = globalThis as { process?: { getBuiltinModule?(name: string): Zlib } };
  const zlib = process?.getBuiltinModule?.('node:zlib');
  return [
    {
      name: `is at most ${size.maxBytes} bytes with brotli`,
      ...(!zlib && { skip: 'It needs Node 20.16 or later.' }),
      async run() {
        if (!zlib) return;
        const bytes = zlib.brotliCompressSync(size.source).length;
        tell?.(`source: ${bytes} bytes with brotli`);
        if (bytes > size.maxBytes)
          fail(`is ${bytes} bytes with brotli, ${bytes - size.maxBytes} too many. Do less, or load a part later.`);
      },
    },
  ];
}
