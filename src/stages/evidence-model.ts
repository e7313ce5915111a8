import type { Vocabulary } from '../core/plugin.js';
import type { Profile, Slice } from '../core/profile.js';
import type { StageEstimate } from '../core/stage.js';
import type { StageModel } from '../core/stage-model.js';
import { sumOf } from '../core/sum.js';
import { actOf } from './act-of.js';
import { assign, checkAssignment } from './assign.js';
import { evidenceOf, NONE, reasonsOf, scoreOf, withPiece } from './evidence.js';
import { likelihoodOf } from './likelihood.js';
import type { LikelihoodModel } from './likelihood-model.js';
import { nameStages } from './name-stages.js';
import { overlaysOf } from './overlays.js';
import type { Evidence, Piece } from './piece.js';
import { readPiece } from './read-piece.js';
import { NOTHING as NOTHING_SHOWN, show } from './shown.js';
import type { StageModelData } from './stage-model-data.js';
import type {} from './steps.js';

/** A stage model with the slice that feeds it. */
export interface EvidenceModel extends Required<StageModel> {
  /** `assign_stage`, which the slice heeds. */
  readonly vocabulary: Vocabulary;
  readonly slice: Slice<'evidence'>;
}

const NOTHING: Evidence = { pieces: [], sum: NONE, assigned: null, shown: NOTHING_SHOWN };
/** Grows with what the slice holds; the version of a model is below a thousand. */
const FORMAT = 1_000;

/** The model that data describes, as `defineStageModel` says. Pure. */
export function evidenceModel(model: StageModelData, likelihood: LikelihoodModel): EvidenceModel {
  const check = checkAssignment(model);
  return {
    ...model,
    vocabulary: { assign_stage: check },
    slice: {
      name: 'evidence',
      version: FORMAT + model.version,
      initial: NOTHING,
      upgrade: state => upgrade(model, state),
      reduce(state, touchpoint, profile) {
        // Tracked before this plugin ran, it was not checked.
        if (touchpoint.type === 'assign_stage')
          return typeof check(touchpoint.data) === 'string' ? state : { ...state, assigned: assign(model, touchpoint) };
        const shown = show(state.shown, actOf(touchpoint), touchpoint.session);
        const piece = readPiece(model, touchpoint, profile);
        if (!piece) return { ...state, shown };
        // What a page says late takes the place of what its view said.
        const isSame = ({ touchpoint: id }: Piece): boolean => id === piece.touchpoint;
        const { pieces } = state;
        // A clock that was set back leaves moments in the future behind; they count as now.
        const now = profile.lastSeenAt ?? piece.at;
        const isOld = pieces.some(isSame) || state.sum.at > now;
        const before = isOld
          ? evidenceOf(
              model,
              pieces.filter(one => !isSame(one)).map(other => ({ ...other, at: Math.min(other.at, now) })),
            )
          : state;
        // Named one by one: a spread here is a third of what a touchpoint costs.
        const { pieces: kept, sum } = withPiece(model, before, piece);
        return { pieces: kept, sum, assigned: state.assigned, shown };
      },
    },
    names: view => nameStages(model, view),
    infer: (profile, now) => estimate(model, profile, now),
    likelihood: ({ slices }, now) => (slices.evidence ? likelihoodOf(likelihood, slices.evidence.shown, now) : null),
  };
}

/** Older builds kept the pieces alone, or no sum of them and less of what was shown. */
function upgrade(model: StageModelData, state: unknown): Evidence {
  // What they kept was evidence.
  const { pieces, assigned, shown }: Evidence = {
    ...NOTHING,
    ...(Array.isArray(state) ? { pieces: state } : (state as Evidence)),
  };
  return { ...evidenceOf(model, pieces), assigned, shown: { ...NOTHING_SHOWN, ...shown } };
}

function estimate(model: StageModelData, { slices, stage: before }: Profile, now: number): StageEstimate {
  const { stages, prior, holdMinutes, sureFrom } = model;
  const { pieces, sum, assigned } = slices.evidence ?? NOTHING;
  const told = assigned && now < assigned.until ? assigned : null;
  // A clock that was set back makes nothing younger; what the site knows does not fade, and nothing fades the prior.
  const when = told ? told.at : Math.max(now, sum.at);
  const { touchpoint, type, text, weights, leaves } = prior;
  const known = told ? [told] : [{ touchpoint, type, text, weights, leaves, at: when }, ...pieces];
  const reasonsFor = (stage: string) => reasonsOf(model, known, { stage, now: when });
  const [said, all] = told ? [told.weights, NONE] : [weights, sum];
  // What is below nothing counts as nothing.
  const shares = stages.map(stage => Math.max(0, (said[stage] ?? 0) + scoreOf(model, all, { stage, now: when })));
  const total = sumOf(shares);
  const belief: Record<string, number> = {};
  shares.forEach((share, index) => {
    belief[stages[index] ?? ''] = share / total;
  });
  const best = shares.indexOf(Math.max(...shares));
  const held = before?.micro ?? '';
  // No earlier stage while there is news of the last.
  const lastAt = (best < stages.indexOf(held) && reasonsFor(held).find(({ weight }) => weight > 0)?.at) || 0;
  const micro = lastAt && Math.abs(now - lastAt) < holdMinutes * 60_000 ? held : (stages[best] ?? '');
  return {
    micro,
    belief,
    sure: (belief[micro] ?? 0) >= sureFrom,
    sureFrom,
    overlays: overlaysOf(slices, (shares[0] ?? 0) > total / 2, now),
    reasons: reasonsFor(micro).sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight)),
    next: slices.steps?.next ?? [],
  };
}
