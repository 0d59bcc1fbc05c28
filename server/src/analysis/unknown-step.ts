// A step whose name is no kind of layer and no block: what it most likely means.

import { fewOf, type Name, namesOf, nearestNames } from "../base/nearest";
import { problem } from "../base/problem";
import { layerNamed, layerNames } from "../catalogue";
import type { LayerKind } from "../catalogue/layer";
import { kindMeant, plainName } from "../catalogue/other-names";
import type { BlockDefinition, Home } from "../model/definition";
import type { Step } from "../syntax/ast";
import type { Context } from "./context";
import { DIRECTIVE_NAMES } from "./directive-names";
import type { Spending } from "./effort";
import { becomeUnknown } from "./evaluate";
import type { Progress } from "./progress";
import { NO_TOTALS } from "./totals";

/** Tells what is wrong. Returns the kind or block that is meant for sure; null where the step is done with. */
export function unknownStep(
  step: Step,
  progress: Progress,
  context: Context,
): LayerKind | BlockDefinition | null {
  const { text, span } = step.name;
  const value = progress.state.scope.lookup(text)?.value;
  if (value?.type === "unknown") {
    // Its cause has been told where the name got its value.
    becomeUnknown(progress);
    return null;
  }
  if (value?.type === "tensor" && step.arguments.length === 0 && step.body === null) {
    const { tensor } = value;
    const data = { found: text, meant: `from ${text}`, reason: "tensor" } as const;
    progress.problems.push(problem("other-spelling", span, data));
    const { reference: reads, shape } = tensor;
    progress.add({ type: "select", reads, shape, label: null, totals: NO_TOTALS });
    progress.become({ ...tensor, reference: "" });
    return null;
  }
  const { meant, nearest } = adviceOn(text, context);
  progress.problems.push(problem("unknown-kind", span, { kind: text, nearest }));
  if (meant === null) becomeUnknown(progress);
  return meant;
}

interface Advice {
  /** What is meant for sure. */
  readonly meant: LayerKind | BlockDefinition | null;
  readonly nearest: readonly string[];
}

/** By analysis and home. */
const advisers = new WeakMap<Spending, Map<Home, Adviser>>();

function adviceOn(text: string, { spending, home }: Context): Advice {
  const homes = advisers.get(spending) ?? new Map<Home, Adviser>();
  const adviser = homes.get(home) ?? new Adviser(home);
  advisers.set(spending, homes.set(home, adviser));
  return adviser.on(text);
}

/** Advice to those who see the same blocks. A repeat may meet a word ten thousand times, a file as many words. */
class Adviser {
  private readonly given = new Map<string, Advice>();
  private names: readonly Name[] | null = null;
  private blocks: ReadonlyMap<string, string> | null = null;

  constructor(private readonly home: Home) {}

  on(text: string): Advice {
    let advice = this.given.get(text);
    if (advice === undefined) {
      advice = this.adviceFor(text);
      this.given.set(text, advice);
    }
    return advice;
  }

  private adviceFor(text: string): Advice {
    const meant = kindMeant(text) ?? this.blockMeant(text);
    if (meant) return { meant, nearest: ["statement" in meant ? meant.name : meant.kind] };
    this.names ??= namesOf([...layerNames(), ...fewOf(this.home.blockNames()), ...DIRECTIVE_NAMES]);
    return { meant: null, nearest: nearestNames(text, this.names).filter(isCanonical) };
  }

  /** A block of the same letters in another case. */
  private blockMeant(text: string): BlockDefinition | null {
    this.blocks ??= byLetters(this.home.blockNames());
    const name = this.blocks.get(plainName(text));
    return name === undefined ? null : (this.home.block(name) ?? null);
  }
}

/** Of several that have the same letters, the first. */
function byLetters(names: Iterable<string>): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const name of names) if (!found.has(plainName(name))) found.set(plainName(name), name);
  return found;
}

/** Of a kind and its other names, the kind is proposed. */
function isCanonical(name: string, _: number, list: readonly string[]): boolean {
  const kind = layerNamed(name)?.kind;
  return kind === undefined || kind === name || !list.includes(kind);
}
