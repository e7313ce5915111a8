import { type Bench, openBench, pause } from './contract-bench.js';
import type { ContractCase, Subject } from './contract-case.js';
import { type PageWatch, watchPage } from './watch-page.js';

export const NO_PAGE = 'It needs a page: run it with a document, such as that of happy-dom or of a browser.';

const MARKUP = `<a href="#contract" id="contract-link">Cedar</a><button type="button">Buy</button>
<form action="#contract"><label>E-mail <input name="email" type="email"></label><textarea name="message"></textarea>
<select name="size"><option>12</option></select><input type="checkbox" name="agree"><button>Send</button></form>
<img alt="" src="data:,"><p tabindex="0">Text that is read.</p>`;
const ON_ELEMENTS = [
  ...['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click', 'auxclick', 'mouseover', 'mouseenter', 'mouseleave'],
  ...['touchstart', 'touchend', 'focusin', 'keydown', 'keyup', 'beforeinput', 'input', 'change', 'invalid'],
  ...['copy', 'focusout', 'submit', 'play', 'timeupdate', 'pause', 'ended'],
];
const ON_WINDOW = [
  'load',
  'scroll',
  'resize',
  'hashchange',
  'popstate',
  'online',
  'beforeprint',
  'afterprint',
  'message',
];
const LEAVING = ['visibilitychange', 'pagehide', 'beforeunload', 'pageshow', 'focus', 'blur'];
/** What nobody may hold up. */
const FREE = /^(click|submit|keydown|beforeinput|touchstart|mousedown|pointerdown|beforeunload|copy)$/;

/** What holds of a plugin that watches the page. */
export function pageCases(subject: Subject): readonly ContractCase[] {
  const { shape, make, fail, tell, use } = subject;
  if (!shape.capture) return [];

  /** Captures for a while; answers what it left. */
  async function capture(isUsed: boolean, look: (bench: Bench) => void = () => {}): Promise<readonly string[]> {
    const stage = document.body.appendChild(document.createElement('div'));
    stage.innerHTML = MARKUP;
    const bench = openBench(subject);
    const watch = watchPage(subject.globals);
    let heldUp: readonly string[] = [];
    let left: readonly string[] = [];
    try {
      const cleanup = start(bench);
      if (isUsed) {
        heldUp = visit(stage);
        await use?.();
        await pause();
      }
      await stop(bench, watch, cleanup);
      if (isUsed) visit(stage);
      watch.runDue();
      look(bench);
    } finally {
      left = watch.stop();
      bench.stop();
      stage.remove();
    }
    if (heldUp[0])
      fail(`kept "${heldUp[0]}" from doing what it does. Never call \`preventDefault\`; listen and let go.`);
    return left;
  }

  function start({ context }: Bench): unknown {
    try {
      return make().capture?.(context);
    } catch (cause) {
      return fail(
        `threw out of \`capture\`: ${(cause as Error)?.message}. A page may lack anything: look before you call.`,
      );
    }
  }

  /** As the runtime does it: the signal first, then what was returned. */
  async function stop(bench: Bench, watch: PageWatch, cleanup: unknown): Promise<void> {
    bench.abort();
    if (typeof cleanup === 'function') cleanup();
    const { length } = bench.tracked;
    await pause();
    watch.runDue();
    await pause();
    if (bench.tracked.length > length) late(bench);
  }

  function late({ tracked }: Bench): never {
    return fail(
      `tracked \`${tracked.at(-1)?.type}\` after it was stopped. Look at \`signal.aborted\` after every wait.`,
    );
  }

  const cases: readonly ContractCase[] = [
    {
      name: 'leaves nothing on a page when it is stopped at once',
      async run() {
        leaves(await capture(false));
      },
    },
    {
      name: 'leaves nothing on a page after it was used, and hears nothing any more',
      async run() {
        let count = 0;
        const left = await capture(true, ({ tracked }) => {
          count = tracked.length;
        });
        leaves(left);
        tell?.(`${count} touchpoints tracked on the page of the suite`);
      },
    },
    {
      name: 'tracks only what a vocabulary declares, with data it takes',
      async run() {
        let tracked: Bench['tracked'] = [];
        await capture(true, bench => {
          tracked = bench.tracked;
        });
        const wrong = tracked.find(({ mistake }) => mistake);
        if (wrong)
          fail(
            `tracked \`${wrong.type}\`, ${wrong.mistake}. Declare it in \`vocabulary\`, or hand its owner to the suite as \`with\`.`,
          );
      },
    },
  ];
  return typeof document === 'undefined' ? cases.map(one => ({ ...one, skip: NO_PAGE })) : cases;

  function leaves(left: readonly string[]): void {
    if (left.length)
      fail(
        `left something behind: ${left.join('; ')}. Hand \`signal\` to every listener, and undo the rest in what \`capture\` returns.`,
      );
  }
}

/** The visitor clicks, types, scrolls, turns away and comes back. Answers events that were held up. */
function visit(stage: Element): readonly string[] {
  const heldUp: string[] = [];
  const fire = (target: EventTarget, type: string): void => {
    const event = new Event(type, { bubbles: true, cancelable: true });
    let isHeldUp = false;
    // A page that is tested goes nowhere; what others did before is kept.
    const last = (): void => {
      isHeldUp = event.defaultPrevented;
      event.preventDefault();
    };
    window.addEventListener(type, last, { once: true });
    target.dispatchEvent(event);
    window.removeEventListener(type, last);
    if (isHeldUp && FREE.test(type)) heldUp.push(type);
  };
  const elements = [...stage.querySelectorAll('a, button, form, input, textarea, p')];
  for (const element of elements) for (const type of ON_ELEMENTS) fire(element, type);
  for (const type of [...ON_WINDOW, ...LEAVING]) fire(/visibility|print$/.test(type) ? document : window, type);
  return heldUp;
}
