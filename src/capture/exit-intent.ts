import { definePlugin, type Plugin } from '../core/plugin.js';
import { listen } from '../platform/listen.js';

declare module '../core/touchpoint.js' {
  interface TouchpointMap {
    /** The pointer left the page by its upper edge, towards the tabs and the address. */
    exit_intent: { readonly [name: string]: never };
  }
}

/**
 * Who is about to go, as far as a mouse tells: it leaves the page by its upper edge. Once an address; a finger tells
 * nothing of the kind.
 */
export function exitIntent(): Plugin {
  return definePlugin({
    name: 'exit-intent',
    vocabulary: { exit_intent: data => data },
    capture({ signal, track }) {
      let told = '';
      const hear = ({ relatedTarget, clientY, buttons }: MouseEvent): void => {
        // It goes to no element, and nothing is dragged out or selected.
        if (relatedTarget || clientY > 0 || buttons || told === location.href) return;
        told = location.href;
        track('exit_intent', {});
      };
      listen('mouseout', hear, signal);
    },
  });
}
