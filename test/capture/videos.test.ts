// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it } from 'vitest';
import { videos } from '../../src/capture/videos.js';
import { type Captured, captureContext } from './capture-context.js';
import { find, fire, showPage } from './page-builder.js';

let captured: Captured;

beforeEach(() => {
  captured = captureContext();
  videos().capture?.(captured.context);
});
afterEach(() => captured.stop());

function play(type: string, facts: Readonly<Record<string, unknown>> = {}): void {
  const video = find('video');
  for (const [name, value] of Object.entries({ duration: 80, currentTime: 0, currentSrc: 'a.mp4', ...facts }))
    Object.defineProperty(video, name, { value, configurable: true });
  // Events of a video do not bubble.
  video.dispatchEvent(new Event(type));
}
const told = () => captured.tracked.map(({ type, data }) => `${type} ${data.video_percent}`);

it('tells start, quarters and end, each once', () => {
  showPage('<video title="How it sounds"></video>');
  play('play');
  for (let currentTime = 0; currentTime < 80; currentTime += 5) play('timeupdate', { currentTime });
  play('ended', { currentTime: 80 });
  play('play');
  expect(told()).toEqual([
    'video_start 0',
    'video_progress 25',
    'video_progress 50',
    'video_progress 75',
    'video_complete 100',
  ]);
  expect(captured.tracked[0]?.data).toEqual({
    video_provider: 'html5',
    video_title: 'How it sounds',
    video_duration: 80,
    video_percent: 0,
  });
});

it('begins anew with what is played next', () => {
  showPage('<video></video>');
  play('ended');
  play('play', { currentSrc: 'b.mp4' });
  expect(told()).toEqual(['video_complete 100', 'video_start 0']);
});

it('knows no length of a live stream', () => {
  showPage('<video></video>');
  play('timeupdate', { duration: Number.POSITIVE_INFINITY, currentTime: 500 });
  play('timeupdate', { duration: Number.NaN, currentTime: 500 });
  expect(captured.tracked.map(({ data }) => data.video_duration)).toEqual([0]);
});

it('takes one that a script plays over and over without sound for decoration, until it is heard', () => {
  showPage('<video></video>');
  for (const currentTime of [0, 30, 70]) play('timeupdate', { loop: true, muted: true, currentTime });
  expect(captured.tracked).toEqual([]);
  play('timeupdate', { loop: true, muted: false, currentTime: 40 });
  expect(told()).toEqual(['video_progress 50']);
});

it('takes one that plays by itself without sound for decoration', () => {
  showPage('<video></video>');
  play('play', { autoplay: true, muted: true });
  fire('play', document.body);
  expect(captured.tracked).toEqual([]);
});

it.each([0, NaN, -5, -Infinity])('takes a video of %s seconds for one of unknown length', duration => {
  showPage('<video></video>');
  play('timeupdate', { currentTime: 9, duration });
  expect(captured.tracked).toEqual([
    { type: 'video_start', data: { video_provider: 'html5', video_duration: 0, video_percent: 0 } },
  ]);
});
