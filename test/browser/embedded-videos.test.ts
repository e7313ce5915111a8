import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { IMPORTS, launchChromium, type Site, serve, until } from './harness.js';

// Frames at the origins of the players, filled by the test: what is checked is who is believed.

/** As YouTube's player: silent until it is told that somebody listens. */
const YOUTUBE = `<title>YouTube</title><script>
  const videoData = { video_id: 'cedar', title: 'How it sounds' };
  let listener;
  const say = (event, info) => listener?.postMessage(JSON.stringify({ event, id: 1, channel: 'widget', info }), '*');
  addEventListener('message', ({ data, source }) => {
    if (JSON.parse(data).event !== 'listening' || !location.search.includes('enablejsapi=1')) return;
    listener = source;
    say('initialDelivery', { playerState: 5, currentTime: 0, duration: 80, videoData });
  });
  window.play = () => {
    say('onStateChange', 1);
    for (const currentTime of [1, 30, 35, 50, 70]) say('infoDelivery', { playerState: 1, currentTime });
    say('infoDelivery', { playerState: 2, currentTime: 75 });
    say('onStateChange', 0);
  };
</script>`;
/** As Vimeo's player: tells what it was asked for. */
const VIMEO = `<title>Vimeo</title><script>
  const asked = new Set();
  const tell = (event, seconds) => asked.has(event) && parent.postMessage(JSON.stringify({ event, data: { seconds, percent: seconds / 40, duration: 40 } }), '*');
  addEventListener('message', ({ data }) => {
    const { method, value } = typeof data === 'string' ? JSON.parse(data) : data;
    if (method === 'addEventListener') asked.add(value);
  });
  addEventListener('load', () => setTimeout(() => parent.postMessage({ event: 'ready' }, '*'), 200));
  window.play = () => {
    tell('play', 0);
    for (const seconds of [5, 11, 21, 31]) tell('timeupdate', seconds);
    tell('ended', 40);
  };
</script>`;
const SCRIPT = `<script type="importmap">${JSON.stringify({ imports: IMPORTS })}</script><script type="module">
  import { createWaymark } from 'waymark';
  import { videos } from 'waymark/capture';
  window.told = [];
  window.w = createWaymark({ site: location.pathname, automation: 'allow', consent: { default: { analytics: 'granted' } }, plugins: [videos()] });
  w.on('touchpoint', ({ type, data }) => /^video/.test(type) && told.push([type, data.video_provider, data.video_percent, data.video_title, data.video_duration]));
</script>`;
const page = (body: string): string =>
  `<!doctype html><title>Videos</title><link rel="icon" href="data:,">${SCRIPT}<body>${body}</body>`;
const PAGES = {
  '/players': page(`<iframe id="youtube" src="https://www.youtube-nocookie.com/embed/cedar?enablejsapi=1"></iframe>
    <iframe id="vimeo" src="https://player.vimeo.com/video/7" title="Made by hand"></iframe>`),
  '/closed': page(`<iframe id="youtube" src="https://www.youtube.com/embed/cedar"></iframe>`),
  '/decoration': page(`<iframe id="vimeo" src="https://player.vimeo.com/video/7?background=1"></iframe>
    <iframe id="youtube" src="https://www.youtube.com/embed/cedar?enablejsapi=1&mute=1&autoplay=1"></iframe>`),
  '/feigned': page(`<iframe id="other" src="https://www.youtube.com.evil.example/embed/cedar?enablejsapi=1"></iframe>
    <iframe id="vimeo" src="https://player.vimeo.com/video/7" title="Made by hand"></iframe>`),
  '/none': page('<iframe src="/empty"></iframe>'),
  '/late': page('<p>Later</p>'),
};

const told = (provider: string, title: string, duration: number): readonly unknown[] => [
  ['video_start', provider, 0, title, duration],
  ['video_progress', provider, 25, title, duration],
  ['video_progress', provider, 50, title, duration],
  ['video_progress', provider, 75, title, duration],
  ['video_complete', provider, 100, title, duration],
];

describe('videos in frames', () => {
  let site: Site;
  let browser: Browser;

  beforeAll(async () => {
    site = await serve(PAGES);
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser.close();
    site.close();
  });

  async function open(path: string): Promise<Page & { complaints: string[] }> {
    const context = await browser.newContext();
    const opened = await context.newPage();
    const complaints: string[] = [];
    opened.on('pageerror', error => complaints.push(String(error)));
    opened.on('console', message => message.type() !== 'log' && complaints.push(message.text()));
    await context.route(/^https:/, route => {
      const { host } = new URL(route.request().url());
      return route.fulfill({ contentType: 'text/html', body: /vimeo/.test(host) ? VIMEO : YOUTUBE });
    });
    await opened.goto(site.origin + path);
    await until(() => opened.evaluate('window.w?.status === "ready"'));
    return Object.assign(opened, { complaints });
  }

  async function playAll(opened: Page): Promise<readonly (readonly unknown[])[]> {
    // A player is asked at once, after one second and after three.
    await new Promise(resolve => setTimeout(resolve, 3_500));
    for (const frame of opened.frames().slice(1)) await frame.evaluate('window.play?.()');
    // Their messages come from other processes.
    await new Promise(resolve => setTimeout(resolve, 500));
    await opened.evaluate('w.flush()');
    return opened.evaluate('told');
  }

  // Side by side: each waits seconds for players in a page of its own. Those that count requests come after them.
  it.concurrent('are told by YouTube and Vimeo, and no script of theirs is loaded', async () => {
    const opened = await open('/players');
    const all = await playAll(opened);
    // Each player has its order; between the two, which run in processes of their own, there is none.
    const of = (provider: string): readonly unknown[] => all.filter(([, name]) => name === provider);
    expect(of('youtube')).toEqual(told('youtube', 'How it sounds', 80));
    expect(of('vimeo')).toEqual(told('vimeo', 'Made by hand', 40));
    expect(all).toHaveLength(10);
    expect(await opened.evaluate('document.querySelectorAll("script[src]").length')).toBe(0);
    expect(opened.complaints).toEqual([]);
    await opened.close();
  });

  it.concurrent('are not told where the page did not open YouTube’s player to it', async () => {
    const opened = await open('/closed');
    expect(await playAll(opened)).toEqual([]);
    await opened.close();
  });

  it.concurrent('that start by themselves without sound are decoration', async () => {
    const opened = await open('/decoration');
    expect(await playAll(opened)).toEqual([]);
    await opened.close();
  });

  it.concurrent('are believed of no other origin, and of no window that is no frame here', async () => {
    const opened = await open('/feigned');
    await opened.evaluate(`for (const data of ['{"event":"onStateChange","info":1}', '{', 7, null, '"x"'])
      for (const origin of ['https://www.youtube.com', 'https://player.vimeo.com', 'null'])
        dispatchEvent(new MessageEvent('message', { origin, data, source: window }))`);
    await opened
      .frames()[1]
      ?.evaluate('parent.postMessage({ event: "play", data: { seconds: 1, duration: 40 } }, "*")');
    expect(await playAll(opened)).toEqual(told('vimeo', 'Made by hand', 40));
    await opened.close();
  });

  it('are heard in a frame that comes late, and no more after a stop', async () => {
    const opened = await open('/late');
    const loads = (): number => site.requests.filter(request => request.includes('embedded-videos')).length;
    const before = loads();
    await opened.evaluate(
      `document.body.insertAdjacentHTML('beforeend', '<iframe src="https://player.vimeo.com/video/7" title="Made by hand"></iframe>')`,
    );
    await new Promise(resolve => setTimeout(resolve, 500));
    await opened.evaluate('dispatchEvent(new Event("blur"))');
    expect(await playAll(opened)).toEqual(told('vimeo', 'Made by hand', 40));
    expect(loads()).toBe(before + 1);
    await opened.evaluate('w.stop(); told.length = 0; document.querySelector("iframe").src += "?again"');
    expect(await playAll(opened).catch(() => [])).toEqual([]);
    await opened.close();
  });

  it('cost nothing where there are none', async () => {
    const before = site.requests.filter(request => request.includes('embedded-videos')).length;
    const opened = await open('/none');
    await playAll(opened);
    expect(site.requests.filter(request => request.includes('embedded-videos'))).toHaveLength(before);
    await opened.close();
  });
});
