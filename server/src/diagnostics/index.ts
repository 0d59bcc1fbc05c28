// Every diagnostic, by its code: the type demands an entry for each.

import type { Code } from "../base/problem";
import { ambiguousWord } from "./ambiguous-word";
import { asymmetricSame } from "./asymmetric-same";
import { bnPartial } from "./bn-partial";
import { causalRank } from "./causal-rank";
import { channelsFirst } from "./channels-first";
import { cropTooLarge } from "./crop-too-large";
import { denseFlattens } from "./dense-flattens";
import type { Diagnostic } from "./diagnostic";
import { duplicateName } from "./duplicate-name";
import { emptyBranch } from "./empty-branch";
import { emptyOutput } from "./empty-output";
import { errorInBlock } from "./error-in-block";
import { evenSame } from "./even-same";
import { expectFailed } from "./expect-failed";
import { fileTooLarge } from "./file-too-large";
import { firstOfOne } from "./first-of-one";
import { frameworkRefuses } from "./framework-refuses";
import { groupsDivide } from "./groups-divide";
import { gruReset } from "./gru-reset";
import { headsDivide } from "./heads-divide";
import { hiddenCharacter } from "./hidden-character";
import { idleBias } from "./idle-bias";
import { idleFrozen } from "./idle-frozen";
import { importCycle } from "./import-cycle";
import { importLimit } from "./import-limit";
import { importMissing } from "./import-missing";
import { importOutside } from "./import-outside";
import { importTooLarge } from "./import-too-large";
import { joinedTwice } from "./joined-twice";
import { kernelOverInput } from "./kernel-over-input";
import { kernelRank } from "./kernel-rank";
import { kernelTooLarge } from "./kernel-too-large";
import { lateHeader } from "./late-header";
import { likeRank } from "./like-rank";
import { lineTooLong } from "./line-too-long";
import { lostLet } from "./lost-let";
import { mergeInputs } from "./merge-inputs";
import { mergeOperands } from "./merge-operands";
import { mergeRanks } from "./merge-ranks";
import { mergeShapes } from "./merge-shapes";
import { mergeStretch } from "./merge-stretch";
import { misplacedArgument } from "./misplaced-argument";
import { misplacedStatement } from "./misplaced-statement";
import { missingArgument } from "./missing-argument";
import { needsArrow } from "./needs-arrow";
import { noChannels } from "./no-channels";
import { noInput } from "./no-input";
import { noSuchAxis } from "./no-such-axis";
import { notPortable } from "./not-portable";
import { notWhole } from "./not-whole";
import { numberRange } from "./number-range";
import { onePosition } from "./one-position";
import { otherSpelling } from "./other-spelling";
import { outputPadding } from "./output-padding";
import { overBudget } from "./over-budget";
import { overflow } from "./overflow";
import { padToSmaller } from "./pad-to-smaller";
import { padTooLarge } from "./pad-too-large";
import { permuteAxes } from "./permute-axes";
import { poolPadding } from "./pool-padding";
import { preluElements } from "./prelu-elements";
import { rateRange } from "./rate-range";
import { recursion } from "./recursion";
import { redundantBias } from "./redundant-bias";
import { repeatOrSize } from "./repeat-or-size";
import { repeatedArgument } from "./repeated-argument";
import { repeatedHeader } from "./repeated-header";
import { reservedName } from "./reserved-name";
import { reshapeElements } from "./reshape-elements";
import { reshapeUnknowns } from "./reshape-unknowns";
import { resizeMode } from "./resize-mode";
import { reuseShapes } from "./reuse-shapes";
import { sameWithStride } from "./same-with-stride";
import { shuffleDivide } from "./shuffle-divide";
import { sizeOrLike } from "./size-or-like";
import { sliceRange } from "./slice-range";
import { softmaxOne } from "./softmax-one";
import { sparseTable } from "./sparse-table";
import { strideOverKernel } from "./stride-over-kernel";
import { strideTiling } from "./stride-tiling";
import { strideWithDilation } from "./stride-with-dilation";
import { surplusArgument } from "./surplus-argument";
import { syntax } from "./syntax";
import { tooDeep } from "./too-deep";
import { tooManyLayers } from "./too-many-layers";
import { unexpectedBody } from "./unexpected-body";
import { unitMismatch } from "./unit-mismatch";
import { unknownCode } from "./unknown-code";
import { unknownKind } from "./unknown-kind";
import { unknownName } from "./unknown-name";
import { unknownOption } from "./unknown-option";
import { unknownSize } from "./unknown-size";
import { unknownWord } from "./unknown-word";
import { unused } from "./unused";
import { upsampleScale } from "./upsample-scale";
import { wrongRank } from "./wrong-rank";
import { wrongType } from "./wrong-type";

export const DIAGNOSTICS = {
  "ambiguous-word": ambiguousWord,
  "asymmetric-same": asymmetricSame,
  "bn-partial": bnPartial,
  "causal-rank": causalRank,
  "channels-first": channelsFirst,
  "crop-too-large": cropTooLarge,
  "dense-flattens": denseFlattens,
  "duplicate-name": duplicateName,
  "empty-branch": emptyBranch,
  "empty-output": emptyOutput,
  "error-in-block": errorInBlock,
  "even-same": evenSame,
  "expect-failed": expectFailed,
  "file-too-large": fileTooLarge,
  "first-of-one": firstOfOne,
  "framework-refuses": frameworkRefuses,
  "groups-divide": groupsDivide,
  "gru-reset": gruReset,
  "heads-divide": headsDivide,
  "hidden-character": hiddenCharacter,
  "idle-bias": idleBias,
  "idle-frozen": idleFrozen,
  "import-cycle": importCycle,
  "import-limit": importLimit,
  "import-missing": importMissing,
  "import-outside": importOutside,
  "import-too-large": importTooLarge,
  "joined-twice": joinedTwice,
  "kernel-over-input": kernelOverInput,
  "kernel-rank": kernelRank,
  "kernel-too-large": kernelTooLarge,
  "late-header": lateHeader,
  "like-rank": likeRank,
  "line-too-long": lineTooLong,
  "lost-let": lostLet,
  "merge-inputs": mergeInputs,
  "merge-operands": mergeOperands,
  "merge-ranks": mergeRanks,
  "merge-shapes": mergeShapes,
  "merge-stretch": mergeStretch,
  "misplaced-argument": misplacedArgument,
  "misplaced-statement": misplacedStatement,
  "missing-argument": missingArgument,
  "needs-arrow": needsArrow,
  "no-channels": noChannels,
  "no-input": noInput,
  "no-such-axis": noSuchAxis,
  "not-portable": notPortable,
  "not-whole": notWhole,
  "number-range": numberRange,
  "one-position": onePosition,
  "other-spelling": otherSpelling,
  "output-padding": outputPadding,
  "over-budget": overBudget,
  overflow,
  "pad-to-smaller": padToSmaller,
  "pad-too-large": padTooLarge,
  "permute-axes": permuteAxes,
  "pool-padding": poolPadding,
  "prelu-elements": preluElements,
  "rate-range": rateRange,
  recursion,
  "redundant-bias": redundantBias,
  "repeat-or-size": repeatOrSize,
  "repeated-argument": repeatedArgument,
  "repeated-header": repeatedHeader,
  "reserved-name": reservedName,
  "reshape-elements": reshapeElements,
  "reshape-unknowns": reshapeUnknowns,
  "resize-mode": resizeMode,
  "reuse-shapes": reuseShapes,
  "same-with-stride": sameWithStride,
  "shuffle-divide": shuffleDivide,
  "size-or-like": sizeOrLike,
  "slice-range": sliceRange,
  "softmax-one": softmaxOne,
  "sparse-table": sparseTable,
  "stride-over-kernel": strideOverKernel,
  "stride-tiling": strideTiling,
  "stride-with-dilation": strideWithDilation,
  "surplus-argument": surplusArgument,
  syntax,
  "too-deep": tooDeep,
  "too-many-layers": tooManyLayers,
  "unexpected-body": unexpectedBody,
  "unit-mismatch": unitMismatch,
  "unknown-code": unknownCode,
  "unknown-kind": unknownKind,
  "unknown-name": unknownName,
  "unknown-option": unknownOption,
  "unknown-size": unknownSize,
  "unknown-word": unknownWord,
  unused,
  "upsample-scale": upsampleScale,
  "wrong-rank": wrongRank,
  "wrong-type": wrongType,
} satisfies { readonly [C in Code]: Diagnostic<C> };
