import { describe, expect, it } from 'vitest';
import { WaymarkError } from '../../src/core/problem.js';
import { defineStageModel } from '../../src/stages/define-stage-model.js';
import type { LikelihoodModel } from '../../src/stages/likelihood-model.js';
import { sixStages } from '../../src/stages/six-stages.js';
import type { StageModelData } from '../../src/stages/stage-model-data.js';
import { MODEL } from './build.js';

const { halfLifeDays, prior, older } = MODEL;
// Data of a file may be anything.
const define = (data: unknown) => () => defineStageModel(data as StageModelData);
const withSign = (sign: unknown) => ({ signs: { view_item: sign } });

describe('defineStageModel', () => {
  it('makes a model of data, also of what a file held', () => {
    for (const data of [MODEL, sixStages, { ...MODEL, signs: {} }, { ...MODEL, views: {} }]) {
      expect(define(data)().stages).toEqual(data.stages);
      expect(define(JSON.parse(JSON.stringify(data)))().name).toBe(data.name);
    }
  });

  it.each([undefined, null, {}, [], 7, 'six-stages', JSON.stringify(MODEL)])('refuses %j, which is none', data => {
    expect(define(data)).toThrow(WaymarkError);
    expect(define(data)).toThrow('In the stage model `name` is "undefined". Give a text.');
  });

  it.each<[object, string]>([
    [{ name: '' }, '`name` is "". Give a text'],
    [{ version: 1.5 }, '`version` is "1.5". Give a whole number below 1000'],
    [{ version: '1' }, '`version` is "1". Give a whole number'],
    [{ version: 1_000 }, '`version` is "1000"'],
    [{ stages: [] }, '`stages` is "[]". Give a list of micro-stages'],
    [{ stages: ['cold', 'warm', 'hot', 'cold'] }, '`stages` is "["cold","warm","hot","cold"]". Give'],
    [{ stages: 'cold' }, '`stages` is "cold"'],
    [{ views: undefined }, '`views` is "undefined". Give an object'],
    [{ views: { plain: null } }, '`views.plain` is "null". Give names'],
    [{ prior: 1 }, '`prior` is "1". Give an object'],
    [{ prior: { ...prior, text: 7 } }, '`prior.text` is "7". Give a text'],
    [{ prior: { ...prior, weights: {} } }, '`prior.weights.cold` is "undefined". Give a number above 0'],
    [{ prior: { ...prior, weights: { cold: 0 } } }, '`prior.weights.cold` is "0"'],
    [{ prior: { ...prior, weights: { cold: 1, tepid: 1 } } }, 'a key of prior.weights` is "tepid". Give one of cold'],
    [{ prior: { ...prior, weights: null } }, '`prior.weights` is "null". Give weights'],
    [{ prior: { ...prior, leaves: 2 } }, '`prior.leaves` is "2". Give a share'],
    [{ older: { ...older, type: null } }, '`older.type` is "null". Give a text'],
    [{ halfLifeDays: { ...halfLifeDays, cold: -1 } }, '`halfLifeDays.cold` is "-1". Give a number of days above 0'],
    [{ halfLifeDays: { cold: 1, warm: 1 } }, '`halfLifeDays.hot` is "undefined"'],
    [{ halfLifeDays: { ...halfLifeDays, tepid: 1 } }, '`a key of halfLifeDays` is "tepid"'],
    [{ holdMinutes: -1 }, '`holdMinutes` is "-1". Give a number from 0'],
    [{ sureFrom: 7 }, '`sureFrom` is "7". Give a share from 0 to 1'],
    [{ sureFrom: '0.6' }, '`sureFrom` is "0.6". Give a share'],
    [{ synonyms: { tepid: [] } }, '`a key of synonyms` is "tepid"'],
    [{ synonyms: { cold: ['Not yet'] } }, '`synonyms.cold` is "["Not yet"]". Give a list of names in kebab-case'],
    [{ synonyms: { cold: 'no' } }, '`synonyms.cold` is "no"'],
    [withSign('Looked'), '`signs.view_item` is "Looked". Give [text, weights, leaves?]'],
    [withSign([7, {}]), '`signs.view_item[0]` is "7". Give a text'],
    [withSign(['Looked', 2]), '`signs.view_item[1]` is "2". Give weights'],
    [withSign(['Looked', { tepid: 2 }]), '`a key of signs.view_item[1]` is "tepid". Give one of cold, warm, hot'],
    [withSign(['Looked', { warm: Number.NaN }]), '`signs.view_item[1].warm` is "NaN". Give a number'],
    [withSign(['Looked', { cold: -1 }]), '`signs.view_item[1].cold` is "-1". Give a number from 0'],
    [withSign(['Looked', { warm: 2 }, 7]), '`signs.view_item[2]` is "7". Give a share'],
  ])('refuses %j, and says what it takes', (change, words) => {
    expect(define({ ...MODEL, ...change })).toThrow(words);
    expect(define({ ...MODEL, ...change })).toThrow('In the stage model');
  });

  it('refuses a view that leaves a micro-stage out, though another one is asked for', () => {
    expect(define({ ...MODEL, views: { ...MODEL.views, short: { cold: 'Cold' } } })).toThrow('"warm" has no name');
  });

  it('refuses weights of a likelihood that are none', () => {
    for (const odd of [{}, null, 7])
      expect(() => defineStageModel(MODEL, odd as LikelihoodModel)).toThrow('Give what `waymark-fit` wrote');
  });
});
