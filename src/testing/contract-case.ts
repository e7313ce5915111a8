import type { Plugin, PluginList } from '../core/plugin.js';
import type { Sample } from './odd-journey.js';

/** One thing a plugin must hold to. */
export interface ContractCase {
  /** A sentence about behaviour. */
  readonly name: string;
  /** Why it cannot be looked at here, such as for want of a page; `run` does nothing then. */
  readonly skip?: string;
  /** Rejects with what happened, to what, and what to do. */
  run(): Promise<void>;
}

export interface ContractOptions {
  /** Plugins before it: owners of the slices it reads, vocabularies of what it tracks. A function makes new ones a case. */
  readonly with?: PluginList | (() => PluginList);
  /** What it listens to, with data as it should be; the suite spoils it. Beside the touchpoints of a shop. */
  readonly touchpoints?: readonly Sample[];
  /** Decisions it acts on or hands on, one of each kind. What it shows can go into the element with the id `contract-slot`. */
  readonly decisions?: readonly { readonly name: string; readonly data: unknown }[];
  /** Page objects of the vendor, such as `{ fbq() {} }`: on `window` while a case runs, and every call of them is seen. */
  readonly vendor?: Readonly<Record<string, unknown>>;
  /** What the visitor does on the page while it watches, beside the clicks, keys and scrolls of the suite. */
  use?(): void | Promise<void>;
  /** Names of globals it may leave, such as a queue that a vendor reads later. Default none. */
  readonly globals?: readonly string[];
  /** Default 1. Another one makes other junk. */
  readonly seed?: number;
  /** Most bytes of its slice after a long journey. Default 262,144. */
  readonly maxSliceBytes?: number;
  /** Its bundled source, and how many bytes that may be with brotli. In Node only. Default: not looked at. */
  readonly size?: { readonly source: string; readonly maxBytes: number };
  /** Hears what was looked at, a sentence a fact: bytes of the slice, requests that were made. */
  tell?(fact: string): void;
}

/** What the cases work with. */
export interface Subject extends ContractOptions {
  readonly name: string;
  /** Members that it has, as far as they can be told without running anything. */
  readonly shape: Plugin;
  readonly samples: readonly Sample[];
  make(): Plugin;
  before(): PluginList;
  /** A case that did not hold. */
  fail(what: string): never;
}
