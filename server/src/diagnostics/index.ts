// Every diagnostic, by its code: the type demands an entry for each.

import type { Code } from "../base/problem";
import { bnPartial } from "./bn-partial";
import { cropTooLarge } from "./crop-too-large";
import { denseFlattens } from "./dense-flattens";
import type { Diagnostic } from "./diagnostic";
import { emptyOutput } from "./empty-output";
import { gruReset } from "./gru-reset";
import { headsDivide } from "./heads-divide";
import { hiddenCharacter } from "./hidden-character";
import { likeRank } from "./like-rank";
import { lineTooLong } from "./line-too-long";
import { mergeInputs } from "./merge-inputs";
import { mergeRanks } from "./merge-ranks";
import { mergeShapes } from "./merge-shapes";
import { mergeStretch } from "./merge-stretch";
import { noSuchAxis } from "./no-such-axis";
import { onePosition } from "./one-position";
import { padTooLarge } from "./pad-too-large";
import { permuteAxes } from "./permute-axes";
import { preluElements } from "./prelu-elements";
import { rateRange } from "./rate-range";
import { reshapeElements } from "./reshape-elements";
import { reshapeUnknowns } from "./reshape-unknowns";
import { resizeMode } from "./resize-mode";
import { shuffleDivide } from "./shuffle-divide";
import { sizeOrLike } from "./size-or-like";
import { sliceRange } from "./slice-range";
import { softmaxOne } from "./softmax-one";
import { syntax } from "./syntax";
import { tooDeep } from "./too-deep";
import { unknownSize } from "./unknown-size";
import { upsampleScale } from "./upsample-scale";

export const DIAGNOSTICS = {
  "bn-partial": bnPartial,
  "crop-too-large": cropTooLarge,
  "dense-flattens": denseFlattens,
  "empty-output": emptyOutput,
  "gru-reset": gruReset,
  "heads-divide": headsDivide,
  "hidden-character": hiddenCharacter,
  "like-rank": likeRank,
  "line-too-long": lineTooLong,
  "merge-inputs": mergeInputs,
  "merge-ranks": mergeRanks,
  "merge-shapes": mergeShapes,
  "merge-stretch": mergeStretch,
  "no-such-axis": noSuchAxis,
  "one-position": onePosition,
  "pad-too-large": padTooLarge,
  "permute-axes": permuteAxes,
  "prelu-elements": preluElements,
  "rate-range": rateRange,
  "reshape-elements": reshapeElements,
  "reshape-unknowns": reshapeUnknowns,
  "resize-mode": resizeMode,
  "shuffle-divide": shuffleDivide,
  "size-or-like": sizeOrLike,
  "slice-range": sliceRange,
  "softmax-one": softmaxOne,
  syntax,
  "too-deep": tooDeep,
  "unknown-size": unknownSize,
  "upsample-scale": upsampleScale,
} satisfies { readonly [C in Code]: Diagnostic<C> };
